#!/bin/sh
# SPDX-License-Identifier: ISC
# Polls the recorded feeds into an empty store, so that it shows the same each
# time, publishes, and says where to look: demo.sh PROGRAM.
set -eu

# Adverts close: their dates are moved on by as many days as have passed since
# they were recorded, or back when a clock says so. The one that goes ahead of
# the others first, so that none is moved twice.
jobs=feeds/source/nhs-jobs.xml
today=$(date -u -d "$(date +%F)" +%s)
days=$(((today - $(date -u -d 2026-11-23 +%s)) / 86400))
[ $days -lt 0 ] && order=-u || order=-ru
mkdir -p var
grep -o '20[0-9][0-9]-[01][0-9]-[0-3][0-9]' $jobs | sort "$order" |
	while read -r day; do
		echo "s/$day/$(date -u -d "$day $days days" +%F)/g"
	done | sed -f /dev/stdin $jobs >var/nhs-jobs.xml

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
