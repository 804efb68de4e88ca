// Compares two texts word by word with Myers' greedy algorithm and nothing else: the bare cost of
// a difference, to hold `rejoinder bench diff` against.
//
//     myers BEFORE AFTER SECONDS     prints {"words", "edits", "ms"} of one comparison
//
// Past a cap of edits it gives up and calls everything changed, as any program must that reads
// what strangers write. It walks the path back, so that the edits are known and not only counted.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CAP = 2000 };

struct words {
    uint64_t *hashes;
    int count;
};

static void *need(void *memory) {
    if (!memory) exit(1);
    return memory;
}

static char *load(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (!file) exit(1);
    size_t room = 1 << 16;
    char *bytes = need(malloc(room));
    *count = 0;
    for (size_t got; (got = fread(bytes + *count, 1, room - *count, file)) > 0;) {
        *count += got;
        if (*count == room) bytes = need(realloc(bytes, room *= 2));
    }
    fclose(file);
    return bytes;
}

// Words by their FNV-1a hash: what is compared again and again are numbers.
static struct words split(const char *bytes, size_t count) {
    struct words words = {need(malloc((count / 2 + 1) * sizeof(uint64_t))), 0};
    uint64_t hash = 0;
    int inside = 0;
    for (size_t index = 0; index <= count; index++) {
        unsigned char byte = index < count ? (unsigned char)bytes[index] : ' ';
        if (byte == ' ' || (byte >= 9 && byte <= 13)) {
            if (inside) words.hashes[words.count++] = hash;
            inside = 0;
        } else {
            if (!inside) hash = 0xCBF29CE484222325u;
            hash = (hash ^ byte) * 0x100000001B3u;
            inside = 1;
        }
    }
    return words;
}

// The number of words that were removed or added.
static int compare(const struct words *a, const struct words *b, unsigned char *changed) {
    int most = a->count + b->count < CAP ? a->count + b->count : CAP;
    int *reach = need(calloc((size_t)(2 * most + 3), sizeof(int)));
    int **trace = need(calloc((size_t)most + 1, sizeof(int *)));
    int found = -1;
    for (int d = 0; d <= most && found < 0; d++) {
        trace[d] = need(malloc((size_t)(2 * d + 3) * sizeof(int)));
        memcpy(trace[d], reach + most + 1 - (d + 1), (size_t)(2 * d + 3) * sizeof(int));
        for (int k = -d; k <= d; k += 2) {
            int *at = reach + most + 1 + k;
            int x = k == -d || (k != d && at[-1] < at[1]) ? at[1] : at[-1] + 1;
            int y = x - k;
            while (x < a->count && y < b->count && a->hashes[x] == b->hashes[y]) x++, y++;
            *at = x;
            if (x >= a->count && y >= b->count) {
                found = d;
                break;
            }
        }
    }
    int x = a->count, y = b->count;
    for (int d = found; d > 0; d--) {
        int k = x - y, *at = trace[d] + d + 1 + k;
        int down = k == -d || (k != d && at[-1] < at[1]);
        x = down ? at[1] : at[-1];
        y = x - (down ? k + 1 : k - 1);
        if (down && y < b->count) changed[a->count + y] = 1;
        if (!down && x < a->count) changed[x] = 1;
    }
    for (int d = 0; d <= most && trace[d]; d++) free(trace[d]);
    free(trace);
    free(reach);
    return found < 0 ? a->count + b->count : found;
}

int main(int count, char **arguments) {
    if (count != 4) return 2;
    size_t beforeCount, afterCount;
    char *before = load(arguments[1], &beforeCount), *after = load(arguments[2], &afterCount);
    int edits = 0, words = 0;
    long rounds = 0;
    double limit = atof(arguments[3]), spent;
    clock_t start = clock();
    do {
        struct words a = split(before, beforeCount), b = split(after, afterCount);
        unsigned char *changed = need(calloc((size_t)(a.count + b.count) + 1, 1));
        edits = compare(&a, &b, changed);
        words = b.count;
        free(changed);
        free(a.hashes);
        free(b.hashes);
        rounds++;
        spent = (double)(clock() - start) / CLOCKS_PER_SEC;
    } while (spent < limit);
    printf("{\"words\":%d,\"edits\":%d,\"ms\":%.3f}\n", words, edits, spent / rounds * 1e3);
    free(before);
    free(after);
    return 0;
}
