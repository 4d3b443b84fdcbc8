#!/bin/sh
# SPDX-License-Identifier: ISC
# Polls the recorded feeds into an empty store, so that it shows the same each
# time, publishes, and says where to look: demo.sh PROGRAM.
set -eu

rm -f var/demo.db*
"$1" -v -c config/demo.conf run
echo
echo "Published; look at these in a browser and in a feed reader:"
for file in feeds/public/*.*; do
	echo "  file://$PWD/$file"
done
echo "Then ask what was selected, and why:"
echo "  $1 -c config/demo.conf list"
echo "  $1 -c config/demo.conf explain 1"
