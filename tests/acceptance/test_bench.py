"""The bench runs: what it prints is for people, that it goes through is for this suite."""

import re
import subprocess
import sys

from tests.acceptance.conftest import REPOSITORY


def test_a_small_bench_goes_through_and_prints_speed_stages_polls_and_memory():
    command = [sys.executable, "-m", "bench", "--articles", "6", "--feeds", "5", "--runs", "1"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    for word in ("articles a second", "extract", "render", "entries a second", "unchanged (304)", "KB a source"):
        assert word in done.stdout
    shares = dict(re.findall(r"^  (\w+) +[0-9.]+ s +([0-9.]+)%", done.stdout, re.M))
    assert float(shares["extract"]) > float(shares["list"]), "what is read of pages is counted where it belongs"
