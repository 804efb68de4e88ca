#ifndef REJOINDER_CZLIB_SHIM_H
#define REJOINDER_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro. 15 is the largest window; 16 more asks for gzip's header.
static inline int czlib_begin_gunzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

#endif
