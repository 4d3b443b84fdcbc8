/* SPDX-License-Identifier: ISC */
/* A file in memory, as far as it is being read. */
#include <err.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sysexits.h>

#include "core/limits.h"
#include "core/mapped.h"

#define STEP MIB /* a multiple of any page */

static struct {
	char *data; /* NULL = none */
	size_t len;
	size_t passed; /* bytes, let go of */
	size_t end;    /* where letting go ends: 0 = what changed is kept */
} file;

char *
mapped_open(int fd, size_t len)
{
	void *data = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);

	if (data == MAP_FAILED)
		return NULL;
	file.data = data;
	file.len = file.end = len;
	file.passed = 0;
	return data;
}

void
mapped_pass(const char *at)
{
	/* Of another place it is beyond the end. */
	const size_t n = (uintptr_t)at - (uintptr_t)file.data;

	if (n >= file.end)
		return;
	if (n < file.passed)
		file.passed = 0;
	for (; n - file.passed >= STEP; file.passed += STEP)
		madvise(file.data + file.passed, STEP, MADV_DONTNEED);
}

void
mapped_change(void)
{
	if (file.end > 0 &&
	    mprotect(file.data, file.len, PROT_READ | PROT_WRITE) != 0)
		err(EX_OSERR, "%zu bytes", file.len);
	file.end = 0;
}

void
mapped_close(void)
{
	munmap(file.data, file.len);
	file.data = NULL;
	file.len = file.end = 0;
}
