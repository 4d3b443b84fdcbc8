/* SPDX-License-Identifier: ISC */
/*
 * Values that are words of the configuration itself: names of its blocks, what
 * it calls the fields of an item, and the phrases of its rules.
 */
#ifndef CONFIG_WORDS_H
#define CONFIG_WORDS_H

#include "config/value.h"

value_fn words_select;   /* enum select: rules, all */
value_fn words_form;     /* enum form: atom, rss, json, … */
value_fn words_field;    /* unsigned int: FIELD_* joined to what it holds */
value_fn words_section;  /* char *: the name of a section that is there */
value_fn words_sections; /* char **: one more such name */

/* char **: one more word or phrase that matching can make something of. */
value_fn words_phrase;

/* char **: the same, or those of a list that is meant by "@name". */
value_fn words_phrases;

#endif
