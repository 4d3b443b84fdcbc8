#!/bin/sh
# SPDX-License-Identifier: ISC
# Puts what tests/package.json names into build/npm, when npm is here and they
# are not. Nothing but some tests of the page needs them; those are left out
# without them, and say so.
set -eu

to=build/npm
command -v npm >/dev/null || exit 0
cmp -s tests/package-lock.json $to/installed && exit 0
mkdir -p $to
cp tests/package.json tests/package-lock.json $to
if npm ci --prefix $to --include=dev --ignore-scripts --no-audit --no-fund \
	--silent; then
	cp tests/package-lock.json $to/installed
else
	echo "npm cannot install axe-core and vnu-jar: their tests are left out" >&2
fi
