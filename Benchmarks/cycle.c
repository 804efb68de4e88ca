// Polls feeds once, and does no more than must be done: gets each with libcurl on the condition that
// it has changed, reads it with libxml2, and stores its entries in SQLite, a transaction a feed. The
// bare cost of a poll cycle, to hold `rejoinder run --once` against.
//
//     cycle ADDRESSES DATABASE [CERTIFICATES [SECONDS]]
//
// ADDRESSES is a file with one address a line. With SECONDS, the polls are spread over as many, as a
// daemon's are. It prints {"feeds", "changed", "entries", "failed", "ms"}: the processor time that
// the polls took.
#include <curl/curl.h>
#include <math.h>
#include <sqlite3.h>
#include <time.h>

#include "rss.h"

enum { AT_ONCE = 32 };

struct poll {
    CURL *handle;
    char *address;
    struct text body;
    struct curl_slist *headers;
    char etag[256], modified[128];
};

static sqlite3 *database;
static sqlite3_stmt *begin_feed, *end_feed, *known, *keep_feed, *keep_entry;
static long changed, entries, failed;

static void run(const char *sql) {
    char *error = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &error) == SQLITE_OK) return;
    fprintf(stderr, "%s: %s\n", sql, error);
    exit(1);
}

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK) return statement;
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(database));
    exit(1);
}

static void step(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(database));
        exit(1);
    }
    sqlite3_reset(statement);
}

static void open_database(const char *path) {
    if (sqlite3_open(path, &database) != SQLITE_OK) exit(1);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = NORMAL");
    run("CREATE TABLE IF NOT EXISTS feed (address TEXT PRIMARY KEY, etag TEXT, modified TEXT)");
    run("CREATE TABLE IF NOT EXISTS entry (feed TEXT, guid TEXT, title TEXT, link TEXT, date TEXT,"
        " summary TEXT, content TEXT, PRIMARY KEY (feed, guid))");
    begin_feed = prepared("BEGIN");
    end_feed = prepared("COMMIT");
    known = prepared("SELECT etag, modified FROM feed WHERE address = ?");
    keep_feed = prepared(
        "INSERT INTO feed VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE"
        " SET etag = excluded.etag, modified = excluded.modified");
    keep_entry = prepared(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, guid) DO UPDATE"
        " SET title = excluded.title, summary = excluded.summary, content = excluded.content"
        " WHERE title <> excluded.title OR content <> excluded.content");
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    append(&((struct poll *)context)->body, bytes, size * count);
    return size * count;
}

static void take_value(char *to, size_t room, const char *line, size_t count, size_t name) {
    while (name < count && line[name] == ' ') name++;
    while (count > name && (line[count - 1] == '\r' || line[count - 1] == '\n')) count--;
    if (count - name < room) snprintf(to, room, "%.*s", (int)(count - name), line + name);
}

static size_t take_header(char *line, size_t size, size_t count, void *context) {
    struct poll *poll = context;
    count *= size;
    if (count > 5 && curl_strnequal(line, "etag:", 5))
        take_value(poll->etag, sizeof poll->etag, line, count, 5);
    if (count > 14 && curl_strnequal(line, "last-modified:", 14))
        take_value(poll->modified, sizeof poll->modified, line, count, 14);
    return count;
}

// Asks for the next feed; with what was kept of it, if that is known.
static void start(CURLM *multi, struct poll *poll, char *address) {
    poll->address = address;
    poll->body.count = 0;
    curl_slist_free_all(poll->headers);
    poll->headers = NULL;
    sqlite3_bind_text(known, 1, address, -1, SQLITE_STATIC);
    if (sqlite3_step(known) == SQLITE_ROW) {
        char line[300];
        snprintf(line, sizeof line, "If-None-Match: %s", (const char *)sqlite3_column_text(known, 0));
        poll->headers = curl_slist_append(poll->headers, line);
        snprintf(line, sizeof line, "If-Modified-Since: %s",
                 (const char *)sqlite3_column_text(known, 1));
        poll->headers = curl_slist_append(poll->headers, line);
    }
    sqlite3_reset(known);
    curl_easy_setopt(poll->handle, CURLOPT_URL, address);
    curl_easy_setopt(poll->handle, CURLOPT_HTTPHEADER, poll->headers);
    curl_multi_add_handle(multi, poll->handle);
}

static void set_text(int place, struct text *text) {
    sqlite3_bind_text(keep_entry, place, text->bytes ? text->bytes : "", (int)text->count,
                      SQLITE_STATIC);
}

// Keeps what the feed is recognised by, and ends its transaction.
static void keep_recognition(struct poll *poll) {
    sqlite3_bind_text(keep_feed, 1, poll->address, -1, SQLITE_STATIC);
    sqlite3_bind_text(keep_feed, 2, poll->etag, -1, SQLITE_STATIC);
    sqlite3_bind_text(keep_feed, 3, poll->modified, -1, SQLITE_STATIC);
    step(keep_feed);
    step(end_feed);
}

static void keep(struct poll *poll) {
    static const int order[] = {GUID, TITLE, LINK, DATE, SUMMARY, CONTENT};
    struct reader reader = read_entries(poll->body.bytes, poll->body.count);
    step(begin_feed);
    for (size_t index = 0; index < reader.count; index++) {
        sqlite3_bind_text(keep_entry, 1, poll->address, -1, SQLITE_STATIC);
        for (int place = 0; place < FIELDS; place++)
            set_text(place + 2, &reader.entries[index].fields[order[place]]);
        step(keep_entry);
    }
    keep_recognition(poll);
    changed++;
    entries += (long)reader.count;
    forget(&reader);
}

// What a 304 has to leave behind: that the feed was looked at.
static void note(struct poll *poll) {
    step(begin_feed);
    keep_recognition(poll);
}

static void finish(struct poll *poll, CURLcode code) {
    long status = 0;
    curl_easy_getinfo(poll->handle, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_OK && status == 200)
        keep(poll);
    else if (code == CURLE_OK && status == 304)
        note(poll);
    else
        failed++;
}

static char **lines(const char *path, size_t *count) {
    FILE *file = fopen(path, "r");
    if (!file) exit(1);
    char **all = NULL, line[4096];
    for (*count = 0; fgets(line, sizeof line, file); (*count)++) {
        line[strcspn(line, "\n")] = 0;
        all = realloc(all, (*count + 1) * sizeof *all);
        all[*count] = strdup(line);
    }
    fclose(file);
    return all;
}

static void prepare(struct poll *poll, const char *certificates) {
    CURL *handle = poll->handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_PRIVATE, poll);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, poll);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, poll);
    // With one, Debian's libcurl reads the certificates anew for each connection.
    curl_easy_setopt(handle, CURLOPT_CAPATH, NULL);
    if (certificates) curl_easy_setopt(handle, CURLOPT_CAINFO, certificates);
}

static double seconds_of(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// How many of the feeds are due: each second as many, or all at once.
static size_t due(size_t total, double pace, double elapsed) {
    double count = pace > 0 ? floor(elapsed + 1) / pace * (double)total : (double)total;
    return count < (double)total ? (size_t)count : total;
}

static void poll_all(CURLM *multi, char **addresses, size_t total, double pace,
                     const char *certificates) {
    static struct poll polls[AT_ONCE];
    struct poll *idle[AT_ONCE];
    size_t idle_count = 0, next = 0, done = 0;
    for (; idle_count < AT_ONCE; idle_count++) {
        prepare(&polls[idle_count], certificates);
        idle[idle_count] = &polls[idle_count];
    }
    double begin = seconds_of(CLOCK_MONOTONIC);
    while (done < total) {
        double elapsed = seconds_of(CLOCK_MONOTONIC) - begin;
        size_t now = due(total, pace, elapsed), before = done;
        while (idle_count && next < now) start(multi, idle[--idle_count], addresses[next++]);
        curl_multi_perform(multi, &(int){0});
        CURLMsg *message;
        for (int left; (message = curl_multi_info_read(multi, &left)); done++) {
            struct poll *poll;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&poll);
            CURLcode code = message->data.result;
            curl_multi_remove_handle(multi, poll->handle);
            finish(poll, code);
            idle[idle_count++] = poll;
        }
        double second = floor(elapsed + 1) - elapsed;
        if (done == before) curl_multi_poll(multi, NULL, 0, (int)(second * 1000) + 1, NULL);
    }
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    size_t total = 0;
    char **addresses = lines(arguments[1], &total);
    open_database(arguments[2]);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    double begin = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    poll_all(curl_multi_init(), addresses, total, count > 4 ? atof(arguments[4]) : 0,
             count > 3 ? arguments[3] : NULL);
    printf("{\"feeds\":%zu,\"changed\":%ld,\"entries\":%ld,\"failed\":%ld,\"ms\":%.0f}\n",
           total, changed, entries, failed,
           (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - begin) * 1000);
    for (sqlite3_stmt *statement; (statement = sqlite3_next_stmt(database, NULL));)
        sqlite3_finalize(statement);
    sqlite3_close(database);
    return failed ? 1 : 0;
}
