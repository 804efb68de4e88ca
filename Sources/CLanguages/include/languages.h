#ifndef REJOINDER_LANGUAGES_H
#define REJOINDER_LANGUAGES_H

/// A file of a language: the folder, the name without ".txt", and the bytes.
struct language_file {
    const char *language;
    const char *name;
    const unsigned char *bytes;
    unsigned long count;
};

/// The file at a place, language by language; NULL after the last.
const struct language_file *language_file(unsigned long place);

#endif
