"""`caveat add`: from an address to a source that is read, asked for at a terminal, and told about in words or JSON."""

import json
import os
import pty
import subprocess
import tomllib

import pytest

from tests.acceptance.conftest import FEEDS, Installation, page

NEWSROOM = "http://newsroom.example"


@pytest.fixture
def demo(tmp_path) -> Installation:
    """An installation without sources that serves the demonstration newsroom."""
    return Installation(tmp_path).write(caveat="[demo]\nnewsroom = true\n", feeds=FEEDS)


def sources(installation):
    """The tables of every file of sources, by file name."""
    files = sorted((installation.root / "config/sources").glob("*"))
    return {file.name: tomllib.loads(file.read_text(encoding="utf-8"))["source"] for file in files}


def rss(*slugs, text="The lamp on the pier was lit. " * 60, title="The Harbour Lamp"):
    items = "".join(
        f"<item><title>{slug}</title><link>/{slug}</link><description>{text}</description>"
        "<pubDate>Fri, 01 May 2026 09:00:00 GMT</pubDate></item>"
        for slug in slugs
    )
    body = f'<rss version="2.0"><channel><title>{title}</title><link>/</link>{items}</channel></rss>'
    return 200, {"content-type": "application/rss+xml"}, body.encode()


DECLARES = '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/f"></head><p>Hello.</p>'


def test_what_is_found_in_the_newsroom_is_written_and_read(demo):
    said = demo.caveat("add", f"{NEWSROOM}/")
    assert "> feed     http://newsroom.example/feed.xml" in said.stdout
    assert "The car that answers back gets its nose rebuilt" in said.stdout
    assert "by Dilys Penhallow" in said.stdout
    assert said.stderr.startswith("config/sources/the-foyer.toml is written. Next: caveat check --live")
    assert sources(demo) == {
        "the-foyer.toml": [
            {"id": "the-foyer", "kind": "feed", "url": f"{NEWSROOM}/feed.xml", "full_text": True},
        ]
    }
    (report,) = demo.report("run")["sources"]
    assert (report["id"], report["new"], report["failures"]) == ("the-foyer", 10, [])


def test_a_listing_is_written_with_the_selectors_that_were_found(demo):
    demo.caveat("add", f"{NEWSROOM}/tv/", "--kind", "listing", "--id", "stories")
    (table,) = sources(demo)["stories.toml"]
    assert (table["kind"], table["url"]) == ("listing", f"{NEWSROOM}/tv/")
    assert table["select"]["item"] == "article.card"
    (report,) = demo.report("run")["sources"]
    assert (report["listed"], report["new"], report["failures"]) == (14, 10, [])


def test_of_the_newsroom_s_section_the_feed_that_holds_the_same_is_taken(demo):
    found = demo.report("add", f"{NEWSROOM}/tv/")
    assert [(candidate["kind"], candidate["articles"]) for candidate in found["candidates"]] == [
        ("feed", 14),
        ("listing", 14),
    ]
    assert found["source"]["reason"] == "the feed of this section"


def test_an_article_of_the_newsroom_leads_to_its_feed(demo):
    found = demo.report("add", f"{NEWSROOM}/tv/ten-years-of-frozen-yogurt")
    assert found["source"]["url"] == f"{NEWSROOM}/feed.xml"


def test_what_is_read_already_is_said_and_left(demo):
    demo.caveat("add", f"{NEWSROOM}/", "--id", "newsroom")
    before = sources(demo)
    for address in (f"{NEWSROOM}/", f"{NEWSROOM}/feed.xml", "http://NEWSROOM.example:80/feed.xml"):
        said = demo.caveat("add", address)
        assert "is read already as newsroom" in said.stderr
        assert demo.report("add", address)["known"] == "newsroom"
    assert sources(demo) == before


def test_a_dry_run_shows_everything_and_writes_nothing(demo):
    said = demo.caveat("add", f"{NEWSROOM}/", "--dry-run")
    assert '[[source]]\n  id = "the-foyer"' in said.stdout
    assert said.stderr == "Nothing was written.\n"
    assert sources(demo) == {}


def test_a_program_is_told_all_in_json(demo):
    found = demo.report("add", f"{NEWSROOM}/", "--id", "mine")
    (candidate,) = found["candidates"]
    assert candidate == {
        "url": f"{NEWSROOM}/feed.xml",
        "kind": "feed",
        "title": "The Foyer",
        "articles": 14,
        "newest": "2026-11-12T16:40:00+00:00",
        "teasers": True,
        "found": "declared by the page",
    }
    written = found["source"]
    assert (written["id"], written["kind"], written["written"]) == ("mine", "feed", True)
    assert written["file"].endswith("config/sources/mine.toml")
    assert tomllib.loads(written["toml"])["source"] == sources(demo)["mine.toml"]
    assert len(written["articles"]) == 5
    assert written["sample"]["title"] == written["articles"][0]["title"]
    assert found["known"] is None


def test_a_feed_with_whole_texts_needs_no_pages(installation, site):
    server = site({"/": DECLARES, "/f": rss("a", "b")})
    installation.caveat("add", f"{server.url}/")
    assert sources(installation) == {
        "the-harbour-lamp.toml": [{"id": "the-harbour-lamp", "kind": "feed", "url": f"{server.url}/f"}]
    }
    assert "/a" not in [asked.path for asked in server.asked]


def test_pages_that_hold_no_more_than_the_feed_are_not_fetched_for_it(installation, site):
    text = "The lamp on the pier was lit again at nine, and nobody would say who had brought the matches."
    server = site({"/f": rss("a", text=text)})
    same = f"<!DOCTYPE html><html><body><article><h1>A</h1><p>{text}</p></article></body></html>"
    for server.routes["/a"] in (same, (403, {}, b"for people")):
        found = installation.report("add", f"{server.url}/f", "--dry-run")
        assert "full_text" not in tomllib.loads(found["source"]["toml"])["source"][0]
        assert found["source"]["sample"]["text"] == text


def test_teasers_are_completed_from_their_pages(installation, site):
    server = site({"/f": rss("a", text="Only this."), "/a": page("A")})
    found = installation.report("add", f"{server.url}/f")
    assert tomllib.loads(found["source"]["toml"])["source"][0]["full_text"] is True
    assert "nobody who was there will say" in found["source"]["sample"]["text"]


def test_a_second_source_of_one_name_gets_a_number(installation, site):
    server = site({"/f": rss("a"), "/g": rss("b")})
    for path in ("f", "g"):
        installation.caveat("add", f"{server.url}/{path}")
    assert list(sources(installation)) == ["the-harbour-lamp-2.toml", "the-harbour-lamp.toml"]


def test_where_nothing_is_found_the_exit_code_is_1_and_all_that_was_tried_is_told(installation, site):
    server = site({"/": "<!DOCTYPE html><p>Nothing here.</p>"})
    said = installation.caveat("add", f"{server.url}/", exit_code=1)
    assert said.stdout == ""
    assert "Nothing worth reading was found behind" in said.stderr
    for path in ("/", "/feed/", "/sitemap.xml"):
        assert f"  {server.url}{path}: " in said.stderr
    found = installation.report("add", f"{server.url}/", exit_code=1)
    assert found["source"] is None
    assert {"url", "error"} == set(found["tried"][0])
    assert sources(installation) == {}


def test_comments_are_shown_and_not_chosen(installation, site):
    declares = DECLARES.replace("/f", "/comments/feed")
    server = site({"/": declares, "/comments/feed": rss("c")})
    said = installation.caveat("add", f"{server.url}/", exit_code=1)
    assert f"  feed     {server.url}/comments/feed" in said.stdout
    assert "can be added by its own address" in said.stderr
    installation.caveat("add", f"{server.url}/comments/feed")
    assert list(sources(installation)) == ["the-harbour-lamp.toml"]


def test_a_private_address_is_refused_in_words(installation):
    installation.write(caveat='[fetch]\ndelay = "0s"\n')
    assert "must not be dialled" in installation.caveat("add", "http://127.0.0.1:9/", exit_code=1).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ftp://site.example/",), "not an http"),
        (("javascript:alert(1)",), "not an http"),
        (("http://me:hush@site.example/",), "Authorization"),
        (("http://site.example/", "--kind", "inbox"), "is none of"),
        (("http://site.example/", "--id", "A B"), "lower-case"),
        (("http://site.example/", "--id", "site"), "taken already"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage_is_exit_code_2_before_anything_is_fetched(installation, arguments, said):
    installation.write(source_x='[[source]]\nid = "site"\nkind = "feed"\nurl = "http://a.example/"\n')
    failed = installation.caveat("add", *arguments, exit_code=2)
    assert said in " ".join(failed.stderr.replace("│", " ").split())
    assert "hush" not in failed.stderr


def test_a_wrong_config_is_told_before_anything_is_fetched(installation):
    installation.write(source_x="[[source]]\nnonsense = 1\n")
    assert "config/sources/source_x.toml:2" in installation.caveat("add", "http://a.example/", exit_code=2).stderr


def test_what_cannot_be_written_is_exit_code_4(installation, site):
    server = site({"/f": rss("a")})
    folder = installation.root / "config/sources"
    folder.rmdir()
    folder.symlink_to(installation.root / "nowhere/at/all")
    failed = installation.caveat("add", f"{server.url}/f", exit_code=4)
    assert "the-harbour-lamp.toml cannot be written" in failed.stderr


@pytest.mark.parametrize(("typed", "written"), [("y\n", True), ("\n", True), ("n\n", False)])
def test_a_person_at_a_terminal_is_asked(installation, site, typed, written):
    server = site({"/f": rss("a")})
    shown = at_a_terminal(installation, "add", f"{server.url}/f", typed=typed)
    assert "Write config/sources/the-harbour-lamp.toml?" in shown
    assert (list(sources(installation)) == ["the-harbour-lamp.toml"]) is written


def test_and_with_yes_is_not(installation, site):
    server = site({"/f": rss("a")})
    assert "Write config" not in at_a_terminal(installation, "add", "-y", f"{server.url}/f", typed="")
    assert list(sources(installation)) == ["the-harbour-lamp.toml"]


def test_nothing_from_outside_commands_the_terminal_or_the_file(installation, site):
    title = "Lamp&#x9b;2J \N{RIGHT-TO-LEFT OVERRIDE}\x7f\n[fetch]\nproxy = 1 &lt;b&gt;"
    server = site({"/f": rss("a", title=title)})
    said = installation.caveat("add", f"{server.url}/f")
    assert not any(character in said.stdout for character in "\x9b\x7f\N{RIGHT-TO-LEFT OVERRIDE}")
    (text,) = [file.read_text() for file in (installation.root / "config/sources").iterdir()]
    assert text.count("[[source]]") == 1
    assert not [line for line in text.splitlines() if line.startswith("[fetch]")]


def at_a_terminal(installation, *arguments, typed):
    """What the command shows to a person who types this."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        installation.command(*arguments),
        cwd=installation.root,
        env=installation.environ({"TERM": "dumb", "COLUMNS": "200"}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux ends a terminal nobody holds any more
        pass
    finally:
        os.close(ours)
    assert process.wait(60) == 0, shown
    return shown.decode()


def test_the_json_of_a_known_source_has_the_same_keys(demo):
    demo.caveat("add", f"{NEWSROOM}/")
    known = json.loads(demo.caveat("add", f"{NEWSROOM}/feed.xml", "--json").stdout)
    assert set(known) == {"asked", "known", "candidates", "tried", "source"}
