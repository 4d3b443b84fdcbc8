/* SPDX-License-Identifier: ISC */
/* The texts of the .sql files, which the build turns into C strings. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

extern const char store_schema_sql[];
extern const char store_version2_sql[];
extern const char store_version3_sql[];

#endif
