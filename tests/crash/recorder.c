/* Records, in one order, what a process writes to its database file and write-ahead log, when it syncs them, and what it prints.
 * Preloaded into the process; from the record a test builds the files as a power cut could have left them.
 * RECORD_OF names the database file, RECORD_TO the record. A record is: kind, file (0 database, 1 log), offset, length, bytes.
 * It can also make calls fail: RECORD_FAIL is "sync 5 1" for the fifth sync, "write 500 20" for twenty writes from the 500th; a
 * failed sync is an error of the disk, a failed write a full disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { WRITE = 1, TRUNCATE = 2, SYNC = 3, PRINT = 4, UNLINK = 5 };
enum { FILES = 65536, NONE = 0 };

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static unsigned char known[FILES]; /* 1 + the file a descriptor is of */
static int record = -1;

static int number(const char *path)
{
    const char *of = getenv("RECORD_OF");
    size_t length = of ? strlen(of) : 0;
    if (!length || !path || strncmp(path, of, length))
        return NONE;
    return !path[length] ? 1 : !strcmp(path + length, "-wal") ? 2 : NONE;
}

static void put(const void *bytes, size_t count)
{
    const char *next = bytes;
    while (count > 0) {
        ssize_t done = syscall(SYS_write, record, next, count);
        if (done <= 0)
            abort();
        next += done;
        count -= (size_t)done;
    }
}

static void note(uint32_t kind, uint32_t file, uint64_t offset, const void *bytes, uint32_t length)
{
    const char *to = getenv("RECORD_TO");
    if (record < 0 && to)
        record = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (record < 0)
        return;
    uint32_t head[2] = {kind, file};
    put(head, sizeof head);
    put(&offset, sizeof offset);
    put(&length, sizeof length);
    put(bytes, bytes ? length : 0);
}

/* Counts calls of a kind, and says whether this one is to fail. */
static int fails(const char *call, unsigned *count)
{
    char which[8];
    unsigned from, times;
    const char *fail = getenv("RECORD_FAIL");
    unsigned now = __atomic_add_fetch(count, 1, __ATOMIC_RELAXED);
    return fail && sscanf(fail, "%7s %u %u", which, &from, &times) == 3 && !strcmp(which, call) && now >= from && now < from + times;
}

static unsigned writes, syncs;

static int opened(int descriptor, const char *path)
{
    if (descriptor >= 0 && descriptor < FILES)
        known[descriptor] = (unsigned char)number(path);
    return descriptor;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define OPEN(name)                                             \
    int name(const char *path, int flags, ...)                 \
    {                                                          \
        va_list rest;                                          \
        va_start(rest, flags);                                 \
        mode_t mode = va_arg(rest, mode_t);                    \
        va_end(rest);                                          \
        return opened(REAL(name)(path, flags, mode), path);    \
    }
#define PWRITE(name, offset_type)                                                                              \
    ssize_t name(int descriptor, const void *bytes, size_t count, offset_type offset)                          \
    {                                                                                                          \
        int file = descriptor >= 0 && descriptor < FILES ? known[descriptor] : NONE;                           \
        if (!file)                                                                                             \
            return REAL(name)(descriptor, bytes, count, offset);                                               \
        if (fails("write", &writes)) {                                                                         \
            errno = ENOSPC;                                                                                    \
            return -1;                                                                                         \
        }                                                                                                      \
        pthread_mutex_lock(&order);                                                                            \
        ssize_t done = REAL(name)(descriptor, bytes, count, offset);                                           \
        if (done > 0)                                                                                          \
            note(WRITE, (uint32_t)file - 1, (uint64_t)offset, bytes, (uint32_t)done);                          \
        pthread_mutex_unlock(&order);                                                                          \
        return done;                                                                                           \
    }
#define TRUNCATE_TO(name, offset_type)                                                                         \
    int name(int descriptor, offset_type length)                                                               \
    {                                                                                                          \
        int file = descriptor >= 0 && descriptor < FILES ? known[descriptor] : NONE;                           \
        pthread_mutex_lock(&order);                                                                            \
        int result = REAL(name)(descriptor, length);                                                           \
        if (file && !result)                                                                                   \
            note(TRUNCATE, (uint32_t)file - 1, (uint64_t)length, 0, 0);                                        \
        pthread_mutex_unlock(&order);                                                                          \
        return result;                                                                                         \
    }
#define SYNC_OF(name)                                                                                          \
    int name(int descriptor)                                                                                   \
    {                                                                                                          \
        int file = descriptor >= 0 && descriptor < FILES ? known[descriptor] : NONE;                           \
        if (file && fails("sync", &syncs)) {                                                                   \
            errno = EIO;                                                                                       \
            return -1;                                                                                         \
        }                                                                                                      \
        int result = REAL(name)(descriptor);                                                                   \
        if (file && !result) {                                                                                 \
            pthread_mutex_lock(&order);                                                                        \
            note(SYNC, (uint32_t)file - 1, 0, 0, 0);                                                           \
            pthread_mutex_unlock(&order);                                                                      \
        }                                                                                                      \
        return result;                                                                                         \
    }

OPEN(open)
OPEN(open64)
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)
TRUNCATE_TO(ftruncate, off_t)
TRUNCATE_TO(ftruncate64, off64_t)
SYNC_OF(fsync)
SYNC_OF(fdatasync)

/* Also a copy of the descriptor is the output. */
static int is_output(int descriptor)
{
    struct stat this, output;
    return !fstat(descriptor, &this) && !fstat(STDOUT_FILENO, &output) && this.st_dev == output.st_dev && this.st_ino == output.st_ino;
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    if (descriptor >= 0 && descriptor < FILES && known[descriptor])
        abort(); /* SQLite always says where; if it did not, the record would be wrong */
    if (is_output(descriptor)) {
        pthread_mutex_lock(&order);
        note(PRINT, 0, 0, bytes, (uint32_t)count);
        pthread_mutex_unlock(&order);
    }
    return syscall(SYS_write, descriptor, bytes, count);
}

int close(int descriptor)
{
    if (descriptor >= 0 && descriptor < FILES)
        known[descriptor] = NONE;
    return REAL(close)(descriptor);
}

int unlink(const char *path)
{
    int file = number(path);
    pthread_mutex_lock(&order);
    int result = REAL(unlink)(path);
    if (file && !result)
        note(UNLINK, (uint32_t)file - 1, 0, 0, 0);
    pthread_mutex_unlock(&order);
    return result;
}
