#ifndef REJOINDER_CZSTD_SHIM_H
#define REJOINDER_CZSTD_SHIM_H

#include <zdict.h>
#include <zstd.h>

// ZSTD_CONTENTSIZE_UNKNOWN and ZSTD_CONTENTSIZE_ERROR are macros with casts, which Swift cannot see:
// the size that the first frame announces, or -1 if it announces none, or is none.
static inline long long czstd_announced_size(const void *bytes, size_t count) {
    unsigned long long size = ZSTD_getFrameContentSize(bytes, count);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR) return -1;
    return size > 0x7FFFFFFFFFFFFFFFULL ? -1 : (long long)size;
}

#endif
