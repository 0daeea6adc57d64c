"""The article that started the project, from a plain text file to every feed."""

import json

import feedparser
import pytest

from tests.acceptance.conftest import REPOSITORY

SEEDS = sorted((REPOSITORY / "../shared/seeds").glob("*.txt"))
TITLE = 'Jessica Jones season 2 showrunner says it will show Jessica is still "messed up"'
NOTICE = "Read with caution! This article contains spoilers for Jessica Jones season 1"
STARTS = ["What separates", '"She was kind', '"I learned from', "Those of you", "While it's not"]

pytestmark = pytest.mark.skipif(not SEEDS, reason="the seed article lies beside the repository, and is not here")


def test_the_preview_is_exact(installation):
    shown = installation.report("preview", str(SEEDS[0]))
    assert shown["title"] == TITLE
    assert shown["authors"] == ["Gem Seddon"]
    (notice,) = shown["notices"]
    assert (notice["text"], notice["polarity"], notice["covers"]) == (NOTICE, "contains", [1, 2, 3, 4, 5])
    (work,) = notice["works"]
    assert work == {
        "title": "Jessica Jones",
        "medium": "tv",
        "season_from": 1,
        "season_to": 1,
        "episode_from": None,
        "episode_to": None,
        "unit": "season",
        "through": False,
    }
    lines = shown["text"].split("\n")
    assert [line.startswith(start) for line, start in zip(lines, STARTS, strict=True)] == [True] * 5
    for beside in ("Read with caution", "Images: Marvel", "west coast"):
        assert beside not in shown["text"]
        assert beside not in shown["html"]


def test_the_summary_is_the_warning_alone_in_every_format(installation):
    installation.caveat("ingest", str(SEEDS[0]))
    story = " ".join(installation.report("preview", str(SEEDS[0]))["text"].split()[:8])
    for name in ("all.rss", "all.atom", "all.safe.rss"):
        (entry,) = feedparser.parse(installation.feed(name)).entries
        assert entry.summary == f"Spoiler warning: {NOTICE}."
        assert entry.title == f"[Spoilers: Jessica Jones S1] {TITLE}"
        assert entry.author == "Gem Seddon"
        assert {"spoiler", "Jessica Jones"} <= {tag.term for tag in entry.tags}
    (item,) = json.loads(installation.feed("all.json"))["items"]
    assert item["summary"] == f"Spoiler warning: {NOTICE}."
    assert item["_spoiler"]["notices"][0]["text"] == NOTICE
    for name in ("all.safe.rss", "all.safe.atom", "all.safe.json"):
        assert b"Kilgrave" not in installation.feed(name)
        assert story.encode() not in installation.feed(name)
    assert installation.items("all.spoiler-free.json") == []
    assert SEEDS[0].exists(), "what is ingested is not moved"
