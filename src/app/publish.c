/* SPDX-License-Identifier: ISC */
/* The second half of a run: editions to files. */
#include <stdlib.h>

#include "app/app.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/xalloc.h"
#include "publish/publish.h"

static int
render(const struct app *app, const struct config *c, struct store *s,
    const struct output *output, struct buf *doc, struct err *e)
{
	struct edition edition = {0};
	int rc;

	if (store_edition(s, c, output, app->now, &edition, e) != 0)
		return -1;
	rc = publish_render(&edition, doc, e);
	if (rc != 0)
		err_prefix(e, "%s", output->file);
	edition_done(&edition);
	return rc;
}

/* All of one state of the store, and their times in one flush of the disk. */
static int
render_all(const struct app *app, const struct config *c, struct store *s,
    struct buf *docs, struct err *e)
{
	if (store_begin(s, e) != 0)
		return -1;
	for (size_t i = 0; i < c->n_outputs; i++) {
		if (render(app, c, s, &c->outputs[i], &docs[i], e) == 0)
			continue;
		store_rollback(s);
		return -1;
	}
	return store_commit(s, e);
}

int
publish_editions(const struct app *app, const struct config *c, struct store *s,
    struct run *run, struct err *e)
{
	struct buf *docs = xcalloc(c->n_outputs, sizeof(*docs));
	enum file_change change;
	int rc = -1;

	for (size_t i = 0; i < c->n_outputs; i++)
		buf_init(&docs[i], LIMIT_DOCUMENT);
	/* All are rendered before one is replaced. */
	if (render_all(app, c, s, docs, e) != 0 ||
	    file_mkdir(c->public_dir, e) != 0)
		goto out;
	for (size_t i = 0; i < c->n_outputs; i++) {
		if (publish_write(c->public_dir, &c->outputs[i], &docs[i],
			&change, e) != 0)
			goto out;
		if (change == FILE_SAME)
			continue;
		run->n_published++;
		log_info("%s/%s: written", c->public_dir, c->outputs[i].file);
	}
	rc = 0;
out:
	for (size_t i = 0; i < c->n_outputs; i++)
		buf_done(&docs[i]);
	free(docs);
	return rc;
}
