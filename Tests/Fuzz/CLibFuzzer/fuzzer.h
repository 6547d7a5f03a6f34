// The driver of libFuzzer, which comes with `-sanitize=fuzzer`.
// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *_Nonnull argc, char *_Nullable *_Nonnull *_Nonnull argv,
    int (*_Nonnull check)(const uint8_t *_Nullable data, size_t size));
