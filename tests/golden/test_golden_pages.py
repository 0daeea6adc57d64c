"""Owns what is read from pages of our own, to the letter, as `preview --json` prints it: text, fields, notices.

`make golden` writes them anew; a person reads what changed.
"""

import json
import os
from pathlib import Path

import pytest

import caveat

_PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_as_it_was(page: Path):
    article = caveat.extract(page.read_bytes(), url=f"https://golden.example/{page.stem}")
    read = json.dumps(caveat.to_dict(article), ensure_ascii=False, indent=1) + "\n"
    path = page.with_suffix(".json")
    if os.environ.get("CAVEAT_GOLDEN") == "write":
        path.write_text(read, "utf-8")
    assert read == path.read_text("utf-8")
