# SPDX-License-Identifier: ISC
"""What the fuzzers know, read again: nothing of it breaks a promise."""

import subprocess
from pathlib import Path

import pytest

from program import PROGRAM, ROOT

CORPORA = sorted((ROOT / "tests/fuzz/corpus").iterdir())


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_replay(corpus):
    program = Path(PROGRAM).parent / f"replay_{corpus.name}"
    if not program.exists():
        pytest.skip("this build has no replay programs")
    files = sorted(corpus.iterdir())
    assert files
    done = subprocess.run([program, *files], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-4000:]
