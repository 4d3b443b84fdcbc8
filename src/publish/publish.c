/* SPDX-License-Identifier: ISC */
/* An edition to the file that members read. */
#include <stdlib.h>
#include <sysexits.h>

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

int
publish_write(const char *folder, const struct output *output,
    const struct buf *doc, enum file_change *change, struct err *e)
{
	char *path = xasprintf("%s/%s", folder, output->file);
	int rc = file_replace(path, doc->data, doc->len, change, e);

	free(path);
	return rc;
}
