// Reads an RSS document into entries with libxml2's SAX interface and nothing else.
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    char *bytes;
    size_t count, room;
};

enum { TITLE, LINK, GUID, DATE, SUMMARY, CONTENT, FIELDS };
static const char *const names[FIELDS] = {"title", "link",        "guid",
                                          "pubDate", "description", "encoded"};

struct entry {
    struct text fields[FIELDS];
};

struct reader {
    struct entry *entries;
    size_t count, room;
    struct text *into;  // where characters go; NULL: nowhere
    int depth, entryDepth;
};

static void append(struct text *text, const char *bytes, size_t count) {
    if (text->count + count > text->room) {
        text->room = (text->count + count) * 2;
        text->bytes = realloc(text->bytes, text->room);
        if (!text->bytes) exit(1);
    }
    memcpy(text->bytes + text->count, bytes, count);
    text->count += count;
}

static void begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int spaceCount, const xmlChar **spaces, int attributeCount, int defaultCount,
                  const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)spaceCount, (void)spaces;
    (void)attributeCount, (void)defaultCount, (void)attributes;
    struct reader *reader = context;
    reader->depth++;
    reader->into = NULL;
    if (strcmp((const char *)name, "item") == 0) {
        if (reader->count == reader->room) {
            reader->room = reader->room * 2 + 16;
            reader->entries = realloc(reader->entries, reader->room * sizeof *reader->entries);
            if (!reader->entries) exit(1);
        }
        memset(&reader->entries[reader->count++], 0, sizeof *reader->entries);
        reader->entryDepth = reader->depth;
    } else if (reader->entryDepth && reader->depth == reader->entryDepth + 1) {
        for (int field = 0; field < FIELDS; field++)
            if (strcmp((const char *)name, names[field]) == 0)
                reader->into = &reader->entries[reader->count - 1].fields[field];
    }
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)name, (void)prefix, (void)uri;
    struct reader *reader = context;
    if (reader->depth == reader->entryDepth) reader->entryDepth = 0;
    reader->depth--;
    reader->into = NULL;
}

static void characters(void *context, const xmlChar *bytes, int count) {
    struct reader *reader = context;
    if (reader->into) append(reader->into, (const char *)bytes, (size_t)count);
}

// The entries of a document; `forget` frees them.
static struct reader read_entries(const char *bytes, size_t count) {
    xmlSAXHandler handler = {0};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = begin;
    handler.endElementNs = end;
    handler.characters = characters;
    handler.cdataBlock = characters;
    struct reader reader = {0};
    xmlSAXUserParseMemory(&handler, &reader, bytes, (int)count);
    return reader;
}

static void forget(struct reader *reader) {
    for (size_t index = 0; index < reader->count; index++)
        for (int field = 0; field < FIELDS; field++)
            free(reader->entries[index].fields[field].bytes);
    free(reader->entries);
}
