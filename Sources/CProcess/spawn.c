#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

int process_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }

int process_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int process_spawn(pid_t *child, char *const words[], char *const environment[], int input,
                  int output) {
    // Whoever started us may have had it ignored; then nobody learns how a program ended.
    struct sigaction ending;
    if (!sigaction(SIGCHLD, NULL, &ending) && ending.sa_handler == SIG_IGN) signal(SIGCHLD, SIG_DFL);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code) return code;
    code = posix_spawnattr_init(&attributes);
    if (code) {
        posix_spawn_file_actions_destroy(&actions);
        return code;
    }
    // This process ignores or blocks signals that the program is to have as usual.
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
    if (!code) code = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (!code) code = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!code) code = posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    if (!code) code = posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    if (!code) code = posix_spawn_file_actions_addchdir_np(&actions, "/");
    if (!code) code = posix_spawnattr_setsigmask(&attributes, &none);
    if (!code) code = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!code) code = posix_spawnattr_setpgroup(&attributes, 0);
    if (!code) code = posix_spawnattr_setflags(&attributes, (short)flags);
    if (!code) code = posix_spawn(child, words[0], &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}
