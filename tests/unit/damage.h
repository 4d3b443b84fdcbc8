/* SPDX-License-Identifier: ISC */
/* The last look at a document: what a renderer never writes is told. */
#ifndef TESTS_DAMAGE_H
#define TESTS_DAMAGE_H

#include "check.h"
#include "edition.h"

/* A rendered document with its first `from` made `to` does not pass. */
struct damage {
	const char *from, *to, *rule;
};

struct trial {
	void (*render)(const struct edition *ed, struct buf *out);
	int (*check)(
	    const struct edition *ed, const struct buf *doc, struct err *e);
};

static inline void
damage_make(struct fixture *f, int file)
{
	fixture_init(f, file);
	fixture_add(f, "articles", "One");
	fixture_add(f, "articles", "Two");
}

static inline void
check_damage(
    const struct trial *form, const struct edition *ed, const struct damage *d)
{
	struct buf good, bad;
	struct err e = {0};
	const char *at;

	buf_init(&good, LIMIT_DOCUMENT);
	buf_init(&bad, LIMIT_DOCUMENT);
	form->render(ed, &good);
	if (form->check(ed, &good, &e) != 0)
		fail_msg("a good one: %s", e.msg);
	at = strstr(good.data, d->from);
	if (at == NULL)
		fail_msg("there is no %s", d->from);
	buf_add(&bad, good.data, (size_t)(at - good.data));
	buf_adds(&bad, d->to);
	buf_adds(&bad, at + strlen(d->from));
	if (form->check(ed, &bad, &e) == 0)
		fail_msg("%s passes", d->to);
	check_str(d->to, e.msg, d->rule);
	buf_done(&good);
	buf_done(&bad);
}

/* Of an edition with two entries. */
static inline void
check_damages(
    const struct trial *form, int file, const struct damage *damages, size_t n)
{
	struct fixture f;

	damage_make(&f, file);
	for (size_t i = 0; i < n; i++)
		check_damage(form, &f.ed, &damages[i]);
	fixture_done(&f);
}

#endif
