/* Preloaded into the program: lets reading or writing one file fail, as a bad disk does.
 *
 * FAIL_PATH   the file, as it is named when it is opened
 * FAIL_AFTER  bytes that are read or written before
 * FAIL_HOW    read: EIO from read(2); pread: EIO from pread(2); write: ENOSPC from write(2) and its like
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Atomic long done;

/* Whether the descriptor is the file: by its name, or that with something behind it, as a file beside its place has. */
static int is_failing(int descriptor, const char *how) {
  const char *path = getenv("FAIL_PATH");
  const char *wanted = getenv("FAIL_HOW");
  if (!path || !wanted || strcmp(wanted, how)) return 0;
  char link[64], name[4096];
  char *end = link + sizeof link;
  char *at = end;
  *--at = 0;
  unsigned number = (unsigned)descriptor;
  do *--at = (char)('0' + number % 10); while (number /= 10);
  const char prefix[] = "/proc/self/fd/";
  at -= sizeof prefix - 1;
  memcpy(at, prefix, sizeof prefix - 1);
  ssize_t count = syscall(SYS_readlink, at, name, sizeof name - 1);
  if (count < 0) return 0;
  name[count] = 0;
  return !strncmp(name, path, strlen(path));
}

static long left(void) {
  const char *after = getenv("FAIL_AFTER");
  return (after ? atol(after) : 0) - done;
}

ssize_t read(int descriptor, void *buffer, size_t count) {
  int fails = is_failing(descriptor, "read");
  if (fails && left() <= 0) {
    errno = EIO;
    return -1;
  }
  if (fails && count > (size_t)left()) count = (size_t)left();
  ssize_t got = syscall(SYS_read, descriptor, buffer, count);
  if (fails && got > 0) done += got;
  return got;
}

ssize_t write(int descriptor, const void *buffer, size_t count) {
  int fails = is_failing(descriptor, "write");
  if (fails && left() <= 0) {
    errno = ENOSPC;
    return -1;
  }
  if (fails && count > (size_t)left()) count = (size_t)left();
  ssize_t put = syscall(SYS_write, descriptor, buffer, count);
  if (fails && put > 0) done += put;
  return put;
}

ssize_t pwrite64(int descriptor, const void *buffer, size_t count, off64_t offset) {
  if (is_failing(descriptor, "write") && (done += (long)count, left() <= 0)) {
    errno = ENOSPC;
    return -1;
  }
  return syscall(SYS_pwrite64, descriptor, buffer, count, offset);
}

ssize_t pwrite(int descriptor, const void *buffer, size_t count, off_t offset) {
  return pwrite64(descriptor, buffer, count, offset);
}

ssize_t pread64(int descriptor, void *buffer, size_t count, off64_t offset) {
  if (is_failing(descriptor, "pread")) {
    errno = EIO;
    return -1;
  }
  return syscall(SYS_pread64, descriptor, buffer, count, offset);
}

ssize_t pread(int descriptor, void *buffer, size_t count, off_t offset) {
  return pread64(descriptor, buffer, count, offset);
}
