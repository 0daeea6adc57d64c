"""The labelled English lines, where they are at hand: what was reached stays reached."""

import json
from pathlib import Path

import pytest

from caveat.spoilers import find_notices

_LINES = Path(__file__).parents[3] / "../shared/corpora/spoilers-dev/notices.jsonl"
_PLACES = {"title", "lead", "body", "end"}


@pytest.fixture(scope="module")
def rows():
    if not _LINES.exists():
        pytest.skip("the labelled corpus is not at hand")
    lines = [json.loads(line) for line in _LINES.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in lines if row["lang"] == "en"]


def notices(row):
    return find_notices(row["text"], where=row["where"] if row["where"] in _PLACES else "body", language="en")


def test_nearly_every_warning_is_found_and_hardly_anything_else(rows):
    warned = {row["id"] for row in rows if any(notice.warns for notice in notices(row))}
    wanted = {row["id"] for row in rows if row["polarity"] == "contains"}
    assert len(warned & wanted) / len(wanted) > 0.97
    assert len(warned & wanted) / len(warned) > 0.98


def test_nearly_every_work_is_named(rows):
    hits = misses = extras = 0
    for row in rows:
        if row["is_notice"]:
            true = {work["title"].casefold() for work in row["works"]}
            said = {work.title.casefold() for notice in notices(row) for work in notice.works}
            hits, misses, extras = hits + len(true & said), misses + len(true - said), extras + len(said - true)
    assert 2 * hits / (2 * hits + misses + extras) > 0.95
