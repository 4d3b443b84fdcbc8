/* SPDX-License-Identifier: ISC */
/* The gate that everything passes before members see it. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/inspect.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/pool.h"
#include "publish/gate_feed.h"

struct inspection {
	const struct app *app;
	struct store *store;
	struct pool *pool;
	const struct edition *edition;
	struct feed new, old;
};

/* Reads bytes as a feed; without one *feed is that of no feed, and 1 is what
 * is returned. */
static int
read_back(struct pool *pool, const struct buf *bytes, struct feed *feed,
    struct err *e)
{
	struct response r = {.outcome = OUTCOME_OK};
	int rc;

	buf_init(&r.body, LIMIT_DOCUMENT);
	buf_add(&r.body, bytes->data, bytes->len);
	feed_done(feed);
	rc = pool_read(pool, &r, feed, e);
	if (rc == 0 && r.outcome != OUTCOME_OK) {
		err_set(e, EX_SOFTWARE, "%s", r.message);
		rc = 1;
	}
	response_done(&r);
	return rc;
}

static int
compare(struct inspection *in, struct err *e)
{
	bool *lost = xcalloc(in->old.n_items, sizeof(*lost));
	int rc = 0;

	for (size_t i = 0; i < in->old.n_items && rc == 0; i++) {
		const char *id = in->old.items[i].id;
		bool is_gone = false;

		if (gate_feed_has(&in->new, id))
			continue;
		if (id != NULL)
			rc = store_is_gone(
			    in->store, id, in->app->now, &is_gone, e);
		lost[i] = !is_gone;
	}
	if (rc == 0)
		rc = gate_feed_change(in->edition, &in->old, lost, &in->new, e);
	free(lost);
	return rc;
}

static int
inspect(struct inspection *in, const struct buf *old, const struct buf *new,
    struct err *e)
{
	int rc = read_back(in->pool, new, &in->new, e);

	if (rc == 0)
		rc = gate_feed(in->edition, &in->new, in->app->now, e);
	if (rc != 0 || old->len == 0)
		return rc == 0 ? 0 : -1;
	rc = read_back(in->pool, old, &in->old, e);
	if (rc == 0)
		rc = compare(in, e);
	return rc < 0 ? -1 : 0;
}

int
inspect_editions(const struct app *app, const struct config *c, struct store *s,
    const struct edition *editions, const struct sheet *sheets, struct err *e)
{
	struct inspection in = {.app = app, .store = s, .pool = pool_new()};
	struct buf old;
	int rc = 0;

	buf_init(&old, LIMIT_DOCUMENT);
	for (size_t i = 0; i < c->n_outputs && rc == 0; i++) {
		const struct buf *new = &sheets[i].doc;
		char *path;
		struct err missing;

		if (!form_is_feed(c->outputs[i].form))
			continue;
		path = xasprintf("%s/%s", c->public_dir, sheets[i].file);
		buf_clear(&old);
		if (file_read(path, &old, &missing) != 0)
			buf_clear(&old);
		free(path);
		if (old.len == new->len &&
		    memcmp(old.data, new->data, old.len) == 0)
			continue;
		in.edition = &editions[i];
		rc = inspect(&in, &old, new, e);
		if (rc != 0)
			err_prefix(e, "%s", sheets[i].file);
	}
	buf_done(&old);
	feed_done(&in.new);
	feed_done(&in.old);
	pool_free(in.pool);
	return rc;
}
