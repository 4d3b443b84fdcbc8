#!/bin/sh
# SPDX-License-Identifier: ISC
# Runs fuzzers, one after another: run.sh SECONDS build/fuzz/fuzz_html… What one
# finds stops it, and stays beside it with what it has learnt.
set -eu

seconds=$1
shift
for fuzzer; do
	name=${fuzzer##*/fuzz_}
	mkdir -p "$fuzzer.corpus"
	"$fuzzer" -max_total_time="$seconds" -timeout=10 -print_final_stats=1 \
		-dict="tests/fuzz/dict/$name" -artifact_prefix="$fuzzer-" \
		"$fuzzer.corpus" "tests/fuzz/corpus/$name"
done
