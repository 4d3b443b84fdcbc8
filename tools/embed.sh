#!/bin/sh
# SPDX-License-Identifier: ISC
# A text file of src/ as a C string on standard output: embed.sh FILE.
set -eu

name=$(echo "${1#src/}" | tr ./- ___)
echo "/* Generated from $1; edit that file. */"
echo "extern const char ${name}[];"
echo "const char ${name}[] ="
# `?` is escaped because ISO C reads "??/" and its kin as trigraphs.
sed -e 's/[\\"?]/\\&/g' -e 's/^/	"/' -e 's/$/\\n"/' "$1"
echo '    "";'
