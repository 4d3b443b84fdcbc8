/* SPDX-License-Identifier: ISC */
/* English words to one form, by tables. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "store/fold.h"

struct pair {
	const char *from, *to; /* to is never longer */
};

#define N(table) (sizeof(table) / sizeof((table)[0]))

/* Whole words that no rule below gets right, sorted; those that stand for
 * themselves end in an "s" that makes no plural. */
static const struct pair irregular[] = {
    {"alias", "alias"},
    {"aliases", "alias"},
    {"alumnus", "alumni"},
    {"appendices", "appendix"},
    {"atlas", "atlas"},
    {"atlases", "atlas"},
    {"bacterium", "bacteria"},
    {"bias", "bias"},
    {"biases", "bias"},
    {"buses", "bus"},
    {"businessmen", "businessman"},
    {"canvas", "canvas"},
    {"chairmen", "chairman"},
    {"chaos", "chaos"},
    {"children", "child"},
    {"christmas", "christmas"},
    {"criterion", "criteria"},
    {"curriculum", "curricula"},
    {"economics", "economics"},
    {"ethics", "ethics"},
    {"feet", "foot"},
    {"gases", "gas"},
    {"gps", "gp"},
    {"halves", "half"},
    {"icss", "ics"},
    {"indices", "index"},
    {"knives", "knife"},
    {"laymen", "layman"},
    {"lens", "lens"},
    {"lenses", "lens"},
    {"lives", "life"},
    {"matrices", "matrix"},
    {"men", "man"},
    {"menus", "menu"},
    {"midwives", "midwife"},
    {"mouse", "mice"},
    {"mps", "mp"},
    {"news", "news"},
    {"ombudsmen", "ombudsman"},
    {"pancreas", "pancreas"},
    {"phenomenon", "phenomena"},
    {"physics", "physics"},
    {"policemen", "policeman"},
    {"politics", "politics"},
    {"quizzes", "quiz"},
    {"series", "series"},
    {"shelves", "shelf"},
    {"species", "species"},
    {"spokesmen", "spokesman"},
    {"teeth", "tooth"},
    {"these", "these"},
    {"theses", "thesis"},
    {"thesis", "thesis"},
    {"whereas", "whereas"},
    {"wives", "wife"},
    {"women", "woman"},
};

/* Parts of words that are spelt in two ways, wherever in a word they stand,
 * by their first letter. */
static const struct pair *const spellings[26] = {
    ['a' - 'a'] = (const struct pair[]){{"acknowledgement", "acknowledgment"},
	{"aetiolog", "etiolog"}, {"anaem", "anem"}, {"anaesth", "anesth"},
	{"armour", "armor"}, {0}},
    ['b' - 'a'] = (const struct pair[]){{"behaviour", "behavior"}, {0}},
    ['c' - 'a'] = (const struct pair[]){{"caesar", "cesar"},
	{"cancell", "cancel"}, {"coeliac", "celiac"}, {"colour", "color"}, {0}},
    ['d' - 'a'] = (const struct pair[]){{"defence", "defense"},
	{"demeanour", "demeanor"}, {"diarrhoea", "diarrhea"}, {0}},
    ['e' - 'a'] = (const struct pair[]){{"endeavour", "endeavor"},
	{"enquir", "inquir"}, {"enroll", "enrol"}, {0}},
    ['f' - 'a'] = (const struct pair[]){{"faec", "fec"}, {"favour", "favor"},
	{"flavour", "flavor"}, {"foet", "fet"}, {"fulfill", "fulfil"}, {0}},
    ['g' - 'a'] = (const struct pair[]){{"gynaec", "gynec"}, {0}},
    ['h' - 'a'] = (const struct pair[]){{"haem", "hem"}, {"harbour", "harbor"},
	{"honour", "honor"}, {"humour", "humor"}, {0}},
    ['i' - 'a'] = (const struct pair[]){{"installment", "instalment"}, {0}},
    ['j' - 'a'] = (const struct pair[]){{"judgement", "judgment"}, {0}},
    ['l' - 'a'] = (const struct pair[]){{"labour", "labor"},
	{"leukaem", "leukem"}, {"licence", "license"}, {0}},
    ['m' - 'a'] = (const struct pair[]){{"manoeuvr", "maneuvr"}, {0}},
    ['n' - 'a'] = (const struct pair[]){{"neighbour", "neighbor"}, {0}},
    ['o' - 'a'] = (const struct pair[]){{"oedem", "edem"}, {"oesoph", "esoph"},
	{"offence", "offense"}, {0}},
    ['p' - 'a'] = (const struct pair[]){{"paed", "ped"}, {"palaeo", "paleo"},
	{"practis", "practic"}, {0}},
    ['r' - 'a'] =
	(const struct pair[]){{"rigour", "rigor"}, {"rumour", "rumor"}, {0}},
    ['s' - 'a'] =
	(const struct pair[]){{"saviour", "savior"}, {"sceptic", "skeptic"},
	    {"skillful", "skilful"}, {"sulph", "sulf"}, {0}},
    ['t' - 'a'] = (const struct pair[]){{"tumour", "tumor"}, {0}},
    ['v' - 'a'] =
	(const struct pair[]){{"vapour", "vapor"}, {"vigour", "vigor"}, {0}},
    ['w' - 'a'] = (const struct pair[]){{"willful", "wilful"}, {0}},
};

/* Whole words, their plural already gone; sorted. */
static const struct pair words[] = {
    {"ageing", "aging"},
    {"analogue", "analog"},
    {"caliber", "calibre"},
    {"catalogue", "catalog"},
    {"center", "centre"},
    {"centered", "centred"},
    {"centering", "centring"},
    {"dialogue", "dialog"},
    {"fiber", "fibre"},
    {"gray", "grey"},
    {"learned", "learnt"},
    {"liter", "litre"},
    {"maneuver", "maneuvre"},
    {"meter", "metre"},
    {"monologue", "monolog"},
    {"programme", "program"},
    {"theater", "theatre"},
};

#define ENDING(from, to) (from), sizeof(from) - 1, (to)

/* Plural endings, longer ones first, then the singulars that meet them;
 * `stem` letters must stand before. */
static const struct ending {
	const char *from;
	size_t len;
	const char *to;
	size_t stem;
} endings[] = {
    {ENDING("women", "woman"), 1}, /* chairwomen */
    {ENDING("sses", "ss"), 1},     /* processes */
    {ENDING("shes", "sh"), 1},     /* crashes */
    {ENDING("ches", "ch"), 1},     /* approaches */
    {ENDING("xes", "x"), 1},       /* taxes */
    {ENDING("uses", "us"), 2},     /* viruses, houses */
    {ENDING("oes", "o"), 3},       /* heroes, but shoe-s */
    {ENDING("ies", "y"), 2},       /* studies, but tie-s */
    {ENDING("sis", "se"), 2},      /* analysis, whose plural is analyses */
    {ENDING("ss", "ss"), 0},       /* illness */
    {ENDING("us", "us"), 0},       /* status */
    {ENDING("is", "is"), 0},       /* this */
    {ENDING("s", ""), 3},          /* leaders, but nhs */
    {ENDING("che", "ch"), 1},      /* headache */
    {ENDING("xe", "x"), 1},        /* axe */
    {ENDING("use", "us"), 2},      /* house */
    {ENDING("oe", "o"), 3},        /* canoe */
    {ENDING("ie", "y"), 3},        /* calorie */
};

/* What follows the z of a verb in -ize or -yze, and of its nouns. */
static const char *const after_z[] = {"e", "es", "ed", "er", "ers", "ing",
    "ings", "able", "ation", "ations", "ational", "ationally", "ement",
    "ements"};

/* After -ell-, where British English doubles what American does not. */
static const char *const after_ell[] = {"ed", "ing", "er", "ers", "or", "ors"};

static bool
is(const char *word, size_t len, const char *other)
{
	return strlen(other) == len && memcmp(word, other, len) == 0;
}

/* Puts `to` in the place of the n bytes at word + at. */
static void
splice(char *word, size_t *len, size_t at, size_t n, const char *to)
{
	size_t n_to = strlen(to);

	for (size_t i = 0; i < n_to; i++)
		word[at + i] = to[i];
	memmove(word + at + n_to, word + at + n, *len - at - n);
	*len -= n - n_to;
}

struct span {
	const char *word;
	size_t len;
};

static int
compare(const void *key, const void *element)
{
	const struct span *span = key;
	const char *from = ((const struct pair *)element)->from;
	int order = strncmp(span->word, from, span->len);

	return order != 0 ? order : -(from[span->len] != '\0');
}

/* The table is sorted. */
static bool
replace_word(char *word, size_t *len, const struct pair *table, size_t n)
{
	struct span span = {word, *len};
	const struct pair *found =
	    bsearch(&span, table, n, sizeof(*table), compare);

	if (found != NULL)
		splice(word, len, 0, *len, found->to);
	return found != NULL;
}

static void
strip_apostrophes(char *word, size_t *len)
{
	size_t n = 0;

	if (*len > 2 && word[*len - 2] == '\'' && word[*len - 1] == 's')
		*len -= 2;
	for (size_t i = 0; i < *len; i++)
		if (word[i] != '\'')
			word[n++] = word[i];
	*len = n;
}

/* How many of the bytes at s, of which n are there, the pair replaces. */
static size_t
matches(const struct pair *pair, const char *s, size_t n)
{
	size_t want = strlen(pair->from);

	return want <= n && memcmp(s, pair->from, want) == 0 ? want : 0;
}

static void
fold_parts(char *word, size_t *len)
{
	const struct pair *pair;
	size_t n;

	for (size_t i = 0; i < *len; i++) {
		if (word[i] < 'a' || word[i] > 'z' ||
		    (pair = spellings[word[i] - 'a']) == NULL)
			continue;
		for (; pair->from != NULL; pair++)
			if ((n = matches(pair, word + i, *len - i)) > 0)
				splice(word, len, i, n, pair->to);
	}
}

/* True when what follows word + at is one of the tails. */
static bool
ends_so(
    const char *word, size_t len, size_t at, const char *const *tails, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is(word + at, len - at, tails[i]))
			return true;
	return false;
}

/* organize is organise, analyze is analyse; size, prize and seize are not. */
static void
fold_ize(char *word, size_t len)
{
	for (size_t i = 3; i + 2 < len; i++)
		if ((word[i] == 'i' || word[i] == 'y') && word[i + 1] == 'z' &&
		    ends_so(word, len, i + 2, after_z, N(after_z)))
			word[i + 1] = 's';
}

/* counselling is counseling. */
static void
fold_ell(char *word, size_t *len)
{
	for (size_t i = 1; i + 3 < *len; i++) {
		if (memcmp(word + i, "ell", 3) == 0 &&
		    ends_so(word, *len, i + 3, after_ell, N(after_ell))) {
			splice(word, len, i, 3, "el");
			return;
		}
	}
}

static bool
has_ending(const char *word, size_t len, const struct ending *end)
{
	/* The last letter first: most words have another. */
	return len >= end->len + end->stem &&
	       word[len - 1] == end->from[end->len - 1] &&
	       memcmp(word + len - end->len, end->from, end->len) == 0;
}

static void
fold_plural(char *word, size_t *len)
{
	for (size_t i = 0; i < N(endings); i++) {
		const struct ending *end = &endings[i];

		if (has_ending(word, *len, end)) {
			splice(word, len, *len - end->len, end->len, end->to);
			return;
		}
	}
}

void
fold_word(char *word, size_t *len)
{
	if (*len > FOLD_MAX)
		return;
	strip_apostrophes(word, len);
	if (replace_word(word, len, irregular, N(irregular)))
		return;
	fold_parts(word, len);
	fold_ize(word, *len);
	fold_ell(word, len);
	fold_plural(word, len);
	replace_word(word, len, words, N(words));
}

void
fold_prefix(char *word, size_t *len)
{
	if (*len > FOLD_MAX)
		return;
	strip_apostrophes(word, len);
	fold_parts(word, len);
	for (size_t i = 3; i + 1 < *len; i++)
		if ((word[i] == 'i' || word[i] == 'y') && word[i + 1] == 'z')
			word[i + 1] = 's';
	if (*len > 3 && word[*len - 1] == 'i')
		word[*len - 1] = 'y';
}
