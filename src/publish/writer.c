/* SPDX-License-Identifier: ISC */
/* XML documents by libxml2's writer. */
#include <stdlib.h>

#include "core/text.h"
#include "publish/markup.h"
#include "publish/writer.h"

static const xmlChar *
chars(const char *s)
{
	return (const xmlChar *)s;
}

/* Never says that it failed, or libxml2 would say so on stderr: the buffer
 * remembers what did not fit. */
static int
add_bytes(void *context, const char *bytes, int len)
{
	buf_add(context, bytes, (size_t)len);
	return len;
}

xmlTextWriterPtr
writer_open(struct buf *out)
{
	xmlOutputBufferPtr o =
	    xmlOutputBufferCreateIO(add_bytes, NULL, out, NULL);
	xmlTextWriterPtr w = o == NULL ? NULL : xmlNewTextWriter(o);

	if (w == NULL)
		abort();
	xmlTextWriterSetIndent(w, 1);
	xmlTextWriterSetIndentString(w, chars("  "));
	xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
	return w;
}

void
writer_close(xmlTextWriterPtr w)
{
	xmlTextWriterEndDocument(w);
	xmlFreeTextWriter(w);
}

void
writer_start(xmlTextWriterPtr w, const char *element)
{
	xmlTextWriterStartElement(w, chars(element));
}

void
writer_end(xmlTextWriterPtr w)
{
	xmlTextWriterEndElement(w);
}

void
writer_attribute(xmlTextWriterPtr w, const char *name, const char *value)
{
	char *clean;

	if (text_is_blank(value))
		return;
	clean = markup_clean(value);
	xmlTextWriterWriteAttribute(w, chars(name), chars(clean));
	free(clean);
}

void
writer_number(xmlTextWriterPtr w, const char *attribute, int64_t n)
{
	xmlTextWriterWriteFormatAttribute(
	    w, chars(attribute), "%lld", (long long)n);
}

static void
writer_text(xmlTextWriterPtr w, const char *text)
{
	char *clean = markup_clean(text);

	xmlTextWriterWriteString(w, chars(clean));
	free(clean);
}

void
writer_element(xmlTextWriterPtr w, const char *name, const char *text)
{
	writer_with(w, name, NULL, NULL, text);
}

void
writer_with(xmlTextWriterPtr w, const char *name, const char *attribute,
    const char *value, const char *text)
{
	if (text_is_blank(text))
		return;
	writer_start(w, name);
	if (attribute != NULL)
		writer_attribute(w, attribute, value);
	writer_text(w, text);
	writer_end(w);
}

void
writer_plain(xmlTextWriterPtr w, const char *name, const char *attribute,
    const char *value, const char *text)
{
	char *safe = text == NULL ? NULL : markup_plain(text);

	writer_with(w, name, attribute, value, safe);
	free(safe);
}
