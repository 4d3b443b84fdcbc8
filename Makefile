# SPDX-License-Identifier: ISC
# One variant at a time is built into build/$(VARIANT): release, asan, fuzz, or
# hook, whose parsers do what a test tells them.
VERSION = 0.1.0
VARIANT = release
PREFIX  = /usr/local
SECONDS = 60
TARGET  = *
LIBS    = libcurl libxml-2.0 sqlite3 libconfuse jansson libcrypto libseccomp zlib
B       = build/$(VARIANT)

SRCS   := $(sort $(wildcard src/*.c src/*/*.c))
SHELLS := $(sort $(wildcard tools/*.sh tests/*/*.sh) .ci/run)
ASSETS := $(sort $(wildcard src/*/*.sql src/*/*.css src/*/*.js))
UNITS  := $(sort $(wildcard tests/unit/test_*.c))
OBJS   := $(SRCS:src/%.c=$(B)/obj/%.o) $(ASSETS:src/%=$(B)/gen/%.o)
LIB     = $(B)/liblectern.a
MAIN_hook = $(B)/test/hook.o
MAIN    = $(B)/obj/main.o $(MAIN_$(VARIANT))
TESTS   = $(UNITS:tests/unit/%.c=$(B)/test/%)
FUZZERS = $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_$(TARGET).c))
REPLAYS = $(patsubst tests/fuzz/fuzz_%.c,$(B)/replay_%,$(wildcard tests/fuzz/fuzz_*.c))

WARN = -Wall -Wextra -Wpedantic -Wno-overlength-strings -Wshadow \
	-Wconversion -Wno-sign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wpointer-arith -Wcast-qual -Wcast-align -Wwrite-strings -Wformat=2 \
	-Wundef -Wvla -Wswitch-enum -Wimplicit-fallthrough -Wdouble-promotion \
	-Wdate-time -Wframe-larger-than=16384 $(if $(DEV),-Werror)
WARN_GCC = -Wduplicated-cond -Wduplicated-branches -Wlogical-op \
	-Wjump-misses-init -Wformat-signedness \
	-Wnull-dereference -Warray-parameter
HARDEN_x86_64 = -fcf-protection
HARDEN = -fstack-protector-strong -fstack-clash-protection \
	-D_FORTIFY_SOURCE=3 $(HARDEN_$(shell uname -m))
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -DSANITIZED

CFLAGS_release = -O2 -g -fPIE $(HARDEN)
CFLAGS_hook    = $(CFLAGS_release) -DPARSER_HOOK
CFLAGS_asan    = -O1 -g $(SANITIZE)
CFLAGS_fuzz    = -O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link
LDFLAGS_release = -pie -Wl,-z,relro -Wl,-z,now -Wl,--as-needed
LDFLAGS_hook    = $(LDFLAGS_release)
LDFLAGS_asan    = $(SANITIZE)

ALL_CFLAGS = -std=c17 -D_GNU_SOURCE '-DLECTERN_VERSION="$(VERSION)"' \
	-iquote src -fno-common $(CFLAGS_$(VARIANT)) $(WARN) \
	$(if $(findstring clang,$(shell $(CC) --version)),,$(WARN_GCC)) \
	$(shell pkg-config --cflags $(LIBS)) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) $(LDFLAGS_$(VARIANT)) $(LDFLAGS) -o $@ $(filter %.o %.a,$^)
LDLIBS = $(shell pkg-config --libs $(LIBS)) -lm

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all tests fuzzers deps demo check fuzz lint lint-format lint-layers \
	lint-shell lint-cppcheck lint-tidy bench install clean FORCE

all: $(B)/lectern
tests: $(B)/lectern $(TESTS) $(REPLAYS)
fuzzers: $(FUZZERS)

$(B)/lectern: $(MAIN) $(LIB)
	$(LINK) $(LDLIBS)

$(LIB): $(filter-out $(B)/obj/main.o,$(OBJS))
	@rm -f $@
	$(AR) qcs $@ $^

$(B)/test/%: $(B)/test/%.o $(LIB)
	$(LINK) -lcmocka $(LDLIBS)

$(B)/bare_poll: tests/bench/bare_poll.c $(B)/cflags
	$(CC) @$(B)/cflags $(LDFLAGS_$(VARIANT)) -o $@ $< $(LDLIBS)

$(B)/parse_only: tests/bench/parse_only.c $(LIB) $(B)/cflags
	$(CC) @$(B)/cflags $(LDFLAGS_$(VARIANT)) -Wl,--wrap=html_parse \
	    -Wl,--wrap=html_title -o $@ $(filter %.c %.a,$^) $(LDLIBS)

$(B)/bench_score: tests/bench/score.c $(LIB) $(B)/cflags
	$(CC) @$(B)/cflags $(LDFLAGS_$(VARIANT)) -o $@ $< $(LIB) $(LDLIBS)

$(B)/fuzz_%: tests/fuzz/fuzz_%.c $(LIB)
	$(CC) @$(B)/cflags -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$(B)/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(LIB)
	$(CC) @$(B)/cflags $(LDFLAGS_$(VARIANT)) -o $@ $^ $(LDLIBS)

# Changes when the flags do, so that other flags rebuild everything.
$(B)/cflags: FORCE
	@pkg-config --exists $(LIBS) || { \
	    echo "libraries are missing: run 'make deps'" >&2; exit 1; }
	@mkdir -p $(@D)
	@printf '%s\n' $(ALL_CFLAGS) | sed 's/"/\\&/g' >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(B)/obj/%.o: src/%.c $(B)/cflags
	@mkdir -p $(@D)
	$(CC) @$(B)/cflags -include src/core/banned.h -MMD -MP -c -o $@ $<

$(B)/test/%.o: tests/unit/%.c $(B)/cflags
	@mkdir -p $(@D)
	$(CC) @$(B)/cflags -include src/core/banned.h -MMD -MP -c -o $@ $<

$(B)/test/%.o: tests/hook/%.c $(B)/cflags
	@mkdir -p $(@D)
	$(CC) @$(B)/cflags -include src/core/banned.h -MMD -MP -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c $(B)/cflags
	$(CC) @$(B)/cflags -c -o $@ $<

# src/store/schema.sql becomes const char store_schema_sql[].
$(B)/gen/%.c: src/% tools/embed.sh
	@mkdir -p $(@D)
	@tools/embed.sh $< >$@

deps:
	@tools/deps.sh all
	@tools/npm.sh

demo:
	@tools/deps.sh build
	@echo "building $(B)/lectern"; $(MAKE) -s -j$$(nproc) all
	@tools/demo.sh $(B)/lectern

check: deps
	@echo "building build/asan"; $(MAKE) -s -j$$(nproc) VARIANT=asan DEV=1 tests
	@echo "building build/hook"; $(MAKE) -s -j$$(nproc) VARIANT=hook DEV=1 all
	@/usr/bin/python3 tests/run.py build/asan

fuzz: deps
	@$(MAKE) --no-print-directory -j$$(nproc) VARIANT=fuzz CC=clang fuzzers
	@tests/fuzz/run.sh $(SECONDS) $(FUZZERS:$(B)/%=build/fuzz/%)

bench:
	@tools/deps.sh bench
	@$(MAKE) --no-print-directory -j$$(nproc) all $(B)/bare_poll \
	    $(B)/parse_only $(B)/bench_score
	@$(B)/bench_score 30000 300000
	@/usr/bin/python3 tests/bench/parse.py $(B)/lectern $(B)/parse_only
	@/usr/bin/python3 tests/bench/poll.py $(B)/lectern $(B)/bare_poll

lint: deps lint-format lint-layers lint-shell lint-cppcheck lint-tidy

lint-format:
	clang-format --dry-run -Werror $(wildcard src/*.c src/*/*.[ch] tests/*/*.[ch])

lint-layers:
	/usr/bin/python3 tools/layers.py

lint-shell:
	shellcheck $(SHELLS)

lint-cppcheck:
	cppcheck --quiet -j$$(nproc) --std=c11 --inline-suppr --error-exitcode=1 \
	    --enable=warning,performance,portability \
	    --library=posix,gnu,libcurl,sqlite3 -Isrc src

lint-tidy: VARIANT = lint
lint-tidy: CC = clang
lint-tidy:
	@mkdir -p $(B)
	@echo clang-tidy
	@printf '%s\n' $(SRCS) | xargs -P$$(nproc) -I% clang-tidy --quiet % \
	    -- $(ALL_CFLAGS) -include src/core/banned.h 2>$(B)/tidy || \
	    { cat $(B)/tidy; exit 1; }

install: all
	install -D -m 755 $(B)/lectern "$(DESTDIR)$(PREFIX)/bin/lectern"
	install -D -m 644 man/lectern.1 "$(DESTDIR)$(PREFIX)/share/man/man1/lectern.1"
	install -D -m 644 man/lectern.conf.5 \
	    "$(DESTDIR)$(PREFIX)/share/man/man5/lectern.conf.5"
	install -d "$(DESTDIR)$(PREFIX)/share/lectern"
	install -m 644 config/lectern.conf config/leadership.conf \
	    config/nginx-lectern.conf config/apache-lectern.conf \
	    "$(DESTDIR)$(PREFIX)/share/lectern"

clean:
	rm -rf build

-include $(wildcard $(B)/obj/*.d $(B)/obj/*/*.d $(B)/test/*.d)
