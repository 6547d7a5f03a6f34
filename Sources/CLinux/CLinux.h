// What is needed of Linux and Swift's Glibc module leaves out.
#ifndef CLINUX_H
#define CLINUX_H

#include <sys/epoll.h>
#include <malloc.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Glibc declares accept4 only under _GNU_SOURCE, which clashes with Dispatch's view of the headers.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

#endif
