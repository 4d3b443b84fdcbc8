/* SPDX-License-Identifier: ISC */
/* What a server is sent beside the address. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "config/sent.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "model/config.h"

#define PASSWORD_FILE_MAX (4 * KIB)

/* RFC 9110 5.6.2. */
#define TOKEN                       \
	"!#$%&'*+-.^_`|~0123456789" \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Set by us or by libcurl; another value would break the conversation, or what
 * is understood of it. */
static const char *const ours[] = {"A-IM", "Accept-Encoding", "Connection",
    "Content-Length", "Expect", "Host", "If-Match", "If-Modified-Since",
    "If-None-Match", "If-Range", "If-Unmodified-Since", "Keep-Alive",
    "Proxy-Authorization", "Proxy-Connection", "Range", "TE", "Trailer",
    "Transfer-Encoding", "Upgrade", NULL};

static const char *const secrets[] = {"Authorization", "Cookie", NULL};

static bool
is_among(const char *const *names, const char *name, size_t len)
{
	for (; *names != NULL; names++)
		if (strlen(*names) == len &&
		    strncasecmp(*names, name, len) == 0)
			return true;
	return false;
}

int
sent_header(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	size_t len = strspn(text, TOKEN);

	(void)ctx;
	if (len == 0 || text[len] != ':' || text_is_blank(text + len + 1))
		return err_set(e, EX_CONFIG,
		    "a header is written \"Name: value\"; this is none");
	if (strncasecmp(text, "User-Agent:", len + 1) == 0)
		return err_set(e, EX_CONFIG,
		    "'User-Agent' has a key of its own: user-agent");
	if (is_among(ours, text, len))
		return err_set(
		    e, EX_CONFIG, "'%.*s' is not yours to set", (int)len, text);
	return value_list_add(field, text, e);
}

bool
sent_is_secret(const char *header)
{
	return is_among(secrets, header, strcspn(header, ":"));
}

int
sent_username(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	(void)ctx;
	if (strchr(text, ':') != NULL)
		return err_set(e, EX_CONFIG, "a user name has no ':' in it");
	*(char **)field = xstrdup(text);
	return 0;
}

static int
read_first_line(const char *path, char **line, struct err *e)
{
	struct buf b;
	size_t len;
	int rc;

	buf_init(&b, PASSWORD_FILE_MAX);
	rc = file_read(path, &b, e);
	len = strcspn(b.data, "\r\n");
	if (rc == 0 && (len == 0 || memchr(b.data, '\0', b.len) != NULL))
		rc = err_set(e, EX_CONFIG,
		    "'%s' has no password on its first line", path);
	if (rc == 0)
		*line = xstrndup(b.data, len);
	explicit_bzero(b.data, b.len);
	buf_done(&b);
	return rc;
}

int
sent_password(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	struct password *password = field;
	char *path = file_absolute(ctx->file, text);
	struct stat st;
	int rc;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & S_IRWXO) != 0)
		rc = err_set(e, EX_CONFIG,
		    "'%s' is open to everyone: chmod o= it", path);
	else
		rc = read_first_line(path, &password->text, e);
	if (rc != 0)
		password->fault = xstrdup(e->msg);
	free(path);
	return 0;
}
