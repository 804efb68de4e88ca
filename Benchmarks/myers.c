// Compares two texts word by word with Myers' algorithm in linear space and nothing else: the bare
// cost of a difference, to hold `rejoinder bench diff` against.
//
//     myers BEFORE AFTER SECONDS     prints {"words", "edits", "ms"} of one comparison
//
// Words are cut at blanks and given numbers by a hash table. A box whose path is longer than CAP
// rounds is halved where the search has come furthest, as any program must that reads what strangers
// write.
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CAP = 256 };

struct text {
    const char *bytes;
    size_t size;
    int *names;
    unsigned char *changed;
    int count;
};

struct slot {
    const char *word;
    uint32_t size;
    uint32_t hash;
    int name;
};

struct table {
    struct slot *slots;
    uint32_t mask;
    int count;
};

// The furthest points of both directions, by diagonal.
struct search {
    struct text *a, *b;
    int *ahead, *back;
};

static void *need(void *memory) {
    if (!memory) exit(1);
    return memory;
}

static struct text load(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) exit(1);
    size_t room = 1 << 16, size = 0;
    char *bytes = need(malloc(room));
    for (size_t got; (got = fread(bytes + size, 1, room - size, file)) > 0;) {
        size += got;
        if (size == room) bytes = need(realloc(bytes, room *= 2));
    }
    fclose(file);
    return (struct text){.bytes = bytes, .size = size};
}

static int name(struct table *table, const char *word, uint32_t size, uint32_t hash) {
    uint32_t at = hash & table->mask;
    for (struct slot *slot; (slot = &table->slots[at])->word; at = (at + 1) & table->mask)
        if (slot->hash == hash && slot->size == size && !memcmp(slot->word, word, size))
            return slot->name;
    table->slots[at] = (struct slot){word, size, hash, table->count};
    return table->count++;
}

static int isBlank(unsigned char byte) { return byte == ' ' || (byte >= 9 && byte <= 13); }

static void split(struct text *text, struct table *table) {
    const char *at = text->bytes, *end = at + text->size;
    text->names = need(malloc((text->size / 2 + 1) * sizeof(int)));
    text->count = 0;
    while (at < end) {
        const char *word = at;
        uint64_t hash = 0xCBF29CE484222325u;
        for (; at < end && !isBlank((unsigned char)*at); at++)
            hash = (hash ^ (unsigned char)*at) * 0x100000001B3u;
        if (at > word)
            text->names[text->count++] =
                name(table, word, (uint32_t)(at - word), (uint32_t)(hash ^ hash >> 32));
        else
            at++;
    }
    text->changed = need(calloc((size_t)text->count + 1, 1));
}

// Halves a box: at the middle of a shortest path, or where CAP rounds came furthest.
static void middle(struct search *s, int a0, int a1, int b0, int b1, int *halfA, int *halfB) {
    const int *a = s->a->names, *b = s->b->names;
    int *ahead = s->ahead, *back = s->back, least = a0 - b1, most = a1 - b0;
    int low = a0 - b0, high = low, lowBack = a1 - b1, highBack = lowBack;
    int odd = (low - lowBack) & 1;
    ahead[low] = a0;
    back[lowBack] = a1;
    for (int round = 1;; round++) {
        if (low > least) ahead[--low - 1] = -1; else low++;
        if (high < most) ahead[++high + 1] = -1; else high--;
        for (int d = high; d >= low; d -= 2) {
            int x = ahead[d - 1] < ahead[d + 1] ? ahead[d + 1] : ahead[d - 1] + 1;
            while (x < a1 && x - d < b1 && a[x] == b[x - d]) x++;
            ahead[d] = x;
            if (odd && lowBack <= d && d <= highBack && back[d] <= x) {
                *halfA = x, *halfB = x - d;
                return;
            }
        }
        if (lowBack > least) back[--lowBack - 1] = INT_MAX; else lowBack++;
        if (highBack < most) back[++highBack + 1] = INT_MAX; else highBack--;
        for (int d = highBack; d >= lowBack; d -= 2) {
            int x = back[d - 1] < back[d + 1] ? back[d - 1] : back[d + 1] - 1;
            while (a0 < x && b0 < x - d && a[x - 1] == b[x - d - 1]) x--;
            back[d] = x;
            if (!odd && low <= d && d <= high && x <= ahead[d]) {
                *halfA = x, *halfB = x - d;
                return;
            }
        }
        if (round < CAP) continue;
        for (int d = high, best = INT_MIN; d >= low; d -= 2) {
            int x = ahead[d] < a1 ? ahead[d] : a1;
            if (x - d > b1) x = b1 + d;
            if (2 * x - d > best) best = 2 * x - d, *halfA = x, *halfB = x - d;
        }
        return;
    }
}

static void compare(struct search *s, int a0, int a1, int b0, int b1) {
    const int *a = s->a->names, *b = s->b->names;
    while (a0 < a1 && b0 < b1 && a[a0] == b[b0]) a0++, b0++;
    while (a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1]) a1--, b1--;
    if (a0 == a1 || b0 == b1) {
        memset(s->a->changed + a0, 1, (size_t)(a1 - a0));
        memset(s->b->changed + b0, 1, (size_t)(b1 - b0));
        return;
    }
    int halfA = a0, halfB = b0;
    middle(s, a0, a1, b0, b1, &halfA, &halfB);
    compare(s, a0, halfA, b0, halfB);
    compare(s, halfA, a1, halfB, b1);
}

static int changes(const struct text *text) {
    int sum = 0;
    for (int i = 0; i < text->count; i++) sum += text->changed[i];
    return sum;
}

int main(int count, char **arguments) {
    if (count != 4) return 2;
    struct text a = load(arguments[1]), b = load(arguments[2]);
    uint32_t room = 1 << 10;
    while (room < (a.size + b.size) / 6) room *= 2;
    int edits = 0, words = 0;
    long rounds = 0;
    double limit = atof(arguments[3]), spent;
    clock_t start = clock();
    do {
        struct table table = {need(calloc(room, sizeof(struct slot))), room - 1, 0};
        split(&a, &table);
        split(&b, &table);
        size_t diagonals = (size_t)(a.count + b.count) + 4;
        int *points = need(malloc(2 * diagonals * sizeof(int)));
        struct search search = {&a, &b, points + b.count + 2, points + diagonals + b.count + 2};
        compare(&search, 0, a.count, 0, b.count);
        edits = changes(&a) + changes(&b);
        words = b.count;
        free(points);
        free(a.names), free(b.names), free(a.changed), free(b.changed), free(table.slots);
        rounds++;
        spent = (double)(clock() - start) / CLOCKS_PER_SEC;
    } while (spent < limit);
    printf("{\"words\":%d,\"edits\":%d,\"ms\":%.3f}\n", words, edits, spent / rounds * 1e3);
    free((void *)a.bytes), free((void *)b.bytes);
    return 0;
}
