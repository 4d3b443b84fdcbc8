# SPDX-License-Identifier: ISC
"""What we make of other parsers' test data, where that lies beside."""

import subprocess
import sys

import pytest

from program import PROGRAM, ROOT

COMPARE = ROOT / "tests/corpora/compare.py"
CORPORA = ROOT.parent / "shared/corpora"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora beside")
@pytest.mark.parametrize("name", ["gofeed"])
def test_corpus(name):
    done = subprocess.run([sys.executable, COMPARE, PROGRAM, CORPORA / name],
                          stdout=subprocess.PIPE, timeout=600)
    assert done.returncode == 0, done.stdout.decode()
