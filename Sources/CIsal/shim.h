// Intel's Intelligent Storage Acceleration Library: its decompressor, and nothing else.
#include <isa-l/igzip_lib.h>

// Swift does not see fields as large as the buffer that a decompressor goes on into when the room that it was given is used up.
static inline const uint8_t *isal_pending_output(const struct inflate_state *state) {
  return state->tmp_out_buffer + state->tmp_out_processed;
}
