#!/bin/sh
# SPDX-License-Identifier: ISC
# Installs what is missing of the Debian packages that building needs, or
# building and testing, or building and measuring: deps.sh build|all|bench.
# Silent when nothing is missing.
set -eu

packages="gcc libc6-dev make pkg-config libcurl4-openssl-dev libxml2-dev
libsqlite3-dev libconfuse-dev libjansson-dev libssl-dev libseccomp-dev
zlib1g-dev tzdata ca-certificates"
libraries="libcurl libxml-2.0 sqlite3 libconfuse jansson libcrypto libseccomp
zlib"
tools="cc make pkg-config"
case ${1-} in
build) ;;
all)
	packages="$packages libcmocka-dev python3 python3-pytest
python3-feedparser python3-html5lib python3-bibtexparser python3-icalendar
bibutils nginx-light newsboat apache2-bin openssl strace sqlite3 libxml2-utils
clang libclang-rt-14-dev clang-format clang-tidy cppcheck shellcheck mandoc git
chromium chromium-driver python3-selenium default-jre-headless"
	libraries="$libraries cmocka"
	tools="$tools pytest-3 nginx newsboat openssl strace sqlite3 xmllint ris2xml
clang clang-format clang-tidy cppcheck shellcheck mandoc git chromium
chromedriver java"
	;;
bench)
	packages="$packages python3 nginx-light sfeed curl newsboat
libxml2-utils"
	tools="$tools python3" # the rest is asked for by the benchmark
	;;
*)
	echo "usage: deps.sh build|all|bench" >&2
	exit 64
	;;
esac

is_debian_12() {
	# shellcheck source=/dev/null
	[ -r /etc/os-release ] && (. /etc/os-release &&
		[ "${ID-}" = debian ] && [ "${VERSION_ID-}" = 12 ])
}

missing_packages() {
	for package in $packages; do
		case $(dpkg-query -W -f '${Status}' "$package" 2>&1) in
		*" installed") ;;
		*) printf ' %s' "$package" ;;
		esac
	done
}

missing_tools() {
	for tool in $tools; do
		command -v "$tool" >/dev/null || printf ' %s' "$tool"
	done
	for library in $libraries; do
		pkg-config --exists "$library" 2>/dev/null ||
			printf ' %s' "$library"
	done
}

if ! is_debian_12; then
	missing=$(missing_tools)
	[ -n "$missing" ] || exit 0
	echo "not found:$missing"
	echo "Only Debian 12 is set up by itself; there the packages are:"
	echo "$packages"
	echo "Install what your system calls them, then run make again."
	exit 1
fi >&2

missing=$(missing_packages)
[ -n "$missing" ] || exit 0
echo "installing:$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
	as_root=sudo
	command -v sudo >/dev/null || {
		echo "this needs root, and there is no sudo here" >&2
		exit 1
	}
fi
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of words, both
$as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -q -y --no-install-recommends $missing
