/* SPDX-License-Identifier: ISC */
/* The second half of a run: editions to files. */
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "app/herald.h"
#include "app/inspect.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/xalloc.h"
#include "publish/output.h"
#include "publish/publish.h"

static const char way_out[] =
    "; nothing was replaced; if it is right, 'lectern publish --force' "
    "replaces it";

/* What is about to be published: a sheet for each output, in the
 * configuration's order, then those of the archives. */
struct press {
	const struct app *app;
	const struct config *config;
	struct store *store;
	struct edition *editions;  /* of the outputs */
	struct archives *archives; /* of the outputs */
	struct sheet *sheets;
	size_t n_sheets;
};

static struct sheet *
add_sheet(struct press *p, const char *file)
{
	struct sheet *sheet;

	p->sheets = xgrow(p->sheets, p->n_sheets, sizeof(*p->sheets));
	sheet = &p->sheets[p->n_sheets++];
	*sheet = (struct sheet){.file = xstrdup(file)};
	buf_init(&sheet->doc, LIMIT_DOCUMENT);
	return sheet;
}

static int
render(struct press *p, const struct edition *ed, struct err *e)
{
	struct sheet *sheet = add_sheet(p, ed->output->file);

	if (publish_render(ed, &sheet->doc, e) != 0)
		return err_prefix(e, "%s", sheet->file);
	return 0;
}

static bool
is_there(const struct press *p, const char *file)
{
	char *plain = xasprintf("%s/%s", p->config->public_dir, file);
	char *packed = xasprintf("%s.gz", plain);
	bool is = access(plain, F_OK) == 0 && access(packed, F_OK) == 0;

	free(plain);
	free(packed);
	return is;
}

/* Of a document of an archive that is there, no byte changes, whatever becomes
 * of its entries; unless one of them is hidden. */
static int
render_archive(struct press *p, size_t i, struct err *e)
{
	const struct config *c = p->config;
	const struct archives *archives = &p->archives[i];
	struct output month = c->outputs[i];
	const char *older = NULL;
	int rc = 0;

	for (size_t k = 0; k < archives->n && rc == 0; k++) {
		struct archive *a = &archives->list[k];
		struct edition ed = {.site = c->site,
		    .output = &month,
		    .outputs = c->outputs,
		    .n_outputs = c->n_outputs,
		    .current = &c->outputs[i],
		    .older = older};

		month.file = a->file;
		older = a->file;
		a->is_due |= !is_there(p, a->file);
		if (!a->is_due)
			continue;
		rc = store_archive_edition(p->store, c, a, p->app->now, &ed, e);
		if (rc == 0)
			rc = render(p, &ed, e);
		edition_done(&ed);
	}
	return rc;
}

static int
list_archive(struct press *p, size_t i, struct err *e)
{
	const struct output *o = &p->config->outputs[i];
	struct archives *archives = &p->archives[i];

	if (!o->archive)
		return 0;
	if (store_archive_close(p->store, p->config, o, p->app->now, e) != 0 ||
	    store_archive_list(p->store, o, archives, e) != 0)
		return -1;
	for (size_t k = 0; k < archives->n; k++) {
		struct archive *a = &archives->list[k];

		a->file = output_archive_file(o, a->year, a->month);
	}
	return 0;
}

/* The months of the first feed that shows what a page shows. */
static const struct archives *
find_months(const struct press *p, const struct output *page)
{
	const struct output *outputs = p->config->outputs;

	for (size_t i = 0; i < p->config->n_outputs; i++)
		if (p->archives[i].n > 0 &&
		    output_is_alike(p->config, &outputs[i], page))
			return &p->archives[i];
	return NULL;
}

static int
render_output(struct press *p, size_t i, struct err *e)
{
	const struct output *o = &p->config->outputs[i];
	const struct archives *archives = &p->archives[i];
	struct edition *ed = &p->editions[i];

	if (store_edition(p->store, p->config, o, p->app->now, ed, e) != 0)
		return -1;
	if (archives->n > 0)
		ed->older = archives->list[archives->n - 1].file;
	if (o->form == FORM_PAGE)
		ed->months = find_months(p, o);
	return render(p, ed, e);
}

/* All of one state of the store, and their times in one flush of the disk. */
static int
render_all(struct press *p, struct err *e)
{
	const size_t n = p->config->n_outputs;
	int rc = 0;

	if (store_begin(p->store, e) != 0)
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = list_archive(p, i, e);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = render_output(p, i, e);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = render_archive(p, i, e);
	if (rc == 0)
		return store_commit(p->store, e);
	store_rollback(p->store);
	return -1;
}

static int
remember_output(struct press *p, size_t i, struct err *e)
{
	const struct output *o = &p->config->outputs[i];
	const struct archives *archives = &p->archives[i];
	int rc = store_edition_placed(p->store, o, e);

	for (size_t k = 0; k < archives->n && rc == 0; k++)
		if (archives->list[k].is_due)
			rc = store_archive_placed(
			    p->store, o, &archives->list[k], e);
	return rc;
}

/* What they were replaced under is remembered afterwards: a change of the
 * configuration explains what goes in the first edition that members see. */
static int
remember(struct press *p, struct err *e)
{
	int rc = 0;

	if (store_begin(p->store, e) != 0)
		return -1;
	for (size_t i = 0; i < p->config->n_outputs && rc == 0; i++)
		rc = remember_output(p, i, e);
	if (rc == 0)
		return store_commit(p->store, e);
	store_rollback(p->store);
	return -1;
}

static int
replace_all(struct press *p, struct run *run, struct err *e)
{
	const char *folder = p->config->public_dir;

	if (file_mkdir(folder, e) != 0 ||
	    publish_replace(folder, p->sheets, p->n_sheets, e) != 0)
		return -1;
	for (size_t i = 0; i < p->n_sheets; i++) {
		if (p->sheets[i].change == FILE_SAME)
			continue;
		run->n_published++;
		log_info("%s/%s: written", folder, p->sheets[i].file);
	}
	return 0;
}

static void
press_done(struct press *p)
{
	for (size_t i = 0; i < p->config->n_outputs; i++) {
		edition_done(&p->editions[i]);
		archives_done(&p->archives[i]);
	}
	for (size_t i = 0; i < p->n_sheets; i++) {
		free(p->sheets[i].file);
		buf_done(&p->sheets[i].doc);
	}
	free(p->editions);
	free(p->archives);
	free(p->sheets);
}

int
publish_editions(const struct app *app, const struct config *c, struct store *s,
    const struct wish *wish, struct run *run, struct err *e)
{
	struct press p = {.app = app,
	    .config = c,
	    .store = s,
	    .editions = xcalloc(c->n_outputs, sizeof(*p.editions)),
	    .archives = xcalloc(c->n_outputs, sizeof(*p.archives))};
	int rc = -1;

	if (render_all(&p, e) != 0)
		goto out;
	if (!wish->force &&
	    inspect_editions(app, c, s, p.editions, p.sheets, e) != 0) {
		if (e->code == EX_SOFTWARE)
			err_set(e, EX_SOFTWARE, "%s%s", e->msg, way_out);
		goto out;
	}
	if (replace_all(&p, run, e) == 0 && remember(&p, e) == 0 &&
	    herald_tell(app, c, s, p.sheets, e) == 0)
		rc = 0;
out:
	press_done(&p);
	return rc;
}
