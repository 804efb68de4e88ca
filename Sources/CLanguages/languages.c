// The languages as data in the program, so that nothing needs to be installed beside it. In C,
// because Swift cannot embed a file.
#include "languages.h"

// Clang warns that #embed is an extension before C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define TEXT(path) #path
#define PATH(code, file) TEXT(code/file.txt)
#define JOIN(code, file) code##_##file
#define NAME(code, file) JOIN(code, file)
#define FILE(code, file) { #code, #file, NAME(code, file), sizeof NAME(code, file) - 1 }

#define LANGUAGE en
#include "language.h"
#define LANGUAGE de
#include "language.h"
#define LANGUAGE fr
#include "language.h"
#define LANGUAGE uk
#include "language.h"
#define LANGUAGE ru
#include "language.h"
#define LANGUAGE es
#include "language.h"
// What belongs to no language, and single lists of those that have no folder.
#define LANGUAGE common
#include "language.h"

#define FILES(code) \
    FILE(code, language), FILE(code, classes), FILE(code, frames), FILE(code, cues), \
    FILE(code, dates), FILE(code, edits), FILE(code, opposites), FILE(code, notices), \
    FILE(code, pages), FILE(code, names), FILE(code, replies)

static const struct language_file files[] = {
    FILES(en), FILES(de), FILES(fr), FILES(uk), FILES(ru), FILES(es), FILES(common),
};

const struct language_file *language_file(unsigned long place) {
    return place < sizeof files / sizeof *files ? &files[place] : 0;
}
