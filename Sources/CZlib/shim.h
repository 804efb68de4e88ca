#ifndef REJOINDER_CZLIB_SHIM_H
#define REJOINDER_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro. 15 is the largest window; 16 more asks for gzip's header.
static inline int czlib_begin_gunzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

// deflateInit2 is a macro. Negative: deflate alone (RFC 1951), as a zip archive has it.
static inline int czlib_begin_deflate(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}

#endif
