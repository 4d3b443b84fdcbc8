/* SPDX-License-Identifier: ISC */
/*
 * Scoring measured: a hundred rules over all items of a store, as after a
 * change of the rules, and over a hundred new ones, which must not take longer
 * in a larger store.
 *
 *     score [ITEMS…]
 */
#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/xalloc.h"
#include "store/store.h"

#define N_WORDS 20000 /* few of which are frequent */
#define N_RULES 100
#define N_NEW 100
#define DOCUMENT 1000 /* items */
#define ROUNDS 5      /* of which the best counts */
#define NOW 1800000000

static uint64_t seed = 88172645463325252;

static double
next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (double)(seed >> 11) / 9007199254740992.0;
}

/* The n-th word of the language is met about half as often as the n/2-th. The
 * words of rules are not among the most frequent. */
static void
add_word(struct buf *b, double first)
{
	static const char *const syllables[] = {"ba", "con", "di", "fe", "ga",
	    "hu", "in", "ka", "lo", "men", "na", "or", "pe", "ra", "si", "ta"};
	unsigned int n = (unsigned int)(first * pow(N_WORDS / first, next()));

	do {
		buf_adds(b, syllables[n % 16]);
		n /= 16;
	} while (n > 0);
}

static char *
words(int n, double first)
{
	struct buf b;

	buf_init(&b, 10000);
	while (n-- > 0) {
		add_word(&b, first);
		if (n > 0)
			buf_addc(&b, ' ');
	}
	return buf_take(&b);
}

static char **
list_of(size_t n)
{
	char **list = xcalloc(n + 1, sizeof(*list));

	for (size_t i = 0; i < n; i++)
		list[i] = words(i % 2 == 0 ? 1 : 2, 100);
	return list;
}

static char *
lend(const char *s)
{
	return xstrdup(s);
}

/* Rules like real ones: a list, another one, some traps, the title. */
static struct config
make_config(void)
{
	struct config c = {.threshold = 10, .hold = 6};

	c.site.id = lend("tag:example.org,2026:b");
	c.sections = xcalloc(1, sizeof(*c.sections));
	c.sections[0] =
	    (struct section){lend("articles"), lend("A"), -1, -1, -1};
	c.n_sections = 1;
	c.sources = xcalloc(1, sizeof(*c.sources));
	c.sources[0] = (struct source){.name = lend("journal"),
	    .url = lend("https://journal.example/rss"),
	    .section = lend("articles")};
	c.n_sources = 1;
	c.rules = xcalloc(N_RULES, sizeof(*c.rules));
	for (c.n_rules = 0; c.n_rules < N_RULES; c.n_rules++)
		c.rules[c.n_rules] = (struct rule){
		    .name = xasprintf("rule-%zu", c.n_rules),
		    .any_of = list_of(10),
		    .and_of = list_of(c.n_rules % 2 * 20),
		    .none_of = list_of(c.n_rules % 3 * 3),
		    .fields = c.n_rules % 4 == 0 ? FIELD_TITLE : FIELD_ALL,
		    .score = 4,
		    .title_score = c.n_rules % 5 == 0 ? 6 : 0,
		    .sections = list_of(0),
		    .place = {lend("bench"), 1},
		};
	return c;
}

static void
add_items(struct store *s, struct config *c, size_t n)
{
	static size_t number;
	struct response r = {
	    .request = {.source = c->sources, .url = c->sources->url},
	    .outcome = OUTCOME_OK};
	const struct due due = {
	    NOW + 3600, DUE_EVERY, -1, -1, CLOCK_NONE, CLOCK_NONE};
	struct tally tally = {0};
	struct feed doc;
	struct err e;

	feed_init(&doc);
	for (size_t i = 0; i < n; i++, number++) {
		struct item *it = feed_add_item(&doc);

		it->url = xasprintf("https://journal.example/%zu", number);
		it->title = words(12, 1);
		it->text = words(100, 1);
	}
	if (store_add_poll(
		s, &(struct poll){&r, &doc, NOW, due, due}, &tally, &e) != 0)
		errx(1, "%s", e.msg);
	feed_done(&doc);
}

static int64_t
score_ms(struct store *s, const struct config *c, size_t expected)
{
	int64_t began_ms = clock_steady_ms();
	struct scoring done;
	struct err e;

	if (store_score(s, c, &done, &e) != 0)
		errx(1, "%s", e.msg);
	if (done.n_items != expected)
		errx(1, "%zu items scored, not %zu", done.n_items, expected);
	return clock_steady_ms() - began_ms;
}

static void
measure(const char *path, struct config *c, size_t n)
{
	int64_t all_ms, new_ms = INT64_MAX, ms;
	struct store *s;
	struct err e;

	if ((s = store_open(path, &e)) == NULL || store_sync(s, c, &e) != 0 ||
	    store_begin(s, &e) != 0)
		errx(1, "%s", e.msg);
	for (size_t i = 0; i < n; i += DOCUMENT)
		add_items(s, c, DOCUMENT);
	if (store_commit(s, &e) != 0)
		errx(1, "%s", e.msg);
	score_ms(s, c, n);
	c->rules[0].score++;
	all_ms = score_ms(s, c, n);
	for (int i = 0; i < ROUNDS; i++) {
		add_items(s, c, N_NEW);
		ms = score_ms(s, c, N_NEW);
		new_ms = ms < new_ms ? ms : new_ms;
	}
	printf("%8zu stored: %d rules over all of them %6.2f s, over %d new "
	       "ones %6.3f s\n",
	    n, N_RULES, (double)all_ms / 1000, N_NEW, (double)new_ms / 1000);
	fflush(stdout);
	store_close(s);
}

int
main(int argc, char **argv)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	char folder[] = "/tmp/lectern-score.XXXXXX";
	char *path, *file;

	if (mkdtemp(folder) == NULL)
		err(1, "%s", folder);
	path = xasprintf("%s/db", folder);
	for (int i = 1; i < argc; i++) {
		struct config c = make_config();

		measure(path, &c, strtoul(argv[i], NULL, 10));
		config_done(&c);
		for (size_t k = 0; k < 3; k++) {
			file = xasprintf("%s%s", path, endings[k]);
			unlink(file);
			free(file);
		}
	}
	rmdir(folder);
	free(path);
	return 0;
}
