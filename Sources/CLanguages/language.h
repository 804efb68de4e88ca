// Embeds the files of the language that LANGUAGE names. A language need not have every file. The
// NUL at the end, which is not counted, stands for a file that is missing or empty.

static const unsigned char NAME(LANGUAGE, language)[] = {
#if __has_embed(PATH(LANGUAGE, language))
#embed PATH(LANGUAGE, language) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, classes)[] = {
#if __has_embed(PATH(LANGUAGE, classes))
#embed PATH(LANGUAGE, classes) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, frames)[] = {
#if __has_embed(PATH(LANGUAGE, frames))
#embed PATH(LANGUAGE, frames) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, cues)[] = {
#if __has_embed(PATH(LANGUAGE, cues))
#embed PATH(LANGUAGE, cues) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, dates)[] = {
#if __has_embed(PATH(LANGUAGE, dates))
#embed PATH(LANGUAGE, dates) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, edits)[] = {
#if __has_embed(PATH(LANGUAGE, edits))
#embed PATH(LANGUAGE, edits) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, opposites)[] = {
#if __has_embed(PATH(LANGUAGE, opposites))
#embed PATH(LANGUAGE, opposites) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, notices)[] = {
#if __has_embed(PATH(LANGUAGE, notices))
#embed PATH(LANGUAGE, notices) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, pages)[] = {
#if __has_embed(PATH(LANGUAGE, pages))
#embed PATH(LANGUAGE, pages) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, names)[] = {
#if __has_embed(PATH(LANGUAGE, names))
#embed PATH(LANGUAGE, names) suffix(,)
#endif
    0};

static const unsigned char NAME(LANGUAGE, replies)[] = {
#if __has_embed(PATH(LANGUAGE, replies))
#embed PATH(LANGUAGE, replies) suffix(,)
#endif
    0};

#undef LANGUAGE
