#ifndef REJOINDER_WEIGHTS_H
#define REJOINDER_WEIGHTS_H

/// What was learnt from labelled sentences (docs/training.md).
extern const unsigned char *const weights_bytes;
extern const unsigned long weights_count;

/// How common terms are in ordinary news (docs/training.md).
extern const unsigned char *const terms_bytes;
extern const unsigned long terms_count;

#endif
