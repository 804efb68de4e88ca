#define _GNU_SOURCE
#include "process.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// A trap of Swift's is SIGILL or SIGTRAP; SIGABRT is also what a watchdog sends.
static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
enum { count = sizeof fatal / sizeof fatal[0] };

static struct sigaction before[count];
static int note_file = -1;
static off_t note_offset;
static _Thread_local int slot = -1;

/// Where a file is mapped, or NULL, which one, and how large the mapping is.
static _Atomic(char *) map;
static int map_file = -1;
static size_t map_size;

static void put(char *text, int number) {
    text[0] = (char)('0' + number / 10 % 10);
    text[1] = (char)('0' + number % 10);
}

/// Puts memory of our own in the place of the mapped file.
static int detach(void) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    return mmap(map, map_size, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED;
}

static void note(int number, siginfo_t *info, void *context) {
    (void)context;
    int code = errno;
    // The disk no longer takes what is written to the file. That is no reason to end.
    uintptr_t offset = (uintptr_t)info->si_addr - (uintptr_t)map;
    if (number == SIGBUS && info->si_code > 0 && map && offset < map_size && detach()) {
        errno = code;
        return;
    }
    char text[] = "signal 00 slot 00\n";
    put(text + 7, number);
    // What another process sends may reach any thread; a fault, and abort(3), only the one at fault.
    if (slot >= 0 && (info->si_code > 0 || info->si_code == SI_TKILL)) {
        put(text + 15, slot);
    } else {
        memcpy(text + 9, "\n        ", 9);
    }
    // Where even this fails, the file says that the end was unclean, and not why.
    ssize_t written = pwrite(note_file, text, sizeof text - 1, note_offset);
    (void)written;
    for (int i = 0; i < count; i++) {
        if (fatal[i] == number) sigaction(number, &before[i], NULL);
    }
    errno = code;
    // A fault repeats itself on return, and meets what was there before; what was sent does not.
    if (info->si_code <= 0) raise(number);
}

void process_note_fatal_signals(int file, off_t offset) {
    note_file = file;
    note_offset = offset;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = note;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < count; i++) sigaction(fatal[i], &action, &before[i]);
}

void process_map_notes(int file, size_t size) {
    // Without blocks of its own, a write into the mapping could meet a full disk.
    if (map || posix_fallocate(file, 0, (off_t)size) != 0) return;
    char *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (start == MAP_FAILED) return;
    map_file = file;
    map_size = size;
    map = start;
}

int process_put_note(int file, off_t offset, const void *bytes, size_t count) {
    if (map && file == map_file && (size_t)offset + count <= map_size) {
        memcpy(map + offset, bytes, count);
        return 1;
    }
    return pwrite(file, bytes, count, offset) == (ssize_t)count;
}

void process_forget_notes(int file) {
    if (map && file == map_file) detach();
    int failed = ftruncate(file, 0);
    (void)failed;
}

void process_close_notes(int file) {
    if (map && file == map_file) {
        munmap(map, map_size);
        map = NULL;
    }
    close(file);
}

void process_set_slot(int number) { slot = number; }

struct build_id {
    unsigned char *bytes;
    size_t size;
    size_t length;
};

/// The first object is the program itself; its notes are mapped with it (elf(5)).
static int find_build_id(struct dl_phdr_info *object, size_t size, void *data) {
    (void)size;
    struct build_id *found = data;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[i];
        if (header->p_type != PT_NOTE) continue;
        const char *notes = (const char *)(object->dlpi_addr + header->p_vaddr);
        const char *end = notes + header->p_memsz;
        while ((size_t)(end - notes) >= sizeof(ElfW(Nhdr))) {
            const ElfW(Nhdr) *head = (const ElfW(Nhdr) *)notes;
            size_t name = (head->n_namesz + 3) & ~(size_t)3;
            size_t content = (head->n_descsz + 3) & ~(size_t)3;
            notes += sizeof *head;
            if ((size_t)(end - notes) < name + content) break;
            if (head->n_type == NT_GNU_BUILD_ID && head->n_namesz == 4
                && memcmp(notes, "GNU", 4) == 0) {
                found->length = head->n_descsz;
                size_t copied = found->length < found->size ? found->length : found->size;
                memcpy(found->bytes, notes + name, copied);
                return 1;
            }
            notes += name + content;
        }
    }
    return 1;
}

size_t process_build_id(unsigned char *bytes, size_t size) {
    struct build_id found = {bytes, size, 0};
    dl_iterate_phdr(find_build_id, &found);
    return found.length < size ? found.length : size;
}
