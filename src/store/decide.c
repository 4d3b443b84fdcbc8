/* SPDX-License-Identifier: ISC */
/* The editor's word. */
#include <string.h>
#include <sysexits.h>

#include "store/find.h"
#include "store/store.h"

static int
refuse(const char *what, const struct decision *d, struct err *e)
{
	if (strcmp(d->action, "release") == 0)
		return err_set(
		    e, EX_DATAERR, "%s: neither pinned nor hidden", what);
	return err_set(e, EX_DATAERR, "%s: '%s' is the last word on it already",
	    what, d->action);
}

int
store_decide(
    struct store *s, const char *what, const struct decision *d, struct err *e)
{
	int64_t item, same;
	int rc = find_item(s, what, &item, e);

	if (rc == 0)
		rc = sql_get(s, SQL_DECISION_SAME,
		    ARGS(INT(item), TEXT(d->action)), &same, e);
	if (rc == 0 && same != 0)
		rc = refuse(what, d, e);
	if (rc == 0)
		rc = sql_do(s, SQL_DECISION_ADD,
		    ARGS(INT(item), TEXT(d->action), TEXT(d->by), TEXT(d->why),
			INT(d->at)),
		    e);
	return rc;
}
