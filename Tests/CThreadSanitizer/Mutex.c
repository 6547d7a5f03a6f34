// Tells the Thread Sanitizer of Swift's `Mutex`.
//
// Locking a mutex that is free is inlined, so that the sanitizer sees it. Waiting for one that is
// held, and waking who waits, is done in libswiftSynchronization, which is not instrumented: without
// this, whatever two threads did one after the other is taken for a race. These functions take the
// place of the library's, call them, and say what they do.
#define _GNU_SOURCE
#include "CThreadSanitizer.h"

#if __has_feature(thread_sanitizer)

#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// _MutexHandle._lockSlow(_: UInt32), _MutexHandle._unlockSlow()
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

SWIFT void lockSlow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void unlockSlow(SELF) __asm__(UNLOCK);

SWIFT void lockSlow(uint32_t thread, SELF) {
  SWIFT void (*lock)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  lock(thread, self);
  __tsan_acquire(self);
}

SWIFT void unlockSlow(SELF) {
  SWIFT void (*unlock)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(self);
  unlock(self);
}

#endif
