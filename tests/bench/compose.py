# SPDX-License-Identifier: ISC
"""Texts for the benchmarks to be made of, and what a program costs."""

import itertools
import random
import resource
import subprocess
import sys
import time


class Words:
    """Text as various as that of journals: few words are frequent, many rare;
    the same at every call with the same seed."""
    KNOWN = ("the of and in to a for with on as by that is health care study "
             "patients were hospital leadership clinical medical results nurse "
             "quality management services doctors board team among").split()
    SYLLABLES = ("ba be co de di e fa ge hu in ka le lo ma me mi na no o pe "
                 "po ra re ri sa se si ta te ti to tra u va ve vi").split()

    def __init__(self):
        made = map("".join, itertools.product(self.SYLLABLES, repeat=3))
        self.words = self.KNOWN + list(itertools.islice(made, 8000))
        self.weights = list(itertools.accumulate(
            1 / (n + 3) for n in range(len(self.words))))

    def text(self, seed, n):
        chosen = random.Random(seed).choices(
            self.words, cum_weights=self.weights, k=n)
        return " ".join(chosen).capitalize()


def cost(command, stdin=subprocess.DEVNULL, **options):
    """(wall seconds, CPU seconds, peak MiB of its largest process)."""
    # A child between us, so that the peak is that of its children alone.
    done = subprocess.run([sys.executable, __file__, *map(str, command)],
                          stdout=subprocess.PIPE, stdin=stdin, check=True,
                          **options)
    return tuple(float(each) for each in done.stdout.split())


def run_and_print_cost(command):
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL)
    wall = time.monotonic() - began
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: exit code {done.returncode}")
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    run_and_print_cost(sys.argv[1:])
