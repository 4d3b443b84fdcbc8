/* SPDX-License-Identifier: ISC */
/* An edition to the file that members read. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "publish/atom.h"
#include "publish/gate.h"
#include "publish/page.h"
#include "publish/publish.h"

/* The forms; a new one is a line here and a renderer of its own. */
static const struct form {
	const char *suffix;
	const char *media_type;
	void (*render)(const struct edition *ed, struct buf *out);
	int (*check)(
	    const struct edition *ed, const struct buf *doc, struct err *e);
} forms[] = {
    {".atom", "application/atom+xml", atom_render, gate_atom},
    {".html", "text/html", page_render, gate_page},
};

static const struct form *
find_form(const char *file)
{
	const char *dot = strrchr(file, '.');

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (dot != NULL && strcmp(dot, forms[i].suffix) == 0)
			return &forms[i];
	return NULL;
}

bool
publish_knows(const char *file)
{
	return find_form(file) != NULL;
}

const char *
publish_media_type(const char *file)
{
	const struct form *form = find_form(file);

	return form == NULL ? NULL : form->media_type;
}

int
publish_render(const struct edition *ed, struct buf *out, struct err *e)
{
	const struct form *form = find_form(ed->output->file);
	int rc = -1;

	buf_clear(out);
	if (form == NULL)
		return err_set(e, EX_SOFTWARE, "no form has such a suffix");
	form->render(ed, out);
	if (!buf_ok(out) || out->len > LIMIT_DOCUMENT)
		err_set(
		    e, EX_SOFTWARE, "larger than %zu bytes", LIMIT_DOCUMENT);
	else
		rc = form->check(ed, out, e);
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
