// Stands between the program and the kernel: counts, kills, fails or logs what it asks for.
//
// Loaded by LD_PRELOAD. An operation is a write, sync, truncation, removal or renaming of a file
// whose path contains TORTURE_PATH, a send or a receive on a socket, or a write to standard output.
//
//   TORTURE_COUNTS=FILE     how many operations there were: all, then by kind; 64 bits each
//   TORTURE_KILL_AT=N       SIGKILL at the N-th operation
//   TORTURE_KILL_WHEN=after after it; else before
//   TORTURE_FAULT=KIND      enospc, eio, short (writes), fsync, eioread; at the N-th of its kind
//   TORTURE_FAULT_AT=N
//   TORTURE_FAULT_UNTIL=F   and at all after it, until the file F is there; else once
//   TORTURE_LOG=FILE        every operation on a file and every event sent, for power cuts
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum kind { ALL, WRITE, SYNC, TRUNCATE, NAME, SEND, RECEIVE, OUTPUT, KINDS };
enum fault { NONE, ENOSPC_WRITE, EIO_WRITE, SHORT_WRITE, FAILED_SYNC, EIO_READ };

static struct {
    ssize_t (*pwrite)(int, const void *, size_t, off_t);
    ssize_t (*pread)(int, void *, size_t, off_t);
    ssize_t (*write)(int, const void *, size_t);
    int (*fdatasync)(int);
    int (*fsync)(int);
    int (*ftruncate)(int, off_t);
    int (*unlink)(const char *);
    int (*rename)(const char *, const char *);
    ssize_t (*send)(int, const void *, size_t, int);
    ssize_t (*recv)(int, void *, size_t, int);
} real;

static int64_t own_counts[KINDS];
static int64_t *counts = own_counts;
static int64_t kill_at = -1, fault_at = -1, faults_met = 0;
static int kills_after = 0, log_file = -1;
static enum fault fault = NONE;
static const char *watched, *fault_until;
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;

static int64_t number(const char *name) {
    const char *text = getenv(name);
    return text ? atoll(text) : -1;
}

static enum fault named_fault(const char *name) {
    static const char *names[] = {"", "enospc", "eio", "short", "fsync", "eioread"};
    for (int i = 1; name && i <= EIO_READ; i++)
        if (strcmp(name, names[i]) == 0) return i;
    return NONE;
}

static void share_counts(const char *path) {
    int file = open(path, O_CREAT | O_RDWR, 0600);
    if (file < 0 || real.ftruncate(file, sizeof own_counts) != 0) abort();
    void *shared =
        mmap(NULL, sizeof own_counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED) abort();
    counts = shared;
}

// Libraries may write before this library's constructor has run: every function calls it.
__attribute__((constructor)) static void prepare(void) {
    static int is_prepared = 0;
    if (is_prepared) return;
    is_prepared = 1;
    real.pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real.pread = dlsym(RTLD_NEXT, "pread64");
    real.write = dlsym(RTLD_NEXT, "write");
    real.fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real.fsync = dlsym(RTLD_NEXT, "fsync");
    real.ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real.unlink = dlsym(RTLD_NEXT, "unlink");
    real.rename = dlsym(RTLD_NEXT, "rename");
    real.send = dlsym(RTLD_NEXT, "send");
    real.recv = dlsym(RTLD_NEXT, "recv");
    watched = getenv("TORTURE_PATH");
    kill_at = number("TORTURE_KILL_AT");
    const char *when = getenv("TORTURE_KILL_WHEN");
    kills_after = when && strcmp(when, "after") == 0;
    fault = named_fault(getenv("TORTURE_FAULT"));
    fault_at = number("TORTURE_FAULT_AT");
    fault_until = getenv("TORTURE_FAULT_UNTIL");
    const char *path = getenv("TORTURE_LOG");
    if (path) log_file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0600);
    if ((path = getenv("TORTURE_COUNTS"))) share_counts(path);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int64_t begin(enum kind kind) {
    __sync_add_and_fetch(&counts[kind], 1);
    int64_t count = __sync_add_and_fetch(&counts[ALL], 1);
    if (!kills_after && count == kill_at) die();
    return count;
}

static void end(int64_t count) {
    if (kills_after && count == kill_at) die();
}

static int meets(enum fault kind) {
    if (fault != kind) return 0;
    int64_t met = __sync_add_and_fetch(&faults_met, 1);
    if (met < fault_at) return 0;
    return fault_until ? access(fault_until, F_OK) != 0 : met == fault_at;
}

static int is_watched_path(const char *path) {
    // SQLite's shared memory holds nothing that must outlive the process.
    return watched && strstr(path, watched) && !strstr(path, "-shm");
}

static int is_watched(int file, char path[512]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, 511);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_watched_path(path);
}

// What a write to the log looks like is read by disk.py.
static void note(char what, const char *path, off_t offset, const void *bytes, size_t size) {
    if (log_file < 0) return;
    uint64_t header[4] = {(uint64_t)what, strlen(path), (uint64_t)offset, size};
    pthread_mutex_lock(&log_lock);
    if (real.write(log_file, header, sizeof header) < 0 ||
        real.write(log_file, path, strlen(path)) < 0 ||
        (size && real.write(log_file, bytes, size) < 0))
        abort();
    pthread_mutex_unlock(&log_lock);
}

// Each event that the bytes name, behind `before`; `sink` 0: the webhook, 1: standard output.
static void note_events(const char *bytes, size_t size, const char *before, off_t sink) {
    if (log_file < 0) return;
    const char *stop = bytes + size, *at = bytes;
    while ((at = memmem(at, stop - at, before, strlen(before)))) {
        at += strlen(before);
        char id[64] = "evt_";
        size_t length = 4;
        while (length < sizeof id - 1 && at < stop &&
               ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9')))
            id[length++] = *at++;
        id[length] = 0;
        note('E', id, sink, NULL, 0);
    }
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset) {
    prepare();
    char path[512];
    if (!is_watched(file, path)) return real.pwrite(file, bytes, size, offset);
    int64_t count = begin(WRITE);
    if (meets(ENOSPC_WRITE)) return errno = ENOSPC, -1;
    if (meets(EIO_WRITE)) return errno = EIO, -1;
    if (size > 1 && meets(SHORT_WRITE)) size /= 2;
    ssize_t written = real.pwrite(file, bytes, size, offset);
    if (written > 0) note('W', path, offset, bytes, written);
    end(count);
    return written;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    return pwrite64(file, bytes, size, offset);
}

ssize_t pread64(int file, void *bytes, size_t size, off_t offset) {
    prepare();
    char path[512];
    if (fault == EIO_READ && is_watched(file, path) && meets(EIO_READ)) return errno = EIO, -1;
    return real.pread(file, bytes, size, offset);
}

ssize_t pread(int file, void *bytes, size_t size, off_t offset) {
    return pread64(file, bytes, size, offset);
}

ssize_t write(int file, const void *bytes, size_t size) {
    prepare();
    char path[512];
    if (file == STDOUT_FILENO) {
        int64_t count = begin(OUTPUT);
        note_events(bytes, size, "{\"id\":\"evt_", 1);
        ssize_t written = real.write(file, bytes, size);
        end(count);
        return written;
    }
    if (!is_watched(file, path)) return real.write(file, bytes, size);
    int64_t count = begin(WRITE);
    if (meets(ENOSPC_WRITE)) return errno = ENOSPC, -1;
    if (meets(EIO_WRITE)) return errno = EIO, -1;
    if (size > 1 && meets(SHORT_WRITE)) size /= 2;
    off_t offset = lseek(file, 0, SEEK_CUR);
    ssize_t written = real.write(file, bytes, size);
    if (written > 0 && offset >= 0) note('W', path, offset, bytes, written);
    end(count);
    return written;
}

static int sync_by(int (*function)(int), int file) {
    char path[512];
    if (!is_watched(file, path)) return function(file);
    int64_t count = begin(SYNC);
    if (meets(FAILED_SYNC)) return errno = EIO, -1;
    int result = function(file);
    if (result == 0) note('S', path, 0, NULL, 0);
    end(count);
    return result;
}

int fdatasync(int file) {
    prepare();
    return sync_by(real.fdatasync, file);
}

int fsync(int file) {
    prepare();
    return sync_by(real.fsync, file);
}

int ftruncate64(int file, off_t length) {
    prepare();
    char path[512];
    if (!is_watched(file, path)) return real.ftruncate(file, length);
    int64_t count = begin(TRUNCATE);
    int result = real.ftruncate(file, length);
    if (result == 0) note('T', path, length, NULL, 0);
    end(count);
    return result;
}

int ftruncate(int file, off_t length) {
    return ftruncate64(file, length);
}

int unlink(const char *path) {
    prepare();
    if (!is_watched_path(path)) return real.unlink(path);
    int64_t count = begin(NAME);
    int result = real.unlink(path);
    if (result == 0) note('U', path, 0, NULL, 0);
    end(count);
    return result;
}

int rename(const char *from, const char *to) {
    prepare();
    if (!is_watched_path(from) && !is_watched_path(to)) return real.rename(from, to);
    int64_t count = begin(NAME);
    int result = real.rename(from, to);
    if (result == 0) note('R', from, 0, to, strlen(to));
    end(count);
    return result;
}

ssize_t send(int file, const void *bytes, size_t size, int flags) {
    prepare();
    int64_t count = begin(SEND);
    // Noted before it is sent: the receiver has it at the earliest then.
    note_events(bytes, size, "webhook-id: evt_", 0);
    ssize_t sent = real.send(file, bytes, size, flags);
    end(count);
    return sent;
}

ssize_t recv(int file, void *bytes, size_t size, int flags) {
    prepare();
    int64_t count = begin(RECEIVE);
    ssize_t received = real.recv(file, bytes, size, flags);
    end(count);
    return received;
}
