/* SPDX-License-Identifier: ISC */
/* HTML fragments of strangers: made safe, made plain. */
#include "parse/html.h"
#include "parse/html_plain.h"
#include "parse/html_write.h"

char *
html_sanitise(const char *html, const char *base)
{
	return html_write(html, base);
}

char *
html_text(const char *html)
{
	return html_plain(html);
}

char *
html_title(const char *title)
{
	return html_plain_line(title);
}
