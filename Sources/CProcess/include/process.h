#ifndef REJOINDER_PROCESS_H
#define REJOINDER_PROCESS_H

#include <stddef.h>
#include <sys/types.h>

/// From now on, a signal that ends the process is noted in the file before it does, at the offset:
/// "signal 04 slot 03\n", with the slot of the thread that crashed, if it has one. What the signal
/// did before (a core dump, a backtrace) it still does.
///
/// In C, because a handler may only call what is safe in one (signal-safety(7)), and Swift does not
/// say what it calls.
void process_note_fatal_signals(int file, off_t offset);

/// Maps the beginning of the file for which signals are noted, so that notes cost no system call.
///
/// Where that cannot be done they are written as before. Where the disk fails later (SIGBUS), they
/// go to memory and nowhere else.
void process_map_notes(int file, size_t size);

/// Writes to the file at the offset; what is written outlives the process, not the machine.
///
/// Returns 1 if it was written.
int process_put_note(int file, off_t offset, const void *bytes, size_t count);

/// Empties the file; what threads still write to its mapping is lost.
void process_forget_notes(int file);

/// Closes the file and ends its mapping; no thread may write to it any more.
void process_close_notes(int file);

/// Says what the calling thread works on, for `process_note_fatal_signals`; -1: nothing.
void process_set_slot(int slot);

/// The linker's id of this very build (the GNU build-id note).
///
/// Returns its length in bytes, at most `size` of which are written; 0 where the program has none.
size_t process_build_id(unsigned char *bytes, size_t size);

/// A file in memory, or -1. Here because Swift does not see what only GNU's libc has.
int process_memory_file(void);

/// A pipe whose ends no program inherits; 0, or -1.
int process_pipe(int ends[2]);

/// Starts a program: the leader of a process group of its own, in the folder `/`, with these files
/// as its standard input and both its outputs, no other of our files, and signals as usual.
///
/// `words` and `environment` end with a null pointer. Returns 0, or the system's error number.
int process_spawn(pid_t *child, char *const words[], char *const environment[], int input,
                  int output);

#endif
