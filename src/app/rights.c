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

static struct who
who_runs(void)
{
	/* cppcheck-suppress getgrgidCalled ; there is one thread */
	const struct group *group = getgrgid(getegid());

	return (struct who){
	    user_name(geteuid()),
	    group != NULL ? xstrdup(group->gr_name)
			  : xasprintf("%u", (unsigned int)getegid()),
	};
}

/* Whether files can be made in a folder, or itself in the nearest one above it
 * that there is; else errno says why not. */
static bool
is_writable(const char *folder)
{
	char *copy = xstrdup(folder);
	const char *at = copy;
	bool is;

	while (access(at, F_OK) != 0 && errno == ENOENT && strcmp(at, "/") != 0)
		at = dirname(copy);
	is = access(at, W_OK | X_OK) == 0;
	free(copy);
	return is;
}

static bool
check_folder(const char *key, const char *folder, const char *mode,
    const struct who *who)
{
	const char *what = access(folder, F_OK) == 0 ? "write into" : "make";

	if (is_writable(folder))
		return true;
	log_error("%s: %s cannot %s '%s' (%s); as root: install -d%s -o %s -g "
		  "%s '%s'",
	    key, who->user, what, folder, strerror(errno), mode, who->user,
	    who->group, folder);
	return false;
}

/* What root's hand made, cron's user cannot change. */
static bool
check_files(const char *database, const struct who *who)
{
	static const char *const suffixes[] = {"", ".lock", "-wal", "-shm"};
	size_t n = sizeof(suffixes) / sizeof(suffixes[0]), i = 0;
	char *path;
	bool is = true;

	for (; i < n && is; i++) {
		path = xasprintf("%s%s", database, suffixes[i]);
		is = access(path, W_OK) == 0 || errno == ENOENT;
		if (!is)
			log_error("database: %s cannot write '%s' (%s); as "
				  "root: chown %s:%s '%s'*",
			    who->user, path, strerror(errno), who->user,
			    who->group, database);
		free(path);
	}
	return is;
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

static bool
check_writing(const struct config *c, const struct who *who)
{
	char *copy = xstrdup(c->database);
	const char *store = dirname(copy);
	bool are = check_folder("database", store, " -m 750", who) &&
		   check_files(c->database, who);

	are &= check_folder("public", c->public_dir, "", who);
	free(copy);
	return are;
}

/*
 * Whose store it is, when that is neither root, who should not have made it,
 * nor the one who asks: an editor, say, who need not write.
 */
static bool
is_of_another(const char *database, uid_t *owner)
{
	struct stat st;

	if (stat(database, &st) != 0 || st.st_uid == 0 ||
	    st.st_uid == geteuid())
		return false;
	*owner = st.st_uid;
	return true;
}

int
rights_check(const struct config *c)
{
	struct who who = who_runs();
	bool may_write = true;
	uid_t owner = 0;
	char *writer = is_of_another(c->database, &owner) ? user_name(owner)
							  : xstrdup(who.user);

	printf("\nwritten by the user %s: the store %s, what is published in "
	       "%s\n",
	    writer, c->database, c->public_dir);
	if (owner == 0)
		may_write = check_writing(c, &who);
	else
		printf("whether %s may write there was not tried: this is "
		       "%s\n",
		    writer, who.user);
	free(writer);
	free(who.user);
	free(who.group);
	if (!check_passwords(c) && may_write)
		return EX_CONFIG;
	return may_write ? 0 : EX_CANTCREAT;
}
