/* SPDX-License-Identifier: ISC */
/*
 * Feeds and the last run as Prometheus' text format has them (version 0.0.4),
 * for the textfile collector of a node exporter.
 */
#ifndef APP_METRICS_H
#define APP_METRICS_H

#include "core/buf.h"
#include "model/health.h"
#include "store/store.h"

/* What is not known is left out. Added to out. */
void metrics_render(
    const struct healths *hs, const struct run *last, struct buf *out);

#endif
