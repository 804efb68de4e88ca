// The weights as data in the program; in C, because Swift cannot embed a file. `make train` writes
// the file, and the manifest beside it.
#include "weights.h"

// Clang warns that #embed is an extension before C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char bytes[] = {
#if __has_embed("weights.bin")
#embed "weights.bin" suffix(,)
#endif
    0};

const unsigned char *const weights_bytes = bytes;
const unsigned long weights_count = sizeof bytes - 1;

static const unsigned char terms[] = {
#if __has_embed("terms.bin")
#embed "terms.bin" suffix(,)
#endif
    0};

const unsigned char *const terms_bytes = terms;
const unsigned long terms_count = sizeof terms - 1;
