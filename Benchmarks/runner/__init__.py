"""What `Benchmarks/run` is made of: its input files, the check against the truth, and the measuring of child processes."""
