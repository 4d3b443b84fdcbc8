/* SPDX-License-Identifier: ISC */
/* What each HTML element means to us. */
#include <string.h>

#include "parse/html_table.h"

/* Each list ends with an empty one. */
static const struct html_attribute cite_attributes[] = {
    {"cite", "cite", HTML_WEB}, {0}};
static const struct html_attribute time_attributes[] = {
    {"datetime", "datetime", HTML_TEXT}, {0}};
static const struct html_attribute title_attributes[] = {
    {"title", "title", HTML_TEXT}, {0}};
static const struct html_attribute start_attributes[] = {
    {"start", "start", HTML_NUMBER}, {0}};
static const struct html_attribute link_attributes[] = {
    {"href", "href", HTML_LINK}, {"title", "title", HTML_TEXT},
    {"hreflang", "hreflang", HTML_TEXT}, {0}};
static const struct html_attribute far_link_attributes[] = {
    {"xlink:href", "href", HTML_LINK}, {0}};
/* An image that is to be loaded late has its address elsewhere. */
static const struct html_attribute image_attributes[] = {
    {"src", "src", HTML_WEB}, {"data-src", "src", HTML_WEB},
    {"data-lazy-src", "src", HTML_WEB}, {"data-original", "src", HTML_WEB},
    {"srcset", "src", HTML_SET}, {"alt", "alt", HTML_TEXT},
    {"title", "title", HTML_TEXT}, {"width", "width", HTML_NUMBER},
    {"height", "height", HTML_NUMBER}, {0}};
static const struct html_attribute cell_attributes[] = {
    {"colspan", "colspan", HTML_SPAN}, {"rowspan", "rowspan", HTML_SPAN}, {0}};
static const struct html_attribute head_attributes[] = {
    {"scope", "scope", HTML_SCOPE}, {"colspan", "colspan", HTML_SPAN},
    {"rowspan", "rowspan", HTML_SPAN}, {0}};

static const struct html_attribute reference_attributes[] = {
    {"type", "type", HTML_TEXT}, {"ref-type", "ref-type", HTML_TEXT}, {0}};

const struct html_attribute html_common_attributes[] = {
    {"lang", "lang", HTML_LANG}, {"xml:lang", "lang", HTML_LANG},
    {"dir", "dir", HTML_DIR}, {"style", "style", HTML_STYLE}, {0}};

static const struct html_math fraction = {.mark = "/"};
static const struct html_math fence = {
    .before = "(", .mark = ",", .behind = ")"};
static const struct html_math square_root = {
    .before = "\u221a(", .behind = ")"};
static const struct html_math upper = {.parts = {NULL, "sup"}};
static const struct html_math lower = {.parts = {NULL, "sub"}};
static const struct html_math both = {.parts = {NULL, "sub", "sup"}};
static const struct html_math rows = {.mark = "; "};
static const struct html_math cells = {.mark = " "};

/* What several elements have in common. */
#define SKIP .class = HTML_SKIP
#define INLINE(name) .class = HTML_INLINE, .as = (name)
#define MATH(how) .class = HTML_MATH, .math = &(how)
#define SECTION .class = HTML_SECTION, .spacing = HTML_EMPTY_LINE
#define FLOW(name) .class = HTML_FLOW, .as = (name), .spacing = HTML_EMPTY_LINE
#define LINE(name) .class = HTML_LINE, .as = (name), .spacing = HTML_EMPTY_LINE
#define FRAME(name, bit)                                \
	.class = HTML_FRAME, .as = (name), .is = (bit), \
	.spacing = HTML_EMPTY_LINE
#define ITEM(name, bit, frame)                                             \
	.class = HTML_FLOW, .as = (name), .in = (bit), .implied = (frame), \
	.spacing = HTML_NEW_LINE
#define CELLS(name, list)                                                     \
	.class = HTML_FLOW, .as = (name), .in = HTML_IN_ROW, .implied = "tr", \
	.attributes = (list), .spacing = HTML_SPACE
#define GROUP(name)                                             \
	.class = HTML_FRAME, .as = (name), .in = HTML_IN_TABLE, \
	.is = HTML_IN_GROUP, .implied = "table", .spacing = HTML_NEW_LINE

/* By name. */
static const struct html_element elements[] = {
    {"a", INLINE("a"), .attributes = link_attributes, .needs = "href"},
    {"abbr", INLINE("abbr"), .attributes = title_attributes},
    {"abstract", SECTION},
    {"acronym", INLINE("abbr"), .attributes = title_attributes},
    {"address", FLOW("div")},
    {"annotation", SKIP},
    {"annotation-xml", SKIP},
    {"applet", SKIP},
    {"article", FLOW("div")},
    {"aside", FLOW("div")},
    {"audio", SKIP},
    {"b", INLINE("b")},
    {"blockquote", FLOW("blockquote"), .attributes = cite_attributes},
    {"bold", INLINE("b")},
    {"br", .class = HTML_BREAK, .as = "br"},
    {"button", SKIP},
    {"canvas", SKIP},
    {"caption", .class = HTML_LINE, .as = "caption", .in = HTML_IN_TABLE,
	.implied = "table", .spacing = HTML_NEW_LINE},
    {"center", FLOW("div")},
    {"cite", INLINE("cite")},
    {"code", INLINE("code")},
    {"cross-ref", .class = HTML_REFERENCE, .attributes = reference_attributes},
    {"datalist", SKIP},
    {"dd", ITEM("dd", HTML_IN_TERMS, "dl")},
    {"def", ITEM("dd", HTML_IN_TERMS, "dl")},
    {"def-list", FRAME("dl", HTML_IN_TERMS)},
    {"del", INLINE("del")},
    {"details", FLOW("div")},
    {"dialog", FLOW("div")},
    {"dir", FRAME("ul", HTML_IN_LIST)},
    {"disp-formula", SECTION},
    {"disp-quote", FLOW("blockquote")},
    {"div", FLOW("div")},
    {"dl", FRAME("dl", HTML_IN_TERMS)},
    {"dt", .class = HTML_LINE, .as = "dt", .in = HTML_IN_TERMS, .implied = "dl",
	.spacing = HTML_NEW_LINE},
    {"em", INLINE("em")},
    {"ext-link", INLINE("a"), .attributes = far_link_attributes,
	.needs = "href"},
    {"fieldset", FLOW("div")},
    {"figcaption", FLOW("figcaption")},
    {"figure", FLOW("figure")},
    {"footer", FLOW("div")},
    {"form", FLOW("div")},
    {"h1", LINE("h1")},
    {"h2", LINE("h2")},
    {"h3", LINE("h3")},
    {"h4", LINE("h4")},
    {"h5", LINE("h5")},
    {"h6", LINE("h6")},
    {"header", FLOW("div")},
    {"hr", .class = HTML_RULE, .as = "hr", .spacing = HTML_EMPTY_LINE},
    {"i", INLINE("i")},
    {"iframe", SKIP},
    {"img", .class = HTML_IMAGE, .as = "img", .attributes = image_attributes,
	.needs = "src"},
    {"ins", INLINE("ins")},
    {"italic", INLINE("i")},
    {"kbd", INLINE("kbd")},
    {"li", ITEM("li", HTML_IN_LIST, "ul")},
    {"list", FRAME("ul", HTML_IN_LIST)},
    {"list-item", ITEM("li", HTML_IN_LIST, "ul")},
    {"listing", LINE("pre")},
    {"main", FLOW("div")},
    {"mark", INLINE("mark")},
    {"menu", FRAME("ul", HTML_IN_LIST)},
    {"mfenced", MATH(fence)},
    {"mfrac", MATH(fraction)},
    {"monospace", INLINE("code")},
    {"mover", MATH(upper)},
    {"msqrt", MATH(square_root)},
    {"msub", MATH(lower)},
    {"msubsup", MATH(both)},
    {"msup", MATH(upper)},
    {"mtable", MATH(rows)},
    {"mtr", MATH(cells)},
    {"munder", MATH(lower)},
    {"munderover", MATH(both)},
    {"nav", FLOW("div")},
    {"noembed", SKIP},
    {"noframes", SKIP},
    {"noscript", SKIP},
    {"object", SKIP},
    {"ol", FRAME("ol", HTML_IN_LIST), .attributes = start_attributes},
    {"p", .class = HTML_PARAGRAPH, .as = "p", .spacing = HTML_EMPTY_LINE},
    {"plaintext", SKIP},
    {"pre", LINE("pre")},
    {"q", INLINE("q"), .attributes = cite_attributes},
    {"s", INLINE("s")},
    {"samp", INLINE("samp")},
    {"script", SKIP},
    {"sec", SECTION},
    {"section", FLOW("div")},
    {"select", SKIP},
    {"small", INLINE("small")},
    {"span", INLINE("span"), .needs = HTML_ANY},
    {"st", .class = HTML_LEAD, .as = "strong", .spacing = HTML_EMPTY_LINE},
    {"strike", INLINE("s")},
    {"strong", INLINE("strong")},
    {"style", SKIP},
    {"sub", INLINE("sub")},
    {"summary", FLOW("div")},
    {"sup", INLINE("sup")},
    {"svg", SKIP},
    {"table", FRAME("table", HTML_IN_TABLE)},
    {"tbody", GROUP("tbody")},
    {"td", CELLS("td", cell_attributes)},
    {"template", SKIP},
    {"term", .class = HTML_LINE, .as = "dt", .in = HTML_IN_TERMS,
	.implied = "dl", .spacing = HTML_NEW_LINE},
    {"tex-math", SKIP},
    {"textarea", SKIP},
    {"tfoot", GROUP("tfoot")},
    {"th", CELLS("th", head_attributes)},
    {"thead", GROUP("thead")},
    {"time", INLINE("time"), .attributes = time_attributes},
    {"title", SKIP},
    {"tr", .class = HTML_FRAME, .as = "tr", .in = HTML_IN_GROUP,
	.is = HTML_IN_ROW, .implied = "tbody", .spacing = HTML_NEW_LINE},
    {"trans-abstract", SECTION},
    {"tt", INLINE("code")},
    {"u", INLINE("u")},
    {"ul", FRAME("ul", HTML_IN_LIST)},
    {"underline", INLINE("u")},
    {"var", INLINE("var")},
    {"video", SKIP},
    {"xmp", SKIP},
    {"xref", .class = HTML_REFERENCE, .attributes = reference_attributes},
};

/* As bsearch(3), which would not look at the first letter by itself. */
static const struct html_element *
find(const char *name)
{
	size_t from = 0, to = sizeof(elements) / sizeof(elements[0]);

	while (from < to) {
		const size_t at = (from + to) / 2;
		int order = *name - *elements[at].name;

		if (order == 0)
			order = strcmp(name, elements[at].name);
		if (order == 0)
			return &elements[at];
		if (order < 0)
			to = at;
		else
			from = at + 1;
	}
	return NULL;
}

const struct html_element *
html_element(const char *name)
{
	static const char *const prefixes[] = {"jats:", "mml:", "m:"};

	if (strchr(name, ':') == NULL)
		return find(name);
	/* JATS names the heading of a section as HTML does that of a page. */
	if (strcmp(name, "jats:title") == 0)
		name = "st";
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0) {
			name += strlen(prefixes[i]);
			break;
		}
	}
	return find(name);
}
