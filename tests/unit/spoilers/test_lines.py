"""The test lines of each language, `lines/*.jsonl`: what each says is read as it is labelled.

A line: `text`, `where` it stands, its `polarity` ("none": it is no notice), and of a notice its `notice` (the stretch
of the text that it is), `works` (title, and of the scope what is not null), `severity`. `open` says why a line is not
read rightly yet.
"""

import json
from pathlib import Path

import pytest

from caveat.model import Polarity, Unit
from caveat.spoilers import find_notices
from caveat.spoilers.loading import known

_FOLDER = Path(__file__).parent / "lines"
_SCOPE = ("season_from", "season_to", "episode_from", "episode_to")
_WHOLE = {Unit.ENTIRE, Unit.FILM, Unit.GAME, Unit.BOOK}
_FEWEST = 10


def _lines():
    for file in sorted(file for file in _FOLDER.glob("*.jsonl") if file.stem in known()):
        for number, row in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            line = json.loads(row)
            marks = [pytest.mark.xfail(reason=line["open"], strict=True)] if "open" in line else []
            yield pytest.param(file.stem, line, id=f"{file.stem}-{number}", marks=marks)


def _scope(title, unit, numbers, *, through):
    whole = unit in _WHOLE and not any(numbers)
    return title.casefold(), "whole" if whole else unit, numbers, through


def _said(work):
    return _scope(work.title, work.unit, tuple(getattr(work, name) for name in _SCOPE), through=work.through)


def _labelled(work):
    numbers = tuple(work.get(name) for name in _SCOPE)
    return _scope(work["title"], Unit(work["unit"]), numbers, through=work.get("through", False))


@pytest.mark.parametrize(("language", "line"), list(_lines()))
def test_a_line_is_read_as_it_is_labelled(language, line):
    notices = find_notices(line["text"], where=line["where"], language=language)
    polarities = {notice.polarity.value for notice in notices}
    assert polarities == ({line["polarity"]} - {"none"})
    if line["polarity"] == Polarity.CONTAINS:
        assert {_said(work) for notice in notices for work in notice.works} == set(
            map(_labelled, line.get("works", ()))
        )
        assert {notice.severity for notice in notices} == {line.get("severity")}
        if line["where"] != "title":
            assert " ".join(line["notice"].split()) in {notice.text for notice in notices}


def test_every_language_has_lines_of_every_kind():
    for language in known():
        file = _FOLDER / f"{language}.jsonl"
        lines = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]
        assert len([line for line in lines if line["polarity"] == "contains"]) >= _FEWEST, language
        assert {line["polarity"] for line in lines} == {"contains", "denies", "spoiler-free", "none"}, language
