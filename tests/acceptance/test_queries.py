"""Feeds as queries: what each takes, what it leaves to its archive, and what stays private."""

import json
import re

import feedparser
import pytest

from tests.acceptance.conftest import Installation, listing, listing_source, page

INBOX = '[[source]]\nid = "inbox"\nkind = "inbox"\npath = "inbox"\n'
BASE = "http://127.0.0.1:8000/feeds/"
ARTICLES = {
    "lamp": ("The lamp on the pier", ["tv"], "Ada Quill", ""),
    "cup": ("World Cup night", ["sport"], "Bo Lind", ""),
    "dune": ("Sand and more sand", ["Film"], "Ada Quill", "This review contains mild spoilers for Dune."),
    "got": ("The long night", ["tv"], "Bo Lind", "Warning: major spoilers for Game of Thrones season 8 ahead."),
    "lost": ("Back to the hatch", ["tv"], "Cy Oyelaran", "Spoilers ahead for season 2 of Lost."),
    "free": ("The tower, unspoiled", ["book"], "Cy Oyelaran", "Spoiler-free review."),
    "quiet": ("A quiet week", ["film"], "Bo Lind", ""),
    "late": ("Last orders", ["book"], "Ada Quill", ""),
}
"""Name, from the oldest on: (title, tags, author, notice)."""
WORKS = '[[work]]\ntitle = "Game of Thrones"\nslug = "game-of-thrones"\naliases = ["GoT"]\nmedium = "tv"\n'
QUERIES = {
    'tags = ["FILM"]': ["quiet", "dune"],
    'authors = ["bo lind"]': ["quiet", "got", "cup"],
    'works = ["got"]': ["got"],
    'works = ["Dune", "Lost"]': ["lost", "dune"],
    'spoilers = ["none"]': ["late", "quiet", "free", "cup", "lamp"],
    'spoilers = ["mild", "unrated"]': ["lost", "dune"],
    'spoilers = ["major"]': ["got"],
    'include = ["*night*"]': ["got", "cup"],
    'include = ["*WORLD*", "https://news.example/l*"]': ["late", "lost", "cup", "lamp"],
    'exclude = ["*world cup*", "*/l*"]': ["quiet", "free", "got", "dune"],
    'exclude = [{ pattern = "*night*", until = 2999-12-31 }]': ["late", "quiet", "free", "lost", "dune", "lamp"],
    'exclude = [{ pattern = "*night*", until = 2020-01-01 }, "*/l*"]': ["quiet", "free", "got", "dune", "cup"],
    'include = [{ pattern = "*night*", until = 2020-01-01 }, "*sand*"]': ["dune"],
    'include = ["*night*"]\nexclude = ["*world*"]\ntags = ["tv"]': ["got"],
    'tags = ["opera"]': [],
}
SIZED = """
[[feed]]
id = "few"
title = "Few"
limit = 3
variants = ["spoiler-free"]

[[feed]]
id = "small"
title = "Small"
max_size = "10KB"
variants = []

[[feed]]
id = "young"
title = "Young"
max_age = "30d"
variants = []

[[feed]]
id = "titles"
title = "Titles only"
content = "none"
variants = []

[[feed]]
id = "excerpts"
title = "Excerpts"
content = "excerpt"
variants = []
"""


def drop(installation, name, day, *, title="", tags=(), author="", notice=""):
    text = "\n\n".join(part for part in (notice, *(f"{name} {word}. {'It rained. ' * 60}" for word in ("One", "Two"))))
    head = f"title: {title or name}\nurl: https://news.example/{name}\nauthor: {author}\ndate: 2020-05-{day:02}\n"
    folder = installation.root / "inbox"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(f"---\n{head}tags: {json.dumps([*tags])}\n---\n\n{text}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """An installation that has read eight articles, with a feed for every query."""
    queries = (
        f'[[feed]]\nid = "q{number}"\ntitle = "Query"\nvariants = []\nformats = ["json"]\n{query}\n'
        for number, query in enumerate(QUERIES)
    )
    installed = Installation(tmp_path_factory.mktemp("queries"))
    installed.write(caveat="", feeds="\n".join(queries) + SIZED, works=WORKS, source_inbox=INBOX)
    for day, (name, (title, tags, author, notice)) in enumerate(ARTICLES.items(), start=1):
        drop(installed, name, day, title=title, tags=tags, author=author, notice=notice)
    installed.caveat("run")
    return installed


def names(items):
    return [item["url"].rpartition("/")[2] for item in items]


@pytest.mark.parametrize("query", QUERIES)
def test_a_feed_takes_what_it_asks_for_the_newest_first(published, query):
    number = [*QUERIES].index(query)
    assert names(published.items(f"q{number}.json")) == QUERIES[query]


def documents(installation, name):
    """A feed with its archives as a reader walks them: (name of the file, entries) of each, the feed first."""
    found = []
    while name is not None:
        parsed = feedparser.parse(installation.feed(name))
        assert not parsed.bozo, name
        found.append((name, [entry.link.rpartition("/")[2] for entry in parsed.entries]))
        older = [link.href for link in parsed.feed.links if link.rel == "prev-archive"]
        assert len(older) < 2
        name = older[0].removeprefix(BASE) if older else None
        assert len(found) < 20
    return found


def json_documents(installation, name):
    found = []
    while name is not None:
        document = json.loads(installation.feed(name))
        found.append((name, names(document["items"])))
        name = document["next_url"].removeprefix(BASE) if "next_url" in document else None
        assert len(found) < 20
    return found


def entries(documents):
    return {name for _, found in documents for name in found}


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_every_article_is_reached_through_the_archives(published, form):
    walk = json_documents if form == "json" else documents
    few = walk(published, f"few.{form}")
    assert few[0] == (f"few.{form}", ["late", "quiet", "free"])
    assert entries(few) == set(ARTICLES)
    assert all(len(found) <= 3 for _, found in few)
    free = walk(published, f"few.spoiler-free.{form}")
    assert entries(free) == {"lamp", "cup", "free", "quiet", "late"}
    small = walk(published, f"small.{form}")
    assert len(small) > 2
    assert entries(small) == set(ARTICLES)
    assert max(len(published.feed(name)) for name, _ in small) <= 10_000


def test_what_is_too_old_stands_in_the_archive(published):
    (name, current), *older = json_documents(published, "young.json")
    assert (name, current) == ("young.json", [])
    assert entries(older) == set(ARTICLES)


def test_a_feed_of_titles_or_excerpts_holds_no_more(published):
    whole = {item["url"]: item for item in published.items("few.json")}
    for name in ("titles", "excerpts"):
        found = {item["url"]: item for item in published.items(f"{name}.json")}
        assert len(found) == 8
        assert not any("Two" in str(item) for item in found.values())
        assert all(found[url]["title"] == item["title"] for url, item in whole.items())
        assert "contains mild spoilers for Dune" in str(found["https://news.example/dune"])
    assert not any("It rained" in str(item) for item in published.items("titles.json"))
    assert "It rained" in str(published.items("excerpts.json")[0])


def test_a_new_article_changes_no_archive(published):
    """The last test of this installation, which it changes."""
    archived = [name for name, _ in documents(published, "few.atom")[1:]]
    assert len(archived) == 2
    before = {name: published.feed(name) for name in archived}
    drop(published, "new", 9, title="New")
    published.caveat("run")
    after = documents(published, "few.atom")
    assert after[0][1] == ["new", "late", "quiet"]
    assert entries(after) == {*ARTICLES, "new"}
    assert {name: published.feed(name) for name in archived} == before


TOKEN = "0123456789abcdef" * 2
PRIVATE = """
[[feed]]
id = "all"
title = "Everything"

[[feed]]
id = "mine"
title = "For me only"
sources = ["site"]
limit = 1
token = { env = "MINE_TOKEN" }
"""


def test_a_private_feed_is_known_to_those_alone_who_know_its_address(installation, site):
    routes = {"/": listing("a", "b")} | {f"/{name}": page(f"Paid {name}", notice="Spoilers for Dune!") for name in "ab"}
    running = site(routes)
    cookie = '[source.headers]\nCookie = { env = "SITE_COOKIE" }\n'
    installation.write(feeds=PRIVATE, source_site=listing_source(running.url) + cookie, source_inbox=INBOX)
    drop(installation, "open", 1, title="Open to all")
    env = {"MINE_TOKEN": TOKEN, "SITE_COOKIE": "known=1"}
    installation.caveat("run", env=env)
    assert {asked.headers.get("cookie") for asked in running.asked} == {"known=1"}

    files = {
        path.relative_to(installation.root / "feeds").as_posix() for path in installation.root.rglob("feeds/**/*.*")
    }
    private = {name for name in files if TOKEN in name}
    assert {f"mine.{TOKEN}.{ending}" for ending in ("rss", "atom", "json", "html", "safe.rss")} <= private
    assert not any(name.startswith("mine") for name in files - private)
    for name in files - private:
        body = installation.feed(name)
        assert TOKEN.encode() not in body, name
        assert b"For me only" not in body, name
        assert b"Paid" not in body, f"{name}: what a cookie shows is in no public feed, and has no public page"
    assert names(installation.items("all.json")) == ["open"]

    document = json.loads(installation.feed(f"mine.{TOKEN}.json"))
    assert document["feed_url"] == f"{BASE}mine.{TOKEN}.json"
    assert entries(json_documents(installation, f"mine.{TOKEN}.json")) == {"a", "b"}
    assert b'rel="hub"' not in installation.feed(f"mine.{TOKEN}.atom")
    pages = {name for name in private if name.startswith("articles/")}
    assert len(pages) == 2
    assert all(re.fullmatch(rf"articles/{TOKEN}/[0-9a-f-]{{36}}\.html", name) for name in pages)

    installation.caveat("run", env=env | {"MINE_TOKEN": TOKEN[::-1]})
    files = {path.as_posix() for path in installation.root.rglob("feeds/**/*.*")}
    assert not any(TOKEN in name for name in files), "with another token the old address is gone"
    assert names(installation.items(f"mine.{TOKEN[::-1]}.json"))


def test_a_token_is_never_printed(installation, site):
    running = site({"/": listing("a"), "/a": page("Paid")})
    installation.write(feeds=PRIVATE, source_site=listing_source(running.url), source_inbox=INBOX)
    (installation.root / "inbox").mkdir()
    refused = installation.caveat("check", env={"MINE_TOKEN": "Too Short"}, exit_code=2)
    assert "config/feeds.toml:11: feed.1.token: what stands there is no token" in refused.stderr
    assert "Too Short" not in refused.stderr
    done = installation.caveat("-v", "run", env={"MINE_TOKEN": TOKEN})
    assert TOKEN not in done.stdout + done.stderr
    assert "feeds/mine.TOKEN.rss" in done.stdout
