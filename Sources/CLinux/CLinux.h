// What is needed of Linux and Swift's Glibc module leaves out.
#ifndef CLINUX_H
#define CLINUX_H

#include <malloc.h>
#include <sched.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

// Glibc declares these only under _GNU_SOURCE, which clashes with Dispatch's view of the headers.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
int sched_getaffinity(pid_t process, size_t size, cpu_set_t *processors);

// Where the linker put the program's code, from its first byte to behind its last.
extern const char __executable_start[], etext[];

/// Unmaps the code that ran so far; what runs again is mapped again from the page cache. The kernel
/// maps 64 KB around each function that is called, so that a start leaves most of the program mapped.
static inline void clinux_release_code(void) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t start = (uintptr_t)__executable_start & ~(page - 1);
  uintptr_t end = (uintptr_t)etext & ~(page - 1);
  madvise((void *)start, end - start, MADV_DONTNEED);
}

#endif
