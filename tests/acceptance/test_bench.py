"""The bench runs: what it prints is for people, that it goes through is for this suite."""

import re
import subprocess
import sys

import pytest

from tests.acceptance.conftest import REPOSITORY
from tests.programs import program


def bench(only, tmp_path):
    """What a small bench of one part prints, without labelled pages."""
    size = ["--articles", "6", "--feeds", "5", "--runs", "1", "--labelled", tmp_path]
    command = [sys.executable, "-m", "bench", "--only", only, *size]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("only", "words"),
    [
        ("extraction", ("lxml parse", "ms a page", "no labelled pages")),
        ("notices", ("triggers, no notice", "nothing but notices")),
        ("polls", ("unchanged (304)", "new entries", "KB a source")),
        ("rendering", ("atom, feedgen alone", "rss, warm", "one entry changed")),
    ],
)
def test_a_small_bench_of_each_part_goes_through(only, words, tmp_path):
    printed = bench(only, tmp_path)
    assert [word for word in words if word not in printed] == []


def test_a_small_bench_of_serving_holds_the_server_against_another(tmp_path):
    program("nginx", "/usr/sbin/nginx")
    printed = bench("serving", tmp_path)
    costs = re.findall(r"^  (200|200, gzip|304) +([0-9]+) µs +nginx ([0-9]+) µs: [0-9.]+ times$", printed, re.M)
    assert [kind for kind, _, _ in costs] == ["200", "200, gzip", "304"]
    assert all(int(ours) > 0 and int(others) > 0 for _, ours, others in costs)


def test_a_small_bench_of_the_pipeline_says_how_fast_it_is_and_where_the_time_goes(tmp_path):
    printed = bench("pipeline", tmp_path)
    assert "articles a second" in printed
    assert "entries a second" in printed
    shares = dict(re.findall(r"^  (\w+) +[0-9.]+ s +([0-9.]+)%", printed, re.M))
    assert "render" in shares
    assert float(shares["extract"]) > float(shares["list"]), "what is read of pages is counted where it belongs"
