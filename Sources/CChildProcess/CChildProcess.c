#define _GNU_SOURCE
#include "CChildProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// Runs between fork and exec: only async-signal-safe calls are permitted here.
static void become(const char *path, char *const argv[], pid_t parent, int output, int report) {
    int error = 0;
    sigset_t none;
    sigemptyset(&none);
    int input = open("/dev/null", O_RDONLY);

    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) goto failed;
    // The parent may have ended before the line above took effect; then nobody would signal us.
    if (getppid() != parent) _exit(127);

    setsid();
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);

    // Numbers above 9 first, so that no descriptor is overwritten before it has been moved.
    input = fcntl(input, F_DUPFD, 10);
    output = fcntl(output, F_DUPFD, 10);
    report = fcntl(report, F_DUPFD, 10);
    if (input < 0 || output < 0 || report < 0) _exit(127);
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0 || dup2(report, 3) < 0) _exit(127);
    report = 3;
    fcntl(report, F_SETFD, FD_CLOEXEC);
    close_range(4, ~0U, 0);
    execve(path, argv, environ);

failed:
    error = errno;
    (void)!write(report, &error, sizeof error);
    _exit(127);
}

pid_t cchild_spawn(const char *path, char *const argv[], int *output, int *failure) {
    int report[2], text[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        *failure = errno;
        return -1;
    }
    if (pipe2(text, O_CLOEXEC) != 0) {
        *failure = errno;
        close(report[0]);
        close(report[1]);
        return -1;
    }
    // Signals stay blocked until the child has dropped our handlers, which must not run in it.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) become(path, argv, parent, text[1], report[1]);
    *failure = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    close(text[1]);

    if (pid > 0) {
        int error = 0;
        ssize_t count;
        do count = read(report[0], &error, sizeof error);
        while (count < 0 && errno == EINTR);
        if (count == (ssize_t)sizeof error) {
            while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
            }
            *failure = error;
            pid = -1;
        }
    }
    close(report[0]);
    if (pid < 0) close(text[0]);
    *output = text[0];
    return pid;
}

int cchild_reap(pid_t pid, int *code) {
    int status;
    pid_t result = waitpid(pid, &status, WNOHANG);
    if (result == 0 || (result < 0 && errno == EINTR)) return 0;
    if (result < 0) return -1;
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return 1;
}
