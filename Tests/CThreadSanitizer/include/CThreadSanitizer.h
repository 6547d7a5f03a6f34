// What makes the Thread Sanitizer understand the Swift library, by being linked in.
