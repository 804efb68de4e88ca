// Reads an RSS document into entries: the bare cost of the XML, to hold `rejoinder bench parse`
// against.
//
//     sax FILE SECONDS        prints {"entries", "ms", "mb_per_s"} of one reading
#include <time.h>

#include "rss.h"

static size_t read_once(const char *bytes, size_t count) {
    struct reader reader = read_entries(bytes, count);
    forget(&reader);
    return reader.count;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    FILE *file = fopen(arguments[1], "rb");
    if (!file) return 1;
    struct text document = {0};
    char block[65536];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        append(&document, block, got);
    fclose(file);

    size_t entries = 0;
    long rounds = 0;
    double limit = atof(arguments[2]), spent;
    clock_t start = clock();
    do {
        entries = read_once(document.bytes, document.count);
        rounds++;
        spent = (double)(clock() - start) / CLOCKS_PER_SEC;
    } while (spent < limit);
    printf("{\"entries\":%zu,\"ms\":%.3f,\"mb_per_s\":%.1f}\n", entries, spent / rounds * 1e3,
           (double)document.count * rounds / spent / 1e6);
    free(document.bytes);
    return 0;
}
