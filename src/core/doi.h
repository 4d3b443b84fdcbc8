/* SPDX-License-Identifier: ISC */
/*
 * Digital object identifiers (ISO 26324): "10.1136/leader-2024-001191". They
 * compare without regard to case; here they are kept in lower case.
 */
#ifndef CORE_DOI_H
#define CORE_DOI_H

/*
 * The DOI that s is: bare, or behind "doi:", "info:doi/", or a resolver's
 * address (doi.org, dx.doi.org). NULL when s is something else. The caller
 * frees.
 */
char *doi_parse(const char *s);

/*
 * The first DOI that stands in a URL's path or as a parameter's value
 * ("/doi/abs/10.1177/2158", "?DOI=10.1111%2Fjvs.1"); what a publisher puts
 * behind it ("/full/html", "/abstract", a query) is left off. NULL when there
 * is none. The caller frees.
 */
char *doi_find(const char *url);

/* The next DOI in a text, or in markup, from *at on, which moves behind it;
 * NULL when there is no more. The caller frees. */
char *doi_next(const char **at);

/* The address that resolves it, percent-encoded where a URL needs it:
 * "https://doi.org/10.1136/leader-2024-001191". The caller frees. */
char *doi_url(const char *doi);

#endif
