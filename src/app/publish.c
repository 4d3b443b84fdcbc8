/* SPDX-License-Identifier: ISC */
/* The second half of a run: editions to files. */
#include <stdlib.h>
#include <sysexits.h>

#include "app/app.h"
#include "app/inspect.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/xalloc.h"
#include "publish/publish.h"

static const char way_out[] =
    "; nothing was replaced; if it is right, 'lectern publish --force' "
    "replaces it";

/* All of one state of the store, and their times in one flush of the disk. */
static int
render_all(const struct app *app, const struct config *c, struct store *s,
    struct edition *editions, struct sheet *sheets, struct err *e)
{
	if (store_begin(s, e) != 0)
		return -1;
	for (size_t i = 0; i < c->n_outputs; i++) {
		if (store_edition(
			s, c, &c->outputs[i], app->now, &editions[i], e) != 0)
			goto broken;
		if (publish_render(&editions[i], &sheets[i].doc, e) != 0) {
			err_prefix(e, "%s", sheets[i].file);
			goto broken;
		}
	}
	return store_commit(s, e);
broken:
	store_rollback(s);
	return -1;
}

/* What they were replaced under is remembered afterwards: a change of the
 * configuration explains what goes in the first edition that members see. */
static int
remember(const struct config *c, struct store *s, struct err *e)
{
	if (store_begin(s, e) != 0)
		return -1;
	for (size_t i = 0; i < c->n_outputs; i++) {
		if (store_edition_placed(s, &c->outputs[i], e) == 0)
			continue;
		store_rollback(s);
		return -1;
	}
	return store_commit(s, e);
}

static int
replace_all(const struct config *c, struct sheet *sheets, struct run *run,
    struct err *e)
{
	if (file_mkdir(c->public_dir, e) != 0 ||
	    publish_replace(c->public_dir, sheets, c->n_outputs, e) != 0)
		return -1;
	for (size_t i = 0; i < c->n_outputs; i++) {
		if (sheets[i].change == FILE_SAME)
			continue;
		run->n_published++;
		log_info("%s/%s: written", c->public_dir, sheets[i].file);
	}
	return 0;
}

int
publish_editions(const struct app *app, const struct config *c, struct store *s,
    const struct wish *wish, struct run *run, struct err *e)
{
	struct edition *editions = xcalloc(c->n_outputs, sizeof(*editions));
	struct sheet *sheets = xcalloc(c->n_outputs, sizeof(*sheets));
	int rc = -1;

	for (size_t i = 0; i < c->n_outputs; i++) {
		sheets[i].file = c->outputs[i].file;
		buf_init(&sheets[i].doc, LIMIT_DOCUMENT);
	}
	if (render_all(app, c, s, editions, sheets, e) != 0)
		goto out;
	if (!wish->force &&
	    inspect_editions(app, c, s, editions, sheets, e) != 0) {
		if (e->code == EX_SOFTWARE)
			err_set(e, EX_SOFTWARE, "%s%s", e->msg, way_out);
		goto out;
	}
	if (replace_all(c, sheets, run, e) == 0 && remember(c, s, e) == 0)
		rc = 0;
out:
	for (size_t i = 0; i < c->n_outputs; i++) {
		edition_done(&editions[i]);
		buf_done(&sheets[i].doc);
	}
	free(editions);
	free(sheets);
	return rc;
}
