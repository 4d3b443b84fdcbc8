/* SPDX-License-Identifier: ISC */
/* Whether lectern may do what it is configured to. */
#include <errno.h>
#include <grp.h>
#include <libgen.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/rights.h"
#include "core/buf.h"
#include "core/log.h"
#include "core/xalloc.h"

struct who {
	char *user, *group; /* a name, else a number */
};

static char *
user_name(uid_t id)
{
	/* cppcheck-suppress getpwuidCalled ; there is one thread */
	const struct passwd *user = getpwuid(id);

	return user != NULL ? xstrdup(user->pw_name)
			    : xasprintf("%u", (unsigned int)id);
}

static char *
group_name(gid_t id)
{
	/* cppcheck-suppress getgrgidCalled ; there is one thread */
	const struct group *group = getgrgid(id);

	return group != NULL ? xstrdup(group->gr_name)
			     : xasprintf("%u", (unsigned int)id);
}

static struct who
who_runs(void)
{
	return (struct who){user_name(geteuid()), group_name(getegid())};
}

/* For a shell. The caller frees. */
static char *
quoted(const char *path)
{
	struct buf b;

	buf_init(&b, SIZE_MAX);
	buf_addc(&b, '\'');
	for (; *path != '\0'; path++) {
		if (*path == '\'')
			buf_adds(&b, "'\\'");
		buf_addc(&b, *path);
	}
	buf_addc(&b, '\'');
	return buf_take(&b);
}

/* Of what is there already, nobody but its owner can say what is right. */
static void
tell_owner(const char *key, const struct who *who, const char *what,
    const char *path, const struct stat *st)
{
	const char *why = strerror(errno);
	char *owner = user_name(st->st_uid), *group = group_name(st->st_gid);

	log_error("%s: %s cannot %s '%s' (%s): it belongs to %s:%s, mode %04o",
	    key, who->user, what, path, why, owner, group,
	    (unsigned int)st->st_mode & 07777);
	free(owner);
	free(group);
}

static void
tell_missing(const char *key, const struct who *who, const char *mode,
    const char *folder)
{
	const char *why = strerror(errno);
	char *path = quoted(folder);

	log_error("%s: %s cannot make '%s' (%s); as root: install -d%s -o %s "
		  "-g %s %s",
	    key, who->user, folder, why, mode, who->user, who->group, path);
	free(path);
}

/* Whether files can be made in a folder, or itself in the nearest one above it
 * that there is. A folder that it hides may be there. */
static bool
check_folder(const char *key, const char *folder, const char *mode,
    const struct who *who)
{
	char *copy = xstrdup(folder);
	const char *at = copy;
	struct stat st;
	bool is = false;

	while (lstat(at, &st) != 0 && strcmp(at, "/") != 0)
		at = dirname(copy);
	if (stat(at, &st) != 0)
		log_error("%s: '%s' is a link that leads nowhere (%s)", key, at,
		    strerror(errno));
	else if (!S_ISDIR(st.st_mode))
		log_error("%s: '%s' is there, but is no folder", key, at);
	else if (access(at, W_OK | X_OK) == 0)
		is = true;
	else if (strcmp(at, folder) == 0 || access(at, X_OK) != 0)
		tell_owner(key, who, "write into", at, &st);
	else
		tell_missing(key, who, mode, folder);
	free(copy);
	return is;
}

/* In a sticky folder, an owner's file is its own. */
static bool
check_sticky(const char *key, const char *path, const struct who *who)
{
	char *copy = xstrdup(path);
	struct stat st, folder;
	bool is = geteuid() == 0 || lstat(path, &st) != 0 ||
		  st.st_uid == geteuid() || stat(dirname(copy), &folder) != 0 ||
		  folder.st_uid == geteuid() || !(folder.st_mode & S_ISVTX);

	errno = EPERM;
	if (!is)
		tell_owner(key, who, "replace in its sticky folder", path, &st);
	free(copy);
	return is;
}

/* What root's hand made, cron's user cannot change. */
static bool
check_file(const char *path, const struct who *who)
{
	const char *why;
	char *name;

	if (access(path, W_OK) == 0 || errno == ENOENT)
		return check_sticky("database", path, who);
	why = strerror(errno);
	name = quoted(path);
	log_error(
	    "database: %s cannot write '%s' (%s); as root: chown %s:%s %s",
	    who->user, path, why, who->user, who->group, name);
	free(name);
	return false;
}

static bool
check_store(const char *database, const struct who *who)
{
	static const char *const suffixes[] = {"", ".lock", "-wal", "-shm"};
	char *copy = xstrdup(database);
	bool are = check_folder("database", dirname(copy), " -m 750", who);

	free(copy);
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]) && are;
	     i++) {
		char *path = xasprintf("%s%s", database, suffixes[i]);

		are = check_file(path, who);
		free(path);
	}
	return are;
}

static bool
check_public(const struct config *c, const struct who *who)
{
	bool are = check_folder("public", c->public_dir, "", who);

	for (size_t i = 0; i < c->n_outputs && are; i++) {
		char *path =
		    xasprintf("%s/%s", c->public_dir, c->outputs[i].file);

		are = check_sticky("public", path, who);
		free(path);
	}
	return are;
}

static bool
check_passwords(const struct config *c)
{
	bool are = true;

	for (size_t i = 0; i < c->n_sources; i++) {
		const struct source *source = &c->sources[i];

		if (source->http.password.fault == NULL)
			continue;
		log_error("%s:%d: feed '%s': password-file: %s",
		    source->place.file, source->place.line, source->name,
		    source->http.password.fault);
		are = false;
	}
	return are;
}

/*
 * Whose store it is, when that is neither root, who should not have made it,
 * nor the one who asks: an editor, say, who need not write, nor look into its
 * folder.
 */
static bool
is_of_another(const char *database, uid_t *owner)
{
	char *copy = xstrdup(database);
	struct stat st;
	int rc = stat(database, &st);

	if (rc != 0 && errno == EACCES)
		rc = stat(dirname(copy), &st);
	free(copy);
	if (rc != 0 || st.st_uid == 0 || st.st_uid == geteuid())
		return false;
	*owner = st.st_uid;
	return true;
}

char *
rights_hint(const char *database)
{
	uid_t owner;
	char *user, *hint;

	if (!is_of_another(database, &owner))
		return xstrdup("");
	user = user_name(owner);
	hint = xasprintf("; that is %s's: run this as that user", user);
	free(user);
	return hint;
}

static int
check_own(const struct config *c, const struct who *who)
{
	bool may_write = check_store(c->database, who);

	may_write &= check_public(c, who);
	if (!check_passwords(c) && may_write)
		return EX_CONFIG;
	return may_write ? 0 : EX_CANTCREAT;
}

int
rights_check(const struct config *c)
{
	struct who who = who_runs();
	uid_t owner = geteuid();
	bool is_other = is_of_another(c->database, &owner);
	char *writer = user_name(owner);
	int rc = 0;

	printf("\nwritten by the user %s: the store %s, what is published in "
	       "%s\n",
	    writer, c->database, c->public_dir);
	if (!is_other)
		rc = check_own(c, &who);
	else
		printf("run check as %s: whether that user may write there, "
		       "and read passwords, %s cannot tell\n",
		    writer, who.user);
	/* Root can at least tell that there are some. */
	if (is_other && geteuid() == 0 && !check_passwords(c))
		rc = EX_CONFIG;
	free(writer);
	free(who.user);
	free(who.group);
	return rc;
}
