// What glibc declares only for C code that asks for GNU's extensions, which Swift's import of it
// does not do.
#pragma once
#include <spawn.h>

/// In the child: close this file descriptor and all above it (glibc 2.34).
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// In the child: change the working directory (glibc 2.29).
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
