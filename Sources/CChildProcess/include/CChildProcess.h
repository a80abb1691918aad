#ifndef CARETAKER_CCHILDPROCESS_H
#define CARETAKER_CCHILDPROCESS_H

#include <sys/types.h>

/// Starts a program that is told to end when the calling thread ends.
///
/// The child gets SIGTERM when the thread that called this exits, for whatever reason, SIGKILL of the whole
/// process included (prctl(2), PR_SET_PDEATHSIG): call it from a thread that outlives the child, such as the one
/// that then waits for it. The child has a session of its own, so that Ctrl-C at the terminal reaches only the
/// parent, no open files but its output, default signal handlers and the parent's environment.
///
/// Standard output and standard error of the child can be read from the descriptor set in `*output`, which the
/// caller closes; standard input is /dev/null. Returns the process identifier, or -1 with the reason in
/// `*failure` (an errno value) and nothing to close.
pid_t cchild_spawn(const char *path, char *const argv[], int *output, int *failure);

/// Reaps a child if it has ended. Returns 1 and sets `*code` (exit code, or 128 + signal) if so, 0 if it still
/// runs, -1 if it is no child of ours any more.
int cchild_reap(pid_t pid, int *code);

#endif
