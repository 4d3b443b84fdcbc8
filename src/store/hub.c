/* SPDX-License-Identifier: ISC */
/* What a WebSub hub knows. */
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
store_is_deaf(struct store *s, const char *hub, bool *ret, struct err *e)
{
	int64_t is_deaf;
	int rc = sql_get(s, SQL_HUB_IS_DEAF, ARGS(TEXT(hub)), &is_deaf, e);

	if (rc == 0)
		*ret = is_deaf != 0;
	return rc;
}

int
store_set_deaf(struct store *s, const char *hub, struct err *e)
{
	return sql_do(s, SQL_HUB_DEAF, ARGS(TEXT(hub)), e);
}
