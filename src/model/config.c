/* SPDX-License-Identifier: ISC */
/* What the administrator and the editor want: death of it, and look-ups. */
#include <stdlib.h>
#include <string.h>

#include "core/url.h"
#include "model/config.h"

static void
strings_done(char **list)
{
	for (size_t i = 0; list != NULL && list[i] != NULL; i++)
		free(list[i]);
	free(list);
}

static void
site_done(struct site *s)
{
	free(s->title);
	free(s->subtitle);
	free(s->author);
	free(s->link);
	free(s->base);
	free(s->id);
	free(s->language);
	free(s->timezone);
	free(s->contact);
	free(s->hub);
	free(s->page_css);
	free(s->page_head);
	free(s->page_foot);
	free(s->place.file);
}

static void
http_done(struct http *h)
{
	free(h->user_agent);
	strings_done(h->headers);
	free(h->username);
	free(h->password.text);
	free(h->password.fault);
	free(h->proxy);
	free(h->no_proxy);
	free(h->ca_bundle);
}

static void
source_done(struct source *s)
{
	free(s->name);
	free(s->url);
	free(s->section);
	http_done(&s->http);
	free(s->place.file);
}

static void
rule_done(struct rule *r)
{
	free(r->name);
	strings_done(r->any_of);
	strings_done(r->and_of);
	strings_done(r->none_of);
	free(r->query);
	strings_done(r->sections);
	free(r->place.file);
}

void
config_done(struct config *c)
{
	free(c->file);
	site_done(&c->site);
	free(c->database);
	free(c->public_dir);
	free(c->must_pass);
	free(c->must_fail);
	http_done(&c->http);
	for (size_t i = 0; i < c->n_sections; i++) {
		free(c->sections[i].name);
		free(c->sections[i].title);
	}
	free(c->sections);
	for (size_t i = 0; i < c->n_sources; i++)
		source_done(&c->sources[i]);
	free(c->sources);
	for (size_t i = 0; i < c->n_words; i++) {
		free(c->words[i].name);
		strings_done(c->words[i].list);
		free(c->words[i].place.file);
	}
	free(c->words);
	for (size_t i = 0; i < c->n_rules; i++)
		rule_done(&c->rules[i]);
	free(c->rules);
	for (size_t i = 0; i < c->n_outputs; i++) {
		free(c->outputs[i].file);
		strings_done(c->outputs[i].sections);
		free(c->outputs[i].place.file);
	}
	free(c->outputs);
	*c = (struct config){0};
}

const struct source *
config_find_source(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->n_sources; i++)
		if (strcmp(c->sources[i].name, name) == 0)
			return &c->sources[i];
	return NULL;
}

const struct source *
config_find_twin(
    const struct config *c, const struct source *source, const char *url)
{
	const struct source *twin = NULL;
	char *wanted = url_normalise(url), *has;

	for (size_t i = 0; i < c->n_sources && wanted != NULL; i++) {
		has = url_normalise(c->sources[i].url);
		if (&c->sources[i] != source && has != NULL &&
		    strcmp(has, wanted) == 0 && twin == NULL)
			twin = &c->sources[i];
		free(has);
	}
	free(wanted);
	return twin;
}

const struct section *
config_find_section(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->n_sections; i++)
		if (strcmp(c->sections[i].name, name) == 0)
			return &c->sections[i];
	return NULL;
}

static const char *const forms[FORM_COUNT] = {
    [FORM_NONE] = "none",
    [FORM_ATOM] = "atom",
    [FORM_RSS] = "rss",
    [FORM_JSON] = "json",
    [FORM_PAGE] = "html",
    [FORM_FRAGMENT] = "fragment",
    [FORM_RIS] = "ris",
    [FORM_BIB] = "bib",
    [FORM_OPML] = "opml",
    [FORM_ICS] = "ics",
};

const char *
form_str(enum form form)
{
	return forms[form];
}

enum form
form_parse(const char *name)
{
	for (int form = FORM_NONE + 1; form < FORM_COUNT; form++)
		if (strcmp(name, forms[form]) == 0)
			return (enum form)form;
	return FORM_NONE;
}

enum form
form_of(const char *file)
{
	const char *dot = strrchr(file, '.');

	return dot == NULL ? FORM_NONE : form_parse(dot + 1);
}

bool
form_is_feed(enum form form)
{
	return form == FORM_ATOM || form == FORM_RSS || form == FORM_JSON;
}

bool
output_shows(const struct output *o, const char *section)
{
	if (o->sections == NULL || o->sections[0] == NULL)
		return true;
	for (char **s = o->sections; *s != NULL; s++)
		if (strcmp(*s, section) == 0)
			return true;
	return false;
}
