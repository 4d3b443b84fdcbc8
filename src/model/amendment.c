/* SPDX-License-Identifier: ISC */
/* Corrections, expressions of concern and retractions by their titles. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/doi.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "model/amendment.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

const char *
amendment_str(enum amendment a)
{
	static const char *const names[AMENDMENT_COUNT] = {
	    [AMENDMENT_NONE] = "none",
	    [AMENDMENT_CORRECTION] = "correction",
	    [AMENDMENT_CONCERN] = "concern",
	    [AMENDMENT_RETRACTION] = "retraction",
	};

	return names[a];
}

/* How journals begin the titles of notices; what begins another, behind it. */
static const struct form {
	const char *words;
	enum amendment kind;
	enum {
		NOTICE,
		EVERYDAY, /* a notice, or a word like any other */
		ITSELF,   /* the marked work */
		SHOUTED   /* the same, in capitals or brackets */
	} sense;
} forms[] = {
    {"author correction", AMENDMENT_CORRECTION, NOTICE},
    {"publisher correction", AMENDMENT_CORRECTION, NOTICE},
    {"correction notice", AMENDMENT_CORRECTION, NOTICE},
    {"corrections", AMENDMENT_CORRECTION, EVERYDAY},
    {"correction", AMENDMENT_CORRECTION, EVERYDAY},
    {"corrigendum", AMENDMENT_CORRECTION, NOTICE},
    {"corrigenda", AMENDMENT_CORRECTION, NOTICE},
    {"erratum", AMENDMENT_CORRECTION, NOTICE},
    {"errata", AMENDMENT_CORRECTION, NOTICE},
    {"department of error", AMENDMENT_CORRECTION, NOTICE},
    {"editorial expression of concern", AMENDMENT_CONCERN, NOTICE},
    {"expression of editorial concern", AMENDMENT_CONCERN, NOTICE},
    {"expression of concern", AMENDMENT_CONCERN, NOTICE},
    {"notice of retraction and replacement", AMENDMENT_RETRACTION, NOTICE},
    {"notice of retraction", AMENDMENT_RETRACTION, NOTICE},
    {"retraction and replacement", AMENDMENT_RETRACTION, NOTICE},
    {"statement of retraction", AMENDMENT_RETRACTION, NOTICE},
    {"retraction statement", AMENDMENT_RETRACTION, NOTICE},
    {"retraction notice", AMENDMENT_RETRACTION, NOTICE},
    {"retraction note", AMENDMENT_RETRACTION, NOTICE},
    {"partial retraction", AMENDMENT_RETRACTION, NOTICE},
    {"retraction", AMENDMENT_RETRACTION, EVERYDAY},
    {"retracted article", AMENDMENT_RETRACTION, ITSELF},
    {"retracted chapter", AMENDMENT_RETRACTION, ITSELF},
    {"retracted", AMENDMENT_RETRACTION, ITSELF},
    {"withdrawn article", AMENDMENT_RETRACTION, ITSELF},
    {"withdrawn", AMENDMENT_RETRACTION, SHOUTED},
};

/* What stands between a notice's name and the title that it is about. */
static const struct link {
	const char *words;
	bool is_sentence; /* it could go on so in any title */
} links[] = {
    {":", false},
    {".", false},
    {" -", false},
    {" \u2013", false},
    {"\u2013", false},
    {" \u2014", false},
    {"\u2014", false},
    {" to:", false},
    {" for:", false},
    {" of:", false},
    {" to ", true},
    {" for ", true},
    {" of ", true},
    {" on ", true},
    {" about ", true},
};

static const struct form *
find_form(const char *s, size_t *len)
{
	for (size_t i = 0; i < N_OF(forms); i++) {
		*len = strlen(forms[i].words);
		if (strncasecmp(s, forms[i].words, *len) == 0 &&
		    !isalnum((unsigned char)s[*len]))
			return &forms[i];
	}
	return NULL;
}

static void
claim(struct claim *c, const struct form *f, bool is_sure)
{
	c->kind = f->kind;
	c->is_itself = f->sense >= ITSELF;
	c->is_sure = is_sure;
}

/* "(doi 10.1136/…)", which says of what a notice is, but not how it is called.
 */
static bool
is_doi(const char *s)
{
	char *doi;

	s += strspn(s, " ([");
	if (strncasecmp(s, "doi", 3) == 0)
		s += 3 + strspn(s + 3, ": ");
	if (strncmp(s, "10.", 3) != 0 && strncasecmp(s, "http", 4) != 0)
		return false;
	doi = doi_next(&s);
	free(doi);
	return doi != NULL && s[strspn(s, " )].")] == '\0';
}

/* "Smith et al." names no title either. */
static bool
is_authors(const char *s)
{
	static const char *const ends[] = {" et al", " et al."};
	size_t len = strlen(s), n;

	for (size_t i = 0; i < N_OF(ends); i++) {
		n = strlen(ends[i]);
		if (len > n && strcasecmp(s + len - n, ends[i]) == 0)
			return true;
	}
	return false;
}

/* "Correction: …", "Retraction notice to …", "[Retracted] …", "Erratum". */
static const char *
read_beginning(const char *title, struct claim *c)
{
	bool bracket = title[0] == '[' || title[0] == '(', sure;
	size_t len;
	const struct form *f = find_form(title + bracket, &len);
	const char *rest = title + bracket + len;

	if (f == NULL ||
	    (bracket && (*rest == '\0' || strchr("])", *rest) == NULL)))
		return NULL;
	rest += bracket;
	for (size_t i = 0; i < N_OF(links); i++) {
		size_t n = strlen(links[i].words);

		if (strncasecmp(rest, links[i].words, n) != 0 ||
		    (links[i].is_sentence && f->sense >= ITSELF))
			continue;
		sure = links[i].is_sentence ? f->sense != EVERYDAY
		       : f->sense == SHOUTED
			   ? bracket || isupper((unsigned char)title[1])
			   : true;
		claim(c, f, sure);
		return rest + n;
	}
	if (!bracket && *rest != '\0' && !is_doi(rest))
		return NULL;
	claim(c, f, true);
	return rest;
}

/* "… [Corrigendum]", "… (Retracted)": returns how much stands before. */
static size_t
read_end(const char *title, struct claim *c)
{
	size_t end = strlen(title), len;
	const struct form *f;

	if (end == 0 || strchr("])", title[end - 1]) == NULL)
		return 0;
	for (size_t at = end - 1; at > 0; at--) {
		if (strchr("[(", title[at]) == NULL)
			continue;
		f = find_form(title + at + 1, &len);
		if (f == NULL || at + 1 + len != end - 1)
			return 0;
		claim(c, f, true);
		return at;
	}
	return 0;
}

/* What stands between the first quotation marks, if there are any. */
static char *
find_quoted(const char *s)
{
	static const char *const marks[][2] = {{"\u201c", "\u201d"},
	    {"\"", "\""}, {"\u2018", "\u2019"}, {"'", "'"}};
	const char *from, *to;

	for (size_t i = 0; i < N_OF(marks); i++) {
		from = strstr(s, marks[i][0]);
		/* Behind a letter it is an apostrophe. */
		if (from == NULL ||
		    (from > s && isalnum((unsigned char)from[-1])))
			continue;
		from += strlen(marks[i][0]);
		/* An apostrophe looks as the last one does. */
		for (const char *p = to = strstr(from, marks[i][1]);
		     p != NULL && i >= 2; p = strstr(p + 1, marks[i][1]))
			to = p;
		if (to != NULL)
			return xstrndup(from, (size_t)(to - from));
	}
	return NULL;
}

void
claim_read(const char *title, struct claim *ret)
{
	const char *rest;
	size_t len;

	*ret = (struct claim){0};
	if (title == NULL)
		return;
	if ((rest = read_beginning(title, ret)) != NULL)
		len = strlen(rest);
	else if ((len = read_end(title, ret)) > 0)
		rest = title;
	else
		return;
	ret->about = text_squash(xstrndup(rest, len));
	if (text_is_blank(ret->about) || is_doi(ret->about) ||
	    is_authors(ret->about)) {
		free(ret->about);
		ret->about = NULL;
	} else {
		ret->quoted = find_quoted(ret->about);
	}
}

void
claim_done(struct claim *c)
{
	free(c->about);
	free(c->quoted);
	*c = (struct claim){0};
}
