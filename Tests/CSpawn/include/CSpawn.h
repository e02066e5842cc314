// What glibc has for posix_spawn and Swift does not see, for it is no POSIX.
#include <spawn.h>

/// Lets the program work in a folder. Returns an error number, or 0.
int hotline_spawn_in(posix_spawn_file_actions_t *actions, const char *folder);

/// Lets the program have no file of ours but the first three. Returns an error number, or 0.
int hotline_spawn_alone(posix_spawn_file_actions_t *actions);
