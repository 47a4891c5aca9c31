/* Between a program and the system: calls on files below some folders can be made to fail, to be
   the last that the process does, or be written down with their data.

   Loaded with LD_PRELOAD, so that C libraries and forked children are covered too. Until `arm` or
   `record` is called everything goes straight through. Calls are counted in memory that forked
   children share. Each function asks the kernel directly; only listings need the C library. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum call { OPEN, READ, WRITE, SYNC, RENAME, UNLINK, MKDIR, MMAP, TRUNCATE, LIST };
enum deed { FAIL, FILL, KILL, TEAR };
enum entry { E_CREATE, E_WRITE, E_TRUNCATE, E_SYNC, E_RENAME, E_UNLINK, E_MKDIR };

#define ROOTS 4
static char roots[ROOTS][PATH_MAX];
static int root_count;

static struct { unsigned calls; long at; int error; int lasting; int deed; pid_t owner; int armed; } plan;
static struct { long seen; long hits; char first[PATH_MAX + 32]; } *shared;
static int log_fd = -1;

static const char *const NAMES[] = {"open", "read", "write", "sync", "rename", "unlink", "mkdir",
                                    "mmap", "truncate", "list"};

/* For Python. */

void torture_watch(const char *folder) {
    if (root_count < ROOTS)
        snprintf(roots[root_count++], PATH_MAX, "%s", folder);
}

/* Counts for this process and those it forks from now on, apart from all others. */
void __attribute__((constructor)) torture_apart(void) {
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

void torture_arm(unsigned calls, long at, int error, int lasting, int deed) {
    memset(shared, 0, sizeof *shared);
    plan.calls = calls, plan.at = at, plan.error = error, plan.lasting = lasting;
    plan.deed = deed, plan.owner = getpid(), plan.armed = 1;
}

void torture_disarm(void) { plan.armed = 0; }
long torture_seen(void) { return shared->seen; }
const char *torture_first(void) { return shared->first; }

void torture_record(const char *path) {
    log_fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Which calls are meant. */

static const char *of_fd(int fd, char *out) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long n = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = 0;
    return out;
}

static const char *of_path(int folder, const char *path, char *out) {
    char above[PATH_MAX];
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        if (folder == AT_FDCWD)
            syscall(SYS_getcwd, above, sizeof above);
        else
            of_fd(folder, above);
        if (snprintf(out, PATH_MAX, "%s/%s", above, path) >= PATH_MAX)
            out[0] = 0;
    }
    return out;
}

static int is_watched(const char *path) {
    for (int i = 0; i < root_count; i++) {
        size_t n = strlen(roots[i]);
        if (!strncmp(path, roots[i], n) && (path[n] == '/' || !path[n]))
            return 1;
    }
    return 0;
}

static int is_busy(void) { return plan.armed || log_fd >= 0; }

/* Whether this call is to fail; errno is set then. `half` is told when half of it is to be done
   first. May not return. */
static int strikes(enum call call, const char *path, int *half) {
    if (!plan.armed || !(plan.calls >> call & 1) || !is_watched(path))
        return 0;
    if (plan.deed >= KILL && getpid() != plan.owner)
        return 0;
    long turn = __atomic_fetch_add(&shared->seen, 1, __ATOMIC_SEQ_CST);
    if (turn != plan.at && !(plan.lasting && turn > plan.at))
        return 0;
    if (!__atomic_fetch_add(&shared->hits, 1, __ATOMIC_SEQ_CST))
        snprintf(shared->first, sizeof shared->first, "%s %s", NAMES[call], path);
    if (half && (plan.deed == TEAR || (plan.deed == FILL && turn == plan.at))) {
        *half = 1;
        return 0;
    }
    if (plan.deed >= KILL)
        syscall(SYS_kill, getpid(), SIGKILL);
    errno = plan.error;
    return 1;
}

static void log_entry(enum entry what, const char *path, const char *other, uint64_t node,
                      uint64_t offset, const void *data, uint64_t size) {
    if (log_fd < 0 || !is_watched(path))
        return;
    struct { uint32_t what, path, other, pad; uint64_t node, offset, size; } head = {
        what, strlen(path), strlen(other), 0, node, offset, size};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path},
                            {(void *)other, head.other}, {(void *)data, size}};
    syscall(SYS_writev, log_fd, parts, 4);
}

static uint64_t node_of(int fd) {
    struct stat status;
    return fstat(fd, &status) ? 0 : status.st_ino;
}

/* The calls. */

static int open_any(int folder, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    if (!is_busy())
        return syscall(SYS_openat, folder, path, flags, mode);
    if (strikes(OPEN, of_path(folder, path, full), NULL))
        return -1;
    int was_there = !syscall(SYS_faccessat, folder, path, F_OK);
    int fd = syscall(SYS_openat, folder, path, flags, mode);
    int error = errno;
    if (fd >= 0 && (flags & O_CREAT) && !was_there)
        log_entry(E_CREATE, full, "", node_of(fd), 0, "", 0);
    else if (fd >= 0 && (flags & O_TRUNC))
        log_entry(E_TRUNCATE, full, "", node_of(fd), 0, "", 0);
    errno = error;
    return fd;
}

#define MODE(flags, mode)                                                                          \
    mode_t mode = 0;                                                                               \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                                         \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode = va_arg(rest, mode_t);                                                               \
        va_end(rest);                                                                              \
    }

int open(const char *path, int flags, ...) { MODE(flags, mode) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return open_any(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags, mode) return open_any(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags, mode) return open_any(folder, path, flags, mode); }

static int fd_strikes(enum call call, int fd, int *half) {
    char full[PATH_MAX];
    return plan.armed && fd >= 0 && strikes(call, of_fd(fd, full), half);
}

ssize_t read(int fd, void *to, size_t size) {
    return fd_strikes(READ, fd, NULL) ? -1 : syscall(SYS_read, fd, to, size);
}
ssize_t pread(int fd, void *to, size_t size, off_t at) {
    return fd_strikes(READ, fd, NULL) ? -1 : syscall(SYS_pread64, fd, to, size, at);
}
ssize_t pread64(int fd, void *to, size_t size, off_t at) { return pread(fd, to, size, at); }

static ssize_t write_any(int fd, const void *data, size_t size, off_t at, int is_placed) {
    int half = 0;
    char full[PATH_MAX];
    if (fd_strikes(WRITE, fd, &half))
        return -1;
    if (half && size > 1)
        size /= 2;
    if (!is_placed && log_fd >= 0) {
        at = lseek(fd, 0, SEEK_CUR);
        if (at >= 0 && fcntl(fd, F_GETFL) & O_APPEND)
            at = lseek(fd, 0, SEEK_END);
    }
    ssize_t done = is_placed ? syscall(SYS_pwrite64, fd, data, size, at) : syscall(SYS_write, fd, data, size);
    int error = errno;
    if (done > 0 && log_fd >= 0)
        log_entry(E_WRITE, of_fd(fd, full), "", node_of(fd), at, data, done);
    if (half && plan.deed == TEAR)
        syscall(SYS_kill, getpid(), SIGKILL);
    errno = error;
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return write_any(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return write_any(fd, data, size, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) { return write_any(fd, data, size, at, 1); }

static int sync_any(int fd, long number) {
    char full[PATH_MAX];
    if (fd_strikes(SYNC, fd, NULL))
        return -1;
    int done = syscall(number, fd);
    if (!done && log_fd >= 0)
        log_entry(E_SYNC, of_fd(fd, full), "", node_of(fd), 0, "", 0);
    return done;
}
int fsync(int fd) { return sync_any(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_any(fd, SYS_fdatasync); }

int ftruncate(int fd, off_t size) {
    char full[PATH_MAX];
    if (fd_strikes(TRUNCATE, fd, NULL))
        return -1;
    int done = syscall(SYS_ftruncate, fd, size);
    if (!done && log_fd >= 0)
        log_entry(E_TRUNCATE, of_fd(fd, full), "", node_of(fd), size, "", 0);
    return done;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int renameat(int from, const char *old, int to, const char *fresh) {
    char one[PATH_MAX], two[PATH_MAX];
    of_path(from, old, one);
    if (strikes(RENAME, one, NULL))
        return -1;
    int done = syscall(SYS_renameat2, from, old, to, fresh, 0);
    if (!done)
        log_entry(E_RENAME, one, of_path(to, fresh, two), 0, 0, "", 0);
    return done;
}
int rename(const char *old, const char *fresh) { return renameat(AT_FDCWD, old, AT_FDCWD, fresh); }

int unlinkat(int folder, const char *path, int flags) {
    char full[PATH_MAX];
    if (strikes(UNLINK, of_path(folder, path, full), NULL))
        return -1;
    int done = syscall(SYS_unlinkat, folder, path, flags);
    if (!done)
        log_entry(E_UNLINK, full, "", 0, 0, "", 0);
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    char full[PATH_MAX];
    if (strikes(MKDIR, of_path(folder, path, full), NULL))
        return -1;
    int done = syscall(SYS_mkdirat, folder, path, mode);
    if (!done)
        log_entry(E_MKDIR, full, "", 0, 0, "", 0);
    return done;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
    if (!(flags & MAP_ANONYMOUS) && fd_strikes(MMAP, fd, NULL))
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, offset);
}
void *mmap64(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
    return mmap(at, size, protection, flags, fd, offset);
}

DIR *opendir(const char *path) {
    char full[PATH_MAX];
    if (plan.armed && strikes(LIST, of_path(AT_FDCWD, path, full), NULL))
        return NULL;
    return ((DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir"))(path);
}
DIR *fdopendir(int fd) {
    if (fd_strikes(LIST, fd, NULL))
        return NULL;
    return ((DIR * (*)(int)) dlsym(RTLD_NEXT, "fdopendir"))(fd);
}
