/* SPDX-License-Identifier: ISC */
/* lectern: options, dispatch, exit code. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/log.h"
#include "parse/worker.h"

static const struct option options[] = {
    {"help", no_argument, NULL, 'h'},
    {"now", required_argument, NULL, 'N'},
    {"strict", no_argument, NULL, 'S'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

int
main(int argc, char **argv)
{
	struct app app = {.config_file = APP_CONFIG, .now = clock_now()};
	int c;

	if (argc == 2 && strcmp(argv[1], WORKER_ARGUMENT) == 0)
		return worker_main();
	opterr = 0; /* what is wrong, app_bad_option() says */
	/* "+": what follows the command's name is the command's. */
	while ((c = getopt_long(argc, argv, "+c:hqvV", options, NULL)) != -1) {
		switch (c) {
		case 'c':
			app.config_file = optarg;
			break;
		case 'h':
			app_help(stdout);
			return app_end(EX_OK);
		case 'N':
			app.now = clock_parse(optarg);
			if (app.now == CLOCK_NONE)
				return app_usage(
				    "--now: not a time: '%s'", optarg);
			break;
		case 'q':
			app.quiet = true;
			log_set_level(LOG_QUIET);
			break;
		case 'S':
			app.strict = true;
			break;
		case 'v':
			log_set_level(LOG_VERBOSE);
			break;
		case 'V':
			printf("lectern %s\n", LECTERN_VERSION);
			return app_end(EX_OK);
		default:
			return app_bad_option(argv);
		}
	}
	return app_end(app_dispatch(&app, argc - optind, argv + optind));
}
