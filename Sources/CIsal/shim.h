// Intel's Intelligent Storage Acceleration Library: its decompressor, and nothing else.
#include <isa-l/igzip_lib.h>
