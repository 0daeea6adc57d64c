"""The bench runs: what it prints is for people, that it goes through is for this suite."""

import subprocess
import sys

from tests.acceptance.conftest import REPOSITORY


def test_a_small_bench_goes_through_and_prints_speed_stages_polls_and_memory():
    command = [sys.executable, "-m", "bench", "--articles", "6", "--feeds", "5", "--runs", "1"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    for word in ("articles a second", "extract", "render", "entries a second", "unchanged (304)", "KB a source"):
        assert word in done.stdout
