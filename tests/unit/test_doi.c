/* SPDX-License-Identifier: ISC */
/* Digital object identifiers, in the forms that feeds and links give them. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/url.h"

#define SICI "10.1002/(sici)1099-1751(199910/12)14:4<311::aid-hpm561>3.0.co;2-#"

struct pair {
	const char *in, *want;
};

static void
test_parse(void **state)
{
	static const struct pair cases[] = {
	    {"10.1136/leader-2024-001191", "10.1136/leader-2024-001191"},
	    {"info:doi/10.1136/leader-2024-001191",
		"10.1136/leader-2024-001191"},
	    {"doi:10.1126/science.355.6330.1178-o",
		"10.1126/science.355.6330.1178-o"},
	    {"DOI: 10.1136/LEADER-1", "10.1136/leader-1"},
	    {"urn:doi:10.1136/x", "10.1136/x"},
	    {"\n  10.1136/x \n", "10.1136/x"},
	    {"10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"},
	    {"10.1002/(SICI)1099-1751(199910/"
	     "12)14:4<311::AID-HPM561>3.0.CO;2-#",
		SICI},
	    {"10.1000.10/123", "10.1000.10/123"},
	    {"10.123456789/x", "10.123456789/x"},
	    {"10.1136/\xc3\xa9", "10.1136/\xc3\xa9"},
	    /* a resolver's address */
	    {"https://doi.org/10.1136/x", "10.1136/x"},
	    {"HTTP://DX.DOI.ORG/10.1136/X", "10.1136/x"},
	    {"http://www.doi.org/10.1136/x", "10.1136/x"},
	    {"doi.org/10.1136/x", "10.1136/x"},
	    {"https://doi.org/10.1136/a%2Fb", "10.1136/a/b"},
	    {"https://doi.org/10.3847/1538-4357/acd6f5#new_tab",
		"10.3847/1538-4357/acd6f5"},
	    {"https://doi.org/10.1136/x?utm_source=rss", "10.1136/x"},
	    /* punctuation of the sentence around it */
	    {"10.1136/x.", "10.1136/x"},
	    {"10.1136/x).", "10.1136/x"},
	    {"10.1136/x(1).", "10.1136/x(1)"},
	    {"10.1136/x>", "10.1136/x"},
	    {"10.1136/x]", "10.1136/x"},
	    {"10.1136/x\",", "10.1136/x"},
	    {"10.1136/x and more", "10.1136/x"},
	    /* no text */
	    {"https://doi.org/10.1136/%C2%90x", NULL},
	    {"https://doi.org/10.1136/%E9x", NULL},
	    {"10.1136/\xc2\x90x", NULL},
	    /* something else */
	    {"hwp:master-id:leader;leader-2024-001191", NULL},
	    {"hwp:resource-id:sci;355/6330/1178-o", NULL},
	    {"pmid:36150808", NULL},
	    {"pubmed:36150808", NULL},
	    {"https://example.org/10.1136/x", NULL},
	    {"https://doi.org/", NULL},
	    {"see doi:10.1136/x", NULL},
	    {"10.136/x", NULL},
	    {"10.1234567890/x", NULL},
	    {"10.1136", NULL},
	    {"10.1136/", NULL},
	    {"10.1136/.", NULL},
	    {"10.1136./x", NULL},
	    {"10.1136 /x", NULL},
	    {"11.1136/x", NULL},
	    {"doi:", NULL},
	    {"", NULL},
	    {NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *doi = doi_parse(cases[i].in);

		check_str(cases[i].in == NULL ? "NULL" : cases[i].in, doi,
		    cases[i].want);
		free(doi);
	}
}

static void
test_parse_limit(void **state)
{
	char text[LIMIT_GUID + 2];
	char *doi;

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text, "10.1136/", 8);
	text[LIMIT_GUID + 1] = '\0';
	assert_null(doi_parse(text));
	text[LIMIT_GUID] = '\0';
	doi = doi_parse(text);
	check_str("as long as may be", doi, text);
	free(doi);
}

static void
test_find(void **state)
{
	static const struct pair cases[] = {
	    {"http://onlinelibrary.wiley.com/resolve/"
	     "doi?DOI=10.1111%2Fjvs.12345",
		"10.1111/jvs.12345"},
	    {"https://www.emerald.com/insight/content/doi/10.1108/"
	     "LHS-09-2022-0092/full/html?utm_source=rss&utm_medium=feed",
		"10.1108/lhs-09-2022-0092"},
	    {"https://journals.sagepub.com/doi/abs/10.1177/2158244016633738"
	     "?ai=2b4&mi=ehikzz&af=R",
		"10.1177/2158244016633738"},
	    {"https://journals.sagepub.com/doi/10.1177/2158?icid=10.1177/x",
		"10.1177/2158"},
	    {"https://www.tandfonline.com/doi/full/10.1080/1463.2022.1?af=R",
		"10.1080/1463.2022.1"},
	    {"https://link.springer.com/article/10.1007/s10734-1/fulltext.html",
		"10.1007/s10734-1"},
	    {"https://bmchealthservres.biomedcentral.com/articles/10.1186/"
	     "s12913-022-1#Sec1",
		"10.1186/s12913-022-1"},
	    {"https://www.frontiersin.org/articles/10.3389/fpsyg.2020.1/full",
		"10.3389/fpsyg.2020.1"},
	    {"https://journals.plos.org/plosone/article?id=10.1371/"
	     "journal.pone.0123456&type=printable",
		"10.1371/journal.pone.0123456"},
	    {"http://x.org/info%3Adoi%2F10.1371%2Fjournal.pone.1",
		"10.1371/journal.pone.1"},
	    {"https://academic.oup.com/jpubhealth/advance-article/doi/10.1093/"
	     "pubmed/fdac001/6500000?rss=1",
		"10.1093/pubmed/fdac001"},
	    {"https://academic.oup.com/nar/doi/10.1093/nar/28",
		"10.1093/nar/28"},
	    {"https://www.biorxiv.org/content/10.1101/"
	     "2020.12.16.423137v2.full.pdf",
		"10.1101/2020.12.16.423137"},
	    {"https://genome.cshlp.org/10.1101/gr.1", "10.1101/gr.1"},
	    {"https://onlinelibrary.wiley.com/doi/10.1002/%28SICI%291099-1751"
	     "%28199910/12%2914:4%3C311::AID-HPM561%3E3.0.CO;2-%23",
		SICI},
	    {"https://a.org/doi/10.1136/x/full/", "10.1136/x"},
	    {"https://a.org/doi/10.1136/x.pdf", "10.1136/x"},
	    {"https://a.org/doi/10.1136/x/ABSTRACT", "10.1136/x"},
	    {"https://a.org/10.12/10.1136/x", "10.1136/x"},
	    {"https://a.org/doi:10.1136/x", "10.1136/x"},
	    {"10.1136/x", "10.1136/x"},
	    {"https://a.org/10.1136/x%0Ay", "10.1136/x"},
	    {"https://a.org/10.1136/x%zz", "10.1136/x%zz"},
	    {"https://a.org/10.1136/x%2", "10.1136/x%2"},
	    {"https://a.org/10.1136/x%FF", NULL},
	    {"https://bmjleader.bmj.com/content/10/1/1", NULL},
	    {"http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1", NULL},
	    {"https://bmjleader.bmj.com/content/early/2022/09/11/"
	     "leader-2022-000655.info",
		NULL},
	    {"https://www.theoj.org/joss.00001/10.21105.joss.00001.pdf", NULL},
	    {"https://a.org/v10.1136/x", NULL},
	    {"https://a.org/10.1136/", NULL},
	    {"https://a.org/10.1136/full", NULL},
	    {"https://a.org/#10.1136/x", NULL},
	    {"", NULL},
	    {NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *doi = doi_find(cases[i].in);

		check_str(cases[i].in == NULL ? "NULL" : cases[i].in, doi,
		    cases[i].want);
		free(doi);
	}
}

static void
test_url(void **state)
{
	static const struct pair cases[] = {
	    {"10.1136/leader-2024-001191",
		"https://doi.org/10.1136/leader-2024-001191"},
	    {SICI, "https://doi.org/10.1002/(sici)1099-1751(199910/12)"
		   "14:4%3C311::aid-hpm561%3E3.0.co;2-%23"},
	    {"10.1136/a?b%2", "https://doi.org/10.1136/a%3Fb%252"},
	    {"10.1136/\xc3\xa9", "https://doi.org/10.1136/%C3%A9"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *url = doi_url(cases[i].in), *back = doi_parse(url);

		check_str(cases[i].in, url, cases[i].want);
		check_str(url, back, cases[i].in);
		assert_true(url_is_http(url));
		free(back);
		free(url);
	}
}

/* However long a DOI may be and whatever it is made of, its address is whole.
 */
static void
test_url_limit(void **state)
{
	char doi[LIMIT_GUID + 1];
	char *url;

	(void)state;
	memset(doi, '<', sizeof(doi));
	memcpy(doi, "10.1136/", 8);
	doi[LIMIT_GUID] = '\0';
	url = doi_url(doi);
	assert_int_equal(strlen(url),
	    strlen("https://doi.org/10.1136/") + 3 * (LIMIT_GUID - 8));
	free(url);
}

static const struct {
	const char *text, *dois; /* each behind a space */
} texts[] = {
    {"See 10.1136/leader-1 and 10.1136/LEADER-2.", " 10.1136/leader-1"
						   " 10.1136/leader-2"},
    {"<a href=\"https://doi.org/10.1136/leader-1\">10.1136/leader-1</a>",
	" 10.1136/leader-1 10.1136/leader-1"},
    {"href='https://x.example/doi/full/10.1177/215?af=R&amp;b=1'",
	" 10.1177/215"},
    {"(doi:10.1016/S0140-6736(05)67887-1).", " 10.1016/s0140-6736(05)67887-1"},
    {"\u201c10.1136/a\u201d, 10.1136/b\u2026", " 10.1136/a 10.1136/b"},
    {"?doi=10.1136%2Fleader-1", " 10.1136/leader-1"},
    {"version 10.1, 110.1136/x, 1.10.1136/x, 10.1136 /x, 10.1136/", ""},
    {"10.10.10.10.", ""},
    {"", ""},
};

static void
test_next(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(texts); i++) {
		const char *at = texts[i].text;
		struct buf found;
		char *doi;

		buf_init(&found, 1000);
		while ((doi = doi_next(&at)) != NULL) {
			buf_addf(&found, " %s", doi);
			free(doi);
		}
		check_str(texts[i].text, found.data, texts[i].dois);
		buf_done(&found);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_next),
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_parse_limit),
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_url),
	    cmocka_unit_test(test_url_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
