"""docs/extraction.md names what the scorer sees, all of it and nothing else."""

import re
from pathlib import Path

from caveat.extract.features import NAMES
from caveat.extract.scoring import CONTEXT

DOCUMENT = Path(__file__).parents[3] / "docs/extraction.md"


def test_every_feature_has_a_row_with_what_it_is_in_the_order_of_the_numbers():
    text = DOCUMENT.read_text("utf-8")
    section = text[text.index("## Features") : text.index("## Guards")]
    assert re.findall(r"^\| `([^`]+)` \| \S", section, re.M) == [*NAMES, *CONTEXT]
