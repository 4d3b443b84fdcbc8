/* SPDX-License-Identifier: ISC */
/* What one published file is called, where it is served, and by which id. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/hash.h"
#include "core/xalloc.h"
#include "publish/link.h"
#include "publish/output.h"

/* The title of the one section that o shows; NULL when it shows several. */
static const char *
only_section(const struct edition *ed, const struct output *o)
{
	const char *name;

	if (o->sections == NULL || o->sections[0] == NULL ||
	    o->sections[1] != NULL)
		return NULL;
	name = o->sections[0];
	for (size_t i = 0; i < ed->n_sections; i++)
		if (strcmp(ed->sections[i].name, name) == 0)
			return ed->sections[i].title;
	return name;
}

char *
output_title(const struct edition *ed, const struct output *o)
{
	const char *section = only_section(ed, o);

	return section == NULL ? xstrdup(ed->site.title)
			       : xasprintf("%s: %s", ed->site.title, section);
}

const char *
output_label(const struct edition *ed, const struct output *o)
{
	const char *section = only_section(ed, o);

	return section == NULL ? "Everything" : section;
}

static const struct {
	const char *media_type, *name;
} forms[FORM_COUNT] = {
    [FORM_ATOM] = {"application/atom+xml", "Atom"},
    [FORM_RSS] = {"application/rss+xml", "RSS"},
    [FORM_JSON] = {"application/feed+json", "JSON Feed"},
    [FORM_PAGE] = {"text/html", "page"},
    [FORM_FRAGMENT] = {"text/html", "fragment"},
    [FORM_RIS] = {"application/x-research-info-systems", "RIS"},
    [FORM_BIB] = {"application/x-bibtex", "BibTeX"},
    [FORM_OPML] = {"text/x-opml", "OPML"},
    [FORM_ICS] = {"text/calendar", "calendar"},
};

const char *
output_media_type(const struct output *o)
{
	return forms[o->form].media_type;
}

const char *
output_form(const struct output *o)
{
	return forms[o->form].name;
}

static size_t
stem(const struct output *o)
{
	const char *dot = strrchr(o->file, '.');

	return dot == NULL ? strlen(o->file) : (size_t)(dot - o->file);
}

bool
output_is_sister(const struct output *a, const struct output *b)
{
	return a->form != b->form && a->form != FORM_FRAGMENT &&
	       stem(a) == stem(b) && strncmp(a->file, b->file, stem(a)) == 0;
}

bool
output_is_alike(
    const struct config *c, const struct output *a, const struct output *b)
{
	for (size_t i = 0; i < c->n_sections; i++)
		if (output_shows(a, c->sections[i].name) !=
		    output_shows(b, c->sections[i].name))
			return false;
	return true;
}

char *
output_archive_file(const struct output *o, int64_t year, int month)
{
	return xasprintf("%.*s-%04lld-%02d%s", (int)stem(o), o->file,
	    (long long)year, month, o->file + stem(o));
}

char *
output_href(const struct output *o)
{
	return link_escape(o->file, strlen(o->file));
}

char *
output_url(const struct site *site, const struct output *o)
{
	char *name = output_href(o);
	char *url = xasprintf("%s%s", site->base, name);

	free(name);
	return url;
}

static char *
uuid(const char *name)
{
	char h[HASH_SIZE];

	hash_hex(name, strlen(name), h);
	return xasprintf("urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s", h, h + 8,
	    h + 12, h + 15, h + 18);
}

char *
output_id(const struct site *site, const struct output *o)
{
	char *list = link_escape(o->file, stem(o));
	char *name = xasprintf("%s/%s", site->id, list), *id;

	id = strncasecmp(name, "urn:", 4) == 0 ? uuid(name) : xstrdup(name);
	free(name);
	free(list);
	return id;
}
