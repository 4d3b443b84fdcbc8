/* SPDX-License-Identifier: ISC */
/* release: a feed that is in quarantine is to be believed. */
#include <stdio.h>
#include <sysexits.h>

#include "app/app.h"

int
cmd_release(const struct app *app, int argc, char **argv)
{
	struct config c = {0};
	struct store *s = NULL;
	struct err e;
	int rc = -1;

	if (argc != 2)
		return app_usage("release takes one feed: its name");
	if (app_load(app, &c, &e) != 0)
		return app_fail(&e);
	if (config_find_source(&c, argv[1]) == NULL)
		err_set(&e, EX_USAGE, "%s: no feed of this name in %s", argv[1],
		    c.file);
	else if ((s = app_open(&c, APP_WRITE, &e)) != NULL)
		rc = store_release(s, argv[1], &e);
	if (rc == 0)
		printf("%s: is believed, and due\n", argv[1]);
	store_close(s);
	config_done(&c);
	return rc == 0 ? EX_OK : app_fail(&e);
}
