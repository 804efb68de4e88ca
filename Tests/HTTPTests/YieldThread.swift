import Glibc

/// Lets other threads run, where there is no task to suspend.
func yieldThread() { usleep(1000) }
