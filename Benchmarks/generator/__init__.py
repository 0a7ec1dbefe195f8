"""The log generator behind `Benchmarks/generate-log`: a busy site for the benchmark, and one day of a small site as a sample."""
