/* SPDX-License-Identifier: ISC */
/* What a process gives up for good. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sysexits.h>
#include <unistd.h>

#include <linux/landlock.h>
#include <seccomp.h>

#include "core/limits.h"
#include "core/sandbox.h"
#include "core/xalloc.h"

#ifdef SANITIZED
#define FORBIDDEN SCMP_ACT_ERRNO(EPERM)
#else
#define FORBIDDEN SCMP_ACT_KILL_PROCESS
#endif

/* struct landlock_ruleset_attr as newer kernels have it; the headers may be
 * older than the kernel. */
struct rights {
	uint64_t files;
	uint64_t net;
	uint64_t scoped; /* signals and abstract sockets outside */
};

#define BITS(n) ((UINT64_C(1) << (n)) - 1)
#define READING                                                      \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | \
	    LANDLOCK_ACCESS_FS_READ_DIR)
#define IOCTL_DEV (UINT64_C(1) << 15)
#define TRUNCATE (UINT64_C(1) << 14)
/* What can be done to a file, not in a folder. */
#define OF_FILES                                                      \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
	    LANDLOCK_ACCESS_FS_READ_FILE | TRUNCATE)

/* What each version can take away; its attribute ends where it knows no
 * more. */
static const struct {
	struct rights all;
	size_t size;
} versions[] = {
    {{0, 0, 0}, 0},
    {{BITS(13), 0, 0}, 8},
    {{BITS(14), 0, 0}, 8},
    {{BITS(15), 0, 0}, 8},
    {{BITS(15), BITS(2), 0}, 16},
    {{BITS(16), BITS(2), 0}, 16},
    {{BITS(16), BITS(2), BITS(2)}, 24},
};

#define NEWEST (sizeof(versions) / sizeof(versions[0]) - 1)

static int
failed(struct err *e, const char *what)
{
	return err_set(e, EX_OSERR, "%s: %s", what, strerror(errno));
}

/* The version that the kernel has; 0 when it has none, or was told to have
 * none. */
static unsigned int
landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	return version < 0 ? 0 : (unsigned int)version;
}

static int
allow_beneath(int ruleset, const char *path, uint64_t files, struct err *e)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = files};
	int fd = open(path, O_PATH | O_CLOEXEC);
	struct stat st;
	long rc;

	if (fd < 0)
		return 0; /* whoever needs it will say so */
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		beneath.allowed_access &= OF_FILES;
	beneath.parent_fd = fd;
	rc = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH,
	    &beneath, 0);
	close(fd);
	return rc == 0 ? 0 : failed(e, "Landlock");
}

static int
allow_all(int ruleset, const char *const paths[], uint64_t files, struct err *e)
{
	int rc = 0;

	for (; rc == 0 && *paths != NULL; paths++)
		rc = allow_beneath(ruleset, *paths, files, e);
	return rc;
}

struct libraries {
	int ruleset;
	struct err *e;
};

/* What is to be started again may need a library from anywhere. */
static int
allow_library(struct dl_phdr_info *info, size_t size, void *at)
{
	const struct libraries *libraries = at;
	char *copy = xstrdup(info->dlpi_name);
	int rc = 0;

	(void)size;
	if (copy[0] == '/')
		rc = allow_beneath(
		    libraries->ruleset, dirname(copy), READING, libraries->e);
	free(copy);
	return rc;
}

/* Where names are looked up and servers vouched for. These may be links to
 * anywhere, and be replaced while we run: so the folders that they lie in. */
static int
allow_linked(int ruleset, struct err *e)
{
	static const char *const paths[] = {
	    "/etc/resolv.conf",
	    "/etc/hosts",
	    "/etc/host.conf",
	    "/etc/nsswitch.conf",
	    "/etc/gai.conf",
	    "/etc/services",
	    "/etc/localtime",
	    "/etc/ssl/openssl.cnf",
	    "/etc/ssl/cert.pem",
	    "/etc/ssl/certs",
	    "/etc/ssl/certs/ca-certificates.crt",
	    "/etc/pki/tls/certs/ca-bundle.crt",
	};
	char *path;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(paths) / sizeof(paths[0]);
	     i++) {
		path = realpath(paths[i], NULL);
		if (path != NULL)
			rc = allow_beneath(ruleset, dirname(path), READING, e);
		free(path);
	}
	return rc;
}

static int
allow_system(int ruleset, struct err *e)
{
	static const char *const paths[] = {
	    "/usr",
	    "/bin",
	    "/sbin",
	    "/lib",
	    "/lib32",
	    "/lib64",
	    "/etc",
	    "/dev/null",
	    "/dev/urandom",
	    "/sys/devices/system/cpu",
#ifdef SANITIZED
	    "/proc",
#endif
	    "/proc/self",
	    "/proc/self/exe",
	    "/proc/sys",
	    NULL,
	};
	struct libraries libraries = {ruleset, e};

	return allow_all(ruleset, paths, READING, e) != 0 ||
		       allow_linked(ruleset, e) != 0 ||
		       dl_iterate_phdr(allow_library, &libraries) != 0
		   ? -1
		   : 0;
}

/* A ruleset that takes the rights away; it is to be closed. */
static int
new_ruleset(struct rights rights, unsigned int version, struct err *e)
{
	int fd = (int)syscall(
	    SYS_landlock_create_ruleset, &rights, versions[version].size, 0);

	return fd < 0 ? failed(e, "Landlock") : fd;
}

static int
enforce(int ruleset, struct err *e)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
		       syscall(SYS_landlock_restrict_self, ruleset, 0) != 0
		   ? failed(e, "Landlock")
		   : 0;
}

int
sandbox_confine(
    const char *const written[], const char *const read[], struct err *e)
{
	unsigned int version = landlock_version();
	struct rights rights = {0};
	int fd, rc;

	if (version == 0)
		return 0;
	if (version > NEWEST)
		version = NEWEST;
	rights.files = versions[version].all.files & ~IOCTL_DEV;
	if ((fd = new_ruleset(rights, version, e)) < 0)
		return -1;
	rc = allow_all(fd, written, rights.files, e);
	if (rc == 0)
		rc = allow_all(fd, read, READING, e);
	if (rc == 0)
		rc = allow_system(fd, e);
	if (rc == 0)
		rc = enforce(fd, e);
	close(fd);
	return rc;
}

static int
limit(struct err *e)
{
	static const struct {
		__rlimit_resource_t resource;
		rlim_t max;
	} limits[] = {
#ifndef SANITIZED
	    {RLIMIT_AS, LIMIT_PARSER_MEMORY},
	    {RLIMIT_FSIZE, 0},
#endif
	    {RLIMIT_CORE, 0},
	    {RLIMIT_NOFILE, 1}, /* what it is sent to read */
	    {RLIMIT_NPROC, 0},
	};

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		struct rlimit l = {limits[i].max, limits[i].max};

		if (setrlimit(limits[i].resource, &l) != 0)
			return failed(e, "setrlimit");
	}
	return 0;
}

/* What malloc(), a computation and its end need; all but the first few
 * for any argument. */
static int
add_rules(scmp_filter_ctx filter, int fd)
{
	const struct scmp_arg_cmp none = SCMP_A0(SCMP_CMP_GE, 0, 0);
	const struct scmp_arg_cmp ours =
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd, 0);
	const struct scmp_arg_cmp no_code =
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	const struct {
		int call;
		struct scmp_arg_cmp argument;
	} rules[] = {
	    {SCMP_SYS(read), ours},
	    {SCMP_SYS(recvmsg), ours},
	    {SCMP_SYS(write), ours},
	    /* err(3) says that memory is out to nobody. */
	    {SCMP_SYS(write), SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO, 0)},
	    {SCMP_SYS(close), none},
	    {SCMP_SYS(mmap), no_code},
	    {SCMP_SYS(mprotect), no_code},
	    {SCMP_SYS(mremap), none},
	    {SCMP_SYS(munmap), none},
	    {SCMP_SYS(madvise), none},
	    {SCMP_SYS(brk), none},
	    {SCMP_SYS(futex), none},
	    {SCMP_SYS(getrandom), none},
	    {SCMP_SYS(sysinfo), none}, /* qsort(3) asks how much it may take */
	    {SCMP_SYS(clock_gettime), none},
	    {SCMP_SYS(restart_syscall), none},
	    {SCMP_SYS(rt_sigreturn), none},
	    {SCMP_SYS(exit_group), none},
	    /* abort(3) */
	    {SCMP_SYS(rt_sigprocmask), none},
	    {SCMP_SYS(getpid), none},
	    {SCMP_SYS(gettid), none},
#ifdef SANITIZED
	    {SCMP_SYS(sigaltstack), none}, /* ahead of _exit(2) */
#endif
	    {SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)},
	};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(rules) / sizeof(rules[0]); i++)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    rules[i].call, 1, &rules[i].argument);
	return rc;
}

static int
filter_calls(int fd, struct err *e)
{
	scmp_filter_ctx filter = seccomp_init(FORBIDDEN);
	int rc = -ENOMEM;

	if (filter != NULL &&
	    (rc = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
		 SCMP_ACT_KILL_PROCESS)) == 0 &&
	    (rc = add_rules(filter, fd)) == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	if (rc != 0)
		return err_set(e, EX_OSERR, "seccomp: %s", strerror(-rc));
	return 0;
}

static int
take_all(unsigned int version, struct err *e)
{
	int fd = new_ruleset(versions[version].all, version, e);
	int rc = fd < 0 ? -1 : enforce(fd, e);

	if (fd >= 0)
		close(fd);
	return rc;
}

int
sandbox_lock_in(int fd, unsigned int *landlock, struct err *e)
{
	const unsigned int has = landlock_version();
	const unsigned int version = has > NEWEST ? NEWEST : has;

	if (version > 0 && take_all(version, e) != 0)
		return -1;
	if (limit(e) != 0 || filter_calls(fd, e) != 0)
		return -1;
	*landlock = has;
	return 0;
}
