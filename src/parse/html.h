/* SPDX-License-Identifier: ISC */
/*
 * HTML fragments of strangers: made safe, made plain.
 *
 * Safety comes from writing anew, never from removing: the fragment is read by
 * libxml2's HTML parser and only elements, attributes and URL schemes of the
 * allow-list are written out, balanced, every text and attribute escaped.
 * Script, style, frames, forms, SVG, MathML's markup, comments and processing
 * instructions never pass. A fragment over LIMIT_HTML is cut at that length
 * first. One without any "<" is text, whose empty lines part its paragraphs.
 */
#ifndef PARSE_HTML_H
#define PARSE_HTML_H

/*
 * The safe form of a fragment. Relative URLs are resolved against base (may be
 * NULL: they go). JATS sections (sec, st, p) become paragraphs that begin with
 * their heading in bold. Sanitising twice changes nothing. NULL when nothing
 * is left that a reader could see. At most LIMIT_HTML bytes. *text is what
 * html_text() gives, from the same reading. The caller frees both.
 */
char *html_sanitise(const char *html, const char *base, char **text);

/*
 * The fragment as plain text: paragraphs, list items and the like on lines of
 * their own with "\n\n" between blocks, a JATS heading with a colon, entities
 * decoded, what is never shown (script, style) left out. NULL when that is
 * blank. The caller frees.
 */
char *html_text(const char *html);

/*
 * A title as one line of plain text: tags stripped, entities decoded, once
 * more where it was escaped twice ("&amp;amp;", "&amp;#39;"), white space made
 * one space. Text that only looks like markup ("p < 0.05", "a<b and c>d", a
 * lone "<script>") stays. NULL when that is blank. The caller frees.
 */
char *html_title(const char *title);

#endif
