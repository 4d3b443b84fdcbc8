/* SPDX-License-Identifier: ISC */
/* What a WebSub hub knows. */
#include "core/clock.h"
#include "store/sql.h"
#include "store/store.h"

int
store_is_told(struct store *s, const struct output *output, const char *hash,
    bool *ret, struct err *e)
{
	int64_t is_told;
	int rc = sql_get(s, SQL_HUB_IS_TOLD,
	    ARGS(TEXT(output->file), TEXT(hash)), &is_told, e);

	if (rc == 0)
		*ret = is_told != 0;
	return rc;
}

int
store_set_told(struct store *s, const struct output *output, const char *hash,
    struct err *e)
{
	return sql_do(s, SQL_HUB_TOLD, ARGS(TEXT(output->file), TEXT(hash)), e);
}

int
store_find_deaf(
    struct store *s, const char *hub, int64_t *until_at, struct err *e)
{
	int rc;

	sql_bind(s, SQL_HUB_DEAF, ARGS(TEXT(hub)));
	if ((rc = sql_step(s, SQL_HUB_DEAF, e)) < 0)
		return -1;
	*until_at = CLOCK_NONE;
	if (rc == 1) {
		*until_at = sql_int(s, SQL_HUB_DEAF, 0);
		sql_end(s, SQL_HUB_DEAF);
	}
	return 0;
}

int
store_set_deaf(
    struct store *s, const char *hub, int64_t until_at, struct err *e)
{
	return sql_do(s, SQL_HUB_SET_DEAF, ARGS(TEXT(hub), INT(until_at)), e);
}
