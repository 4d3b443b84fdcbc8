/* SPDX-License-Identifier: ISC */
/* Feeds and the last run in Prometheus' text format. */
#include "app/metrics.h"
#include "core/clock.h"

/* Each figure of a feed, and of a run; CLOCK_NONE where there is none. */

static int64_t
up(const struct health *h)
{
	return h->outcome == OUTCOME_NEVER ? CLOCK_NONE
					   : outcome_is_well(h->outcome);
}

static int64_t
quarantined(const struct health *h)
{
	return h->outcome == OUTCOME_QUARANTINED;
}

static int64_t
succeeded_at(const struct health *h)
{
	return h->succeeded_at;
}

static int64_t
new_item_at(const struct health *h)
{
	return h->new_item_at;
}

static int64_t
due_at(const struct health *h)
{
	return h->due.at == DUE_AT_NEVER ? CLOCK_NONE : h->due.at;
}

static int64_t
failures(const struct health *h)
{
	return h->failures;
}

static int64_t
rhythm_secs(const struct health *h)
{
	return h->rhythm_secs < 0 ? CLOCK_NONE : h->rhythm_secs;
}

static int64_t
items(const struct health *h)
{
	return h->n_items;
}

static int64_t
selected(const struct health *h)
{
	return h->n_selected;
}

static const struct {
	const char *name, *help;
	int64_t (*get)(const struct health *h);
} of_feed[] = {
    {"up", "Whether the last poll went well.", up},
    {"quarantined", "Whether its documents wait to be released.", quarantined},
    {"last_success_timestamp_seconds", "When a poll last went well.",
	succeeded_at},
    {"last_new_item_timestamp_seconds", "When it last brought an item.",
	new_item_at},
    {"next_due_timestamp_seconds", "When it is asked next.", due_at},
    {"failures", "Polls in a row that did not go well.", failures},
    {"rhythm_seconds", "From one day with something new to the next.",
	rhythm_secs},
    {"items", "Items that it ever showed.", items},
    {"selected", "Of those, now on show.", selected},
};

/* As the format wants it between quotes. */
static void
add_label(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\n') {
			buf_adds(out, "\\n");
			continue;
		}
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
}

static void
add_head(struct buf *out, const char *name, const char *help)
{
	buf_addf(out, "# HELP lectern_%s %s\n# TYPE lectern_%s gauge\n", name,
	    help, name);
}

static void
add_feeds(const struct healths *hs, size_t metric, struct buf *out)
{
	char name[80];

	snprintf(name, sizeof(name), "feed_%s", of_feed[metric].name);
	add_head(out, name, of_feed[metric].help);
	for (size_t i = 0; i < hs->n; i++) {
		int64_t value = of_feed[metric].get(&hs->list[i]);

		if (value == CLOCK_NONE)
			continue;
		buf_addf(out, "lectern_%s{feed=\"", name);
		add_label(out, hs->list[i].feed);
		buf_adds(out, "\",section=\"");
		add_label(out, hs->list[i].section);
		buf_addf(out, "\"} %lld\n", (long long)value);
	}
}

void
metrics_render(
    const struct healths *hs, const struct run *last, struct buf *out)
{
	const struct {
		const char *name, *help;
		int64_t value;
	} of_run[] = {
	    {"timestamp_seconds", "When it ended.", last->finished_at},
	    {"duration_seconds", "How long it took.",
		last->finished_at - last->started_at},
	    {"feeds_due", "Feeds that were due.", (int64_t)last->n_due},
	    {"feeds_unchanged", "Of those, unchanged.",
		(int64_t)last->n_unchanged},
	    {"feeds_failed", "Of those, failed.", (int64_t)last->n_failed},
	    {"feeds_deferred", "Of those, not asked after all.",
		(int64_t)last->n_deferred},
	    {"items_new", "Items not known before.",
		(int64_t)last->tally.n_new},
	    {"items_changed", "Items that changed.",
		(int64_t)last->tally.n_changed},
	    {"files_written", "Published files that changed.",
		(int64_t)last->n_published},
	};
	char name[80];

	for (size_t i = 0; i < sizeof(of_feed) / sizeof(of_feed[0]); i++)
		add_feeds(hs, i, out);
	if (last->finished_at == CLOCK_NONE)
		return;
	for (size_t i = 0; i < sizeof(of_run) / sizeof(of_run[0]); i++) {
		snprintf(name, sizeof(name), "last_run_%s", of_run[i].name);
		add_head(out, name, of_run[i].help);
		buf_addf(
		    out, "lectern_%s %lld\n", name, (long long)of_run[i].value);
	}
}
