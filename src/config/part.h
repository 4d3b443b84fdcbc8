/* SPDX-License-Identifier: ISC */
/*
 * Parts of the page that the site brings along: files of text, read with the
 * configuration. They are the administrator's word and go into the page as they
 * are, but for what its policy would have no effect of.
 */
#ifndef CONFIG_PART_H
#define CONFIG_PART_H

#include "config/value.h"

/* char *: the text of the file that is named, a style sheet. */
value_fn part_style;

/* char *: the same, of a piece of HTML without what runs, styles, embeds or
 * sends. */
value_fn part_html;

#endif
