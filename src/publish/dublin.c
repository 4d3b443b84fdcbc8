/* SPDX-License-Identifier: ISC */
/* What a bibliography wants to know of an entry, as Dublin Core. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/dublin.h"

/* When an advert closes; a date without a time stays one. */
static void
validity(xmlTextWriterPtr w, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE], *period;

	if (t == CLOCK_NONE)
		return;
	clock_rfc3339(t, s);
	if (clock_is_date(t))
		s[strcspn(s, "T")] = '\0';
	period = xasprintf("end=%s;scheme=W3C-DTF", s);
	writer_element(w, "dcterms:valid", period);
	free(period);
}

void
dublin_write(xmlTextWriterPtr w, const struct item *it)
{
	char *place = cite_place(&it->citation), *doi;

	if (it->doi != NULL) {
		doi = xasprintf("doi:%s", it->doi);
		writer_element(w, "dc:identifier", doi);
		free(doi);
	}
	writer_plain(w, "dc:publisher", NULL, NULL, it->citation.publisher);
	writer_plain(w, "dcterms:bibliographicCitation", NULL, NULL, place);
	validity(w, it->closes_at);
	free(place);
}
