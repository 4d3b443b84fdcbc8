/* SPDX-License-Identifier: ISC */
/* The text of schema.sql, which the build turns into a C string. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

extern const char store_schema_sql[];

#endif
