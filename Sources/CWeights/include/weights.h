#ifndef REJOINDER_WEIGHTS_H
#define REJOINDER_WEIGHTS_H

/// What was learnt from labelled sentences (docs/training.md).
extern const unsigned char *const weights_bytes;
extern const unsigned long weights_count;

#endif
