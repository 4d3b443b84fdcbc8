/* SPDX-License-Identifier: ISC */
/* An edition to the file that members read. */
#include <stdlib.h>
#include <sysexits.h>

#include "core/gzip.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "publish/atom.h"
#include "publish/bib.h"
#include "publish/gate_json.h"
#include "publish/gate_page.h"
#include "publish/gate_text.h"
#include "publish/gate_xml.h"
#include "publish/ics.h"
#include "publish/json_feed.h"
#include "publish/listing.h"
#include "publish/opml.h"
#include "publish/page.h"
#include "publish/publish.h"
#include "publish/ris.h"
#include "publish/rss.h"

/* How each form is made and checked. */
static const struct maker {
	void (*render)(const struct edition *ed, struct buf *out);
	int (*check)(
	    const struct edition *ed, const struct buf *doc, struct err *e);
} makers[FORM_COUNT] = {
    [FORM_ATOM] = {atom_render, gate_xml_atom},
    [FORM_RSS] = {rss_render, gate_xml_rss},
    [FORM_JSON] = {json_feed_render, gate_json},
    [FORM_PAGE] = {page_render, gate_page},
    [FORM_FRAGMENT] = {listing_render, gate_page_fragment},
    [FORM_RIS] = {ris_render, gate_text_ris},
    [FORM_BIB] = {bib_render, gate_text_bib},
    [FORM_OPML] = {opml_render, gate_xml_opml},
    [FORM_ICS] = {ics_render, gate_text_ics},
};

int
publish_render(const struct edition *ed, struct buf *out, struct err *e)
{
	const struct maker *maker = &makers[ed->output->form];
	int rc = -1;

	buf_clear(out);
	maker->render(ed, out);
	if (!buf_ok(out) || out->len > LIMIT_DOCUMENT)
		err_set(
		    e, EX_SOFTWARE, "larger than %zu bytes", LIMIT_DOCUMENT);
	else
		rc = maker->check(ed, out, e);
	if (rc != 0)
		buf_clear(out);
	return rc;
}

/* A file on its way into its place. */
struct step {
	char *path;
	enum file_change change;
};

static int
prepare(const char *folder, struct sheet *sheet, struct step steps[2],
    struct err *e)
{
	struct step *plain = &steps[0], *packed = &steps[1];
	struct buf gz;
	int rc = -1;

	plain->path = xasprintf("%s/%s", folder, sheet->file);
	packed->path = xasprintf("%s.gz", plain->path);
	buf_init(&gz, 2 * LIMIT_DOCUMENT); /* noise packed is longer */
	gzip_pack(&sheet->doc, &gz);
	if (file_prepare(plain->path, sheet->doc.data, sheet->doc.len,
		&plain->change, e) != 0 ||
	    file_prepare(packed->path, gz.data, gz.len, &packed->change, e) !=
		0)
		goto out;
	/* Servers make validators of it. */
	file_set_time_like(packed->path, plain->path);
	sheet->change = plain->change;
	rc = 0;
out:
	buf_done(&gz);
	return rc;
}

int
publish_replace(
    const char *folder, struct sheet *sheets, size_t n, struct err *e)
{
	struct step *steps;
	int rc = 0;

	if (n == 0)
		return 0;
	steps = xcalloc(2 * n, sizeof(*steps));
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = prepare(folder, &sheets[i], &steps[2 * i], e);
	for (size_t i = 0; i < 2 * n && rc == 0; i++)
		if (steps[i].change == FILE_REPLACED)
			rc = file_settle(steps[i].path, e);
	if (rc == 0)
		file_sync_folder(steps[0].path);
	for (size_t i = 0; i < 2 * n; i++) {
		if (rc != 0 && steps[i].path != NULL)
			file_discard(steps[i].path);
		free(steps[i].path);
	}
	free(steps);
	return rc;
}
