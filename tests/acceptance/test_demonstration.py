"""`caveat run` on the config as shipped: the newsroom over HTTP, all the way to feeds that warn."""

import html
import json
import re
import shutil
import subprocess

import feedparser
import pytest

from tests.acceptance.conftest import REPOSITORY, Installation

FEEDS = ("tv.rss", "tv.atom", "tv.safe.rss", "tv.safe.atom", "tv.spoiler-free.rss", "films.rss", "films.safe.atom")
TRUTH = json.loads((REPOSITORY / "tests/golden/newsroom.json").read_text(encoding="utf-8"))
ARTICLES = {article["title"]: article for article in (*TRUTH["pages"], *TRUTH["inbox"])}
WARNING = {
    title: [notice for notice in article["notices"] if notice["polarity"] == "contains"]
    for title, article in ARTICLES.items()
}


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> tuple[Installation, subprocess.CompletedProcess[str]]:
    """The shipped config after its first run, and what that printed."""
    root = tmp_path_factory.mktemp("installation")
    for folder in ("config", "inbox"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    installation = Installation(root)
    return installation, installation.caveat("-v", "run")


def bare(title: str) -> str:
    """A title without the prefix that warns."""
    return re.sub(r"^\[Spoilers[^\]]*\] ", "", title)


def test_the_first_run_tells_what_was_read_found_and_written(first):
    printed = first[1].stdout
    assert "newsroom-tv" in printed
    assert "http://newsroom.example/tv/" in printed
    assert "15 new" in printed
    assert "This article discusses plot twists from seasons 1 and 2 of Twin Peaks." in printed
    assert "feeds/tv.rss" in printed
    assert "feeds/index.html" in printed
    assert "newsroom.example is served for the run only" in printed
    assert first[1].stderr == ""


def test_every_article_is_an_entry_with_the_right_fields_and_notices(first):
    items = {bare(item["title"]): item for item in json.loads(first[0].feed("tv.json"))["items"]}
    assert items.keys() == ARTICLES.keys()
    for title, truth in ARTICLES.items():
        item = items[title]
        assert [author["name"] for author in item["authors"]] == truth["authors"], title
        found = item.get("_spoiler", {}).get("notices", [])
        assert [{name: notice[name] for name in truth["notices"][i]} for i, notice in enumerate(found)] == truth[
            "notices"
        ], title


@pytest.mark.parametrize("name", FEEDS)
def test_a_parser_that_is_not_ours_reads_every_feed(first, name):
    parsed = feedparser.parse(first[0].feed(name))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.entries
    assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)


@pytest.mark.parametrize("name", [name for name in FEEDS if "spoiler-free" not in name])
def test_every_entry_that_spoils_warns_in_every_slot(first, name):
    warned = 0
    for entry in feedparser.parse(first[0].feed(name)).entries:
        if not WARNING[bare(entry.title)]:
            assert "Spoiler warning" not in entry.summary
            continue
        warned += 1
        assert re.search(r"spoiler", entry.title, re.I)
        assert entry.summary.startswith("Spoiler warning:")
        assert entry.content[0].value.startswith("<p><strong>Spoiler warning:")
        assert "spoiler" in [tag.term for tag in entry.tags]
    assert warned > 0


@pytest.mark.parametrize(
    "name", ["tv.safe.rss", "tv.safe.atom", "tv.safe.json", "tv.spoiler-free.rss", "tv.spoiler-free.json"]
)
def test_safe_and_spoiler_free_twins_hold_no_covered_word(first, name):
    raw = first[0].feed(name).decode()
    if name.endswith("json"):
        raw = json.dumps(json.loads(raw), ensure_ascii=False)
    texts = [raw, html.unescape(raw), html.unescape(html.unescape(raw))]
    texts += [re.sub(r"<[^>]*>", "", text) for text in texts]
    secrets = [secret for article in ARTICLES.values() for secret in article["secrets"]]
    assert len(secrets) > 20
    assert [secret for secret in secrets for text in texts if secret in text] == []
    assert any(secret in first[0].feed("tv.json").decode() for secret in secrets), "the secrets are real"


def test_the_spoiler_free_twin_drops_what_warns_and_keeps_the_rest(first):
    kept = {entry.title for entry in feedparser.parse(first[0].feed("tv.spoiler-free.atom")).entries}
    assert kept == {title for title, notices in WARNING.items() if not notices}


def test_a_feed_of_one_tag_holds_only_that(first):
    films = {bare(entry.title) for entry in feedparser.parse(first[0].feed("films.rss")).entries}
    assert 0 < len(films) < len(ARTICLES)
    assert "The log was right about everything" not in films


def test_the_index_leads_to_every_feed_and_their_pages_to_every_article(first):
    folder = first[0].root / "feeds"
    index = (folder / "index.html").read_text(encoding="utf-8")
    for name in FEEDS:
        assert name in index
    assert re.findall(r'<a href="([a-z]+\.html)"', index) == ["tv.html", "films.html"]
    links = re.findall(r'href="(articles/[0-9a-f-]+\.html)"', (folder / "tv.html").read_text(encoding="utf-8"))
    assert len(links) == len(ARTICLES)
    assert all((folder / link).is_file() for link in links)


def test_a_second_run_finds_nothing_new_and_writes_nothing(first):
    installation = first[0]
    before = installation.published()
    again = installation.caveat("-v", "run")
    assert "nothing new, nothing written" in again.stdout
    assert installation.published() == before
    assert sorted(path.name for path in (installation.root / "inbox").iterdir()) == ["broadchurch-cliff-walk.txt"]


def test_publishing_everything_again_changes_no_byte(first):
    installation = first[0]
    before = installation.published()
    installation.caveat("publish")
    assert installation.published() == before


def test_a_page_of_the_newsroom_can_be_previewed(first):
    truth = next(article for article in TRUTH["pages"] if article["slug"] == "the-log-was-right")
    shown = first[0].report("preview", truth["url"])
    assert (shown["title"], shown["authors"], shown["published"]) == (
        truth["title"],
        truth["authors"],
        truth["published"],
    )
    assert [line[:40] for line in shown["text"].split("\n")] == [start[:40] for start in truth["line_starts"]]
    assert shown["notices"][0]["works"][0]["title"] == "Twin Peaks"


def test_the_config_as_shipped_is_well_and_its_sources_can_be_tried(first):
    tried = first[0].caveat("check", "--live").stdout
    assert "newsroom-tv: lists 14 articles" in tried
    assert "inbox: lists 1 article\n" in tried
