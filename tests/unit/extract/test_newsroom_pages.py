"""The demonstration newsroom's own pages, against the truth beside them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from caveat.extract.page import article

ROOT = Path(__file__).parents[3]
TRUTHS: list[dict[str, Any]] = json.loads((ROOT / "tests/golden/newsroom.json").read_text("utf-8"))["pages"]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["slug"])
def test_a_page_of_the_newsroom_is_read(truth: dict[str, Any]):
    page = (ROOT / "src/caveat/demo/pages" / f"{truth['slug']}.html").read_bytes()
    got = article(page, url=truth["url"])
    assert (got.title, list(got.authors), got.url) == (truth["title"], truth["authors"], truth["url"])
    assert got.published == datetime.fromisoformat(truth["published"])
    starts = iter(line.text for line in got.lines)
    assert all(any(line.startswith(start) for line in starts) for start in truth["line_starts"])
    for notice in truth["notices"]:
        assert notice["text"] in got.title or any(notice["text"] in block.text for block in got.blocks)
