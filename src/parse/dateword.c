/* SPDX-License-Identifier: ISC */
/* The words in dates. */
#include <string.h>

#include "core/text.h"
#include "parse/dateword.h"

#define ZONE_MAX 5 /* letters in the abbreviation of a zone */

/*
 * How each month begins, folded: in English, German, Dutch and the languages
 * of Scandinavia; in French, Italian, Spanish, Portuguese, Romanian, Hungarian;
 * then in Polish, Czech, Turkish, Finnish, Greek, Russian, Bulgarian and
 * Ukrainian. The longest beginning that fits a word decides.
 */
static const struct {
	char head[15];
	unsigned char month;
} months[] = {{"jan", 1}, {"ene", 1}, {"gen", 1}, {"ian", 1}, {"sty", 1},
    {"led", 1}, {"oca", 1}, {"tam", 1}, {"ιαν", 1}, {"янв", 1}, {"яну", 1},
    {"січ", 1}, {"feb", 2}, {"fev", 2}, {"lut", 2}, {"uno", 2}, {"sub", 2},
    {"hel", 2}, {"φεβ", 2}, {"фев", 2}, {"лют", 2}, {"mar", 3}, {"mrz", 3},
    {"mrt", 3}, {"maa", 3}, {"bre", 3}, {"μαρ", 3}, {"мар", 3}, {"бер", 3},
    {"apr", 4}, {"avr", 4}, {"abr", 4}, {"kwi", 4}, {"dub", 4}, {"nis", 4},
    {"huh", 4}, {"απρ", 4}, {"апр", 4}, {"кві", 4}, {"may", 5}, {"mai", 5},
    {"maj", 5}, {"mag", 5}, {"mei", 5}, {"kve", 5}, {"tou", 5}, {"μαι", 5},
    {"май", 5}, {"маи", 5}, {"мая", 5}, {"тра", 5}, {"jun", 6}, {"juin", 6},
    {"giu", 6}, {"iun", 6}, {"cze", 6}, {"cerv", 6}, {"haz", 6}, {"kes", 6},
    {"ιουν", 6}, {"июн", 6}, {"юни", 6}, {"чер", 6}, {"jul", 7}, {"juil", 7},
    {"lug", 7}, {"iul", 7}, {"lip", 7}, {"cervenc", 7}, {"cervenec", 7},
    {"tem", 7}, {"hei", 7}, {"ιουλ", 7}, {"июл", 7}, {"юли", 7}, {"лип", 7},
    {"aug", 8}, {"aou", 8}, {"ago", 8}, {"sie", 8}, {"srp", 8}, {"agu", 8},
    {"elo", 8}, {"αυγ", 8}, {"авг", 8}, {"сер", 8}, {"sep", 9}, {"set", 9},
    {"szep", 9}, {"wrz", 9}, {"zar", 9}, {"eyl", 9}, {"syy", 9}, {"σεπ", 9},
    {"сен", 9}, {"сеп", 9}, {"вер", 9}, {"oct", 10}, {"okt", 10}, {"ott", 10},
    {"out", 10}, {"paz", 10}, {"rij", 10}, {"eki", 10}, {"lok", 10},
    {"οκτ", 10}, {"окт", 10}, {"жов", 10}, {"nov", 11}, {"noi", 11},
    {"lis", 11}, {"kas", 11}, {"marras", 11}, {"νοε", 11}, {"ноя", 11},
    {"ное", 11}, {"лис", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12},
    {"des", 12}, {"gru", 12}, {"pro", 12}, {"ara", 12}, {"jou", 12},
    {"δεκ", 12}, {"дек", 12}, {"гру", 12}};

/* Where one abbreviation stands for several zones, the one that feeds mean:
 * British summer time, India, the Americas. */
static const struct {
	int east; /* minutes */
	const char *names;
} zones[] = {
    {-600, "hst"},
    {-540, "akst"},
    {-480, "pst pt akdt"},
    {-420, "mst mt pdt"},
    {-360, "cst ct mdt"},
    {-300, "est et cdt"},
    {-240, "edt ast clt"},
    {-210, "nst"},
    {-180, "adt brt art clst"},
    {-150, "ndt"},
    {-120, "brst"},
    {60, "bst west cet met mez wat"},
    {120, "cest mest mesz eet sast cat"},
    {180, "eest msk trt eat"},
    {240, "msd gst"},
    {300, "pkt"},
    {330, "ist"},
    {345, "npt"},
    {420, "ict wib"},
    {480, "hkt sgt myt pht awst"},
    {540, "jst kst"},
    {570, "acst"},
    {600, "aest"},
    {630, "acdt"},
    {660, "aedt"},
    {720, "nzst"},
    {780, "nzdt"},
};

/* What the characters from first to last are written as. */
static const struct {
	unsigned int first, last;
	const char *as;
} folds[] = {{0xa0, 0xa0, " "}, {0xaa, 0xaa, ""}, {0xb4, 0xb4, "'"},
    {0xba, 0xba, ""},
    /* Latin */
    {0xc0, 0xc6, "a"}, {0xc7, 0xc7, "c"}, {0xc8, 0xcb, "e"}, {0xcc, 0xcf, "i"},
    {0xd1, 0xd1, "n"}, {0xd2, 0xd8, "o"}, {0xd9, 0xdc, "u"}, {0xdd, 0xdd, "y"},
    {0xe0, 0xe6, "a"}, {0xe7, 0xe7, "c"}, {0xe8, 0xeb, "e"}, {0xec, 0xef, "i"},
    {0xf1, 0xf1, "n"}, {0xf2, 0xf8, "o"}, {0xf9, 0xfc, "u"}, {0xfd, 0xfd, "y"},
    {0x100, 0x105, "a"}, {0x106, 0x10d, "c"}, {0x10e, 0x111, "d"},
    {0x112, 0x11b, "e"}, {0x11c, 0x123, "g"}, {0x128, 0x131, "i"},
    {0x139, 0x142, "l"}, {0x143, 0x148, "n"}, {0x14c, 0x151, "o"},
    {0x154, 0x159, "r"}, {0x15a, 0x161, "s"}, {0x162, 0x165, "t"},
    {0x168, 0x173, "u"}, {0x179, 0x17e, "z"}, {0x218, 0x219, "s"},
    {0x21a, 0x21b, "t"}, {0x300, 0x36f, ""},
    /* Greek */
    {0x386, 0x386, "α"}, {0x388, 0x388, "ε"}, {0x38a, 0x38a, "ι"},
    {0x38c, 0x38c, "ο"}, {0x38e, 0x38e, "υ"}, {0x390, 0x390, "ι"},
    {0x3ac, 0x3ac, "α"}, {0x3ad, 0x3ad, "ε"}, {0x3ae, 0x3ae, "η"},
    {0x3af, 0x3af, "ι"}, {0x3ca, 0x3ca, "ι"}, {0x3cb, 0x3cb, "υ"},
    {0x3cc, 0x3cc, "ο"}, {0x3cd, 0x3cd, "υ"},
    /* spaces, dashes, quotes */
    {0x2000, 0x200a, " "}, {0x200b, 0x200f, ""}, {0x2010, 0x2015, "-"},
    {0x2018, 0x2019, "'"}, {0x202f, 0x202f, " "}, {0x2212, 0x2212, "-"},
    {0x3000, 0x3000, " "}, {0xfeff, 0xfeff, ""},
    /* year, month and day in Han characters, then in Hangul; noon */
    {0x5e74, 0x5e74, " "}, {0x6708, 0x6708, " "}, {0x65e5, 0x65e5, " "},
    {0xb144, 0xb144, " "}, {0xc6d4, 0xc6d4, " "}, {0xc77c, 0xc77c, " "},
    {0xc624, 0xc624, ""}, {0xc804, 0xc804, "am "}, {0xd6c4, 0xd6c4, "pm "}};

static const char fillers[] = "of the at de del d di den der le um kl г года";

static const char ordinals[] = "st nd rd th er re e eme de ste го η";

/* The length of the longest of the words in list that word begins with. */
static size_t
longest_head(const char *list, const char *word, size_t len)
{
	size_t n, longest = 0;

	for (; *list != '\0'; list += n, list += *list == ' ') {
		for (n = 0; n < len && list[n] == word[n]; n++)
			;
		if ((list[n] == ' ' || list[n] == '\0') && n > longest)
			longest = n;
		while (list[n] != ' ' && list[n] != '\0')
			n++;
	}
	return longest;
}

/* Capitals of Greek and Cyrillic stand in ranges beside their small ones. */
static unsigned int
lower(unsigned int cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0x391 && cp <= 0x3a9) ||
	    (cp >= 0x410 && cp <= 0x42f))
		return cp + 0x20;
	return cp >= 0x400 && cp <= 0x40f ? cp + 0x50 : cp;
}

/* Writes what cp is folded to; returns its length. */
static size_t
fold(unsigned int cp, char out[TEXT_UTF8_MAX])
{
	size_t len;

	if (cp == '\t' || cp == '\n' || cp == '\r')
		cp = ' ';
	for (size_t i = 0; cp >= 0x80 && i < sizeof(folds) / sizeof(folds[0]);
	     i++)
		if (cp >= folds[i].first && cp <= folds[i].last) {
			len = strlen(folds[i].as);
			memcpy(out, folds[i].as, len);
			return len;
		}
	return text_encode(lower(cp), out);
}

int
dateword_fold(const char *s, char *out, size_t size)
{
	char folded[TEXT_UTF8_MAX];
	size_t n, len = 0;
	unsigned int cp;
	int depth = 0;

	for (; *s != '\0'; s += n) {
		if ((n = text_decode(s, strnlen(s, TEXT_UTF8_MAX), &cp)) == 0)
			return -1;
		depth += cp == '(';
		if (depth == 0) {
			size_t took = fold(cp, folded);

			if (took >= size - len)
				return -1;
			memcpy(out + len, folded, took);
			len += took;
		}
		depth -= cp == ')' && depth > 0;
	}
	out[len] = '\0';
	return 0;
}

size_t
dateword_length(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (unsigned char)s[n] >= 0x80)
		n++;
	return n;
}

int
dateword_month(const char *word, size_t len)
{
	size_t n, longest = 0;
	int month = 0;

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		if (months[i].head[0] != word[0])
			continue;
		n = strlen(months[i].head);
		if (n > longest && n <= len &&
		    memcmp(months[i].head, word, n) == 0) {
			longest = n;
			month = months[i].month;
		}
	}
	return month;
}

bool
dateword_zone(const char *word, size_t len, int *east)
{
	if (len > ZONE_MAX)
		return false;
	*east = 0;
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (longest_head(zones[i].names, word, len) == len)
			*east = zones[i].east;
	return true;
}

bool
dateword_is_filler(const char *word, size_t len)
{
	return len > 0 && longest_head(fillers, word, len) == len;
}

bool
dateword_is_ordinal(const char *word, size_t len)
{
	return len > 0 && longest_head(ordinals, word, len) == len;
}
