"""The labelled lines, where they are at hand: what was reached stays reached."""

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
    return [json.loads(line) for line in _LINES.read_text(encoding="utf-8").splitlines() if line.strip()]


def notices(row):
    return find_notices(row["text"], where=row["where"] if row["where"] in _PLACES else "body", language=row["lang"])


@pytest.mark.parametrize(("foreign", "recall", "precision"), [(False, 0.97, 0.98), (True, 0.93, 0.94)])
def test_nearly_every_warning_is_found_and_hardly_anything_else(rows, foreign, recall, precision):
    rows = [row for row in rows if (row["lang"] != "en") is foreign]
    warned = {row["id"] for row in rows if any(notice.warns for notice in notices(row))}
    wanted = {row["id"] for row in rows if row["polarity"] == "contains"}
    assert len(warned & wanted) / len(wanted) > recall
    assert len(warned & wanted) / len(warned) > precision


def test_no_promise_is_read_as_a_warning(rows):
    promises = [row for row in rows if row["polarity"] in {"denies", "spoiler-free"}]
    assert [row["text"] for row in promises if any(notice.warns for notice in notices(row))] == []


@pytest.mark.parametrize(("foreign", "floor"), [(False, 0.95), (True, 0.9)])
def test_nearly_every_work_is_named(rows, foreign, floor):
    hits = misses = extras = 0
    for row in rows:
        if row["is_notice"] and (row["lang"] != "en") is foreign:
            true = {work["title"].casefold() for work in row["works"]}
            said = {work.title.casefold() for notice in notices(row) for work in notice.works}
            hits, misses, extras = hits + len(true & said), misses + len(true - said), extras + len(said - true)
    assert 2 * hits / (2 * hits + misses + extras) > floor
