#!/bin/sh
# SPDX-License-Identifier: ISC
# Runs each fuzzer that the build has made: run.sh build/fuzz SECONDS. What one
# finds stops it, and stays beside it with what it has learnt.
set -eu

for source in tests/fuzz/fuzz_*.c; do
	fuzzer=$1/$(basename "$source" .c)
	mkdir -p "$fuzzer.corpus"
	"$fuzzer" -max_total_time="$2" -print_final_stats=1 \
		-artifact_prefix="$fuzzer-" "$fuzzer.corpus" tests/golden
done
