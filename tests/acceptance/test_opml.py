"""`caveat opml`: subscription lists of other programs in, our own out, and the way round."""

import tomllib

import listparser
import pytest

SUBSCRIPTIONS = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
  <head><title>My reading list</title></head>
  <body>
    <outline text="Screens">
      <outline type="rss" text="The Harbour Lamp" xmlUrl="https://lamp.example/feed" htmlUrl="https://lamp.example/"/>
      <outline type="atom" text="Lamp again" XMLURL="https://lamp.example/feed#again"/>
      <outline type="rss" text="Tower" xmlUrl="https://tower.example/?a=1&b=2" category="books"/>
    </outline>
    <outline type="rss" text="Broken" xmlUrl="javascript:alert(1)"/>
    <outline type="rss" text="Secret" xmlUrl="https://me:hush@secret.example/"/>
    <outline text="Nothing"/>
  </body>
</opml>
"""


def add(installation, text=SUBSCRIPTIONS, *options, exit_code=0):
    (installation.root / "list.opml").write_text(text, encoding="utf-8")
    return installation.caveat("opml", "import", "list.opml", *options, exit_code=exit_code)


def tables(installation, name="my-reading-list"):
    text = (installation.root / f"config/sources/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["source"]


def test_every_feed_becomes_a_source_and_what_does_not_is_told(installation):
    said = add(installation)
    assert said.stdout.endswith("2 feeds written to config/sources/my-reading-list.toml.\n")
    assert tables(installation) == [
        {"id": "the-harbour-lamp", "kind": "feed", "url": "https://lamp.example/feed", "tags": ["Screens"]},
        {"id": "tower", "kind": "feed", "url": "https://tower.example/?a=1&b=2", "tags": ["Screens", "books"]},
    ]
    assert said.stderr.splitlines() == [
        "left out: Lamp again: listed twice",
        "left out: Broken: its address is not an http(s) one",
        "left out: Nothing: has no address of a feed",
        "left out: Secret: its address holds a password: write that source by hand, with [source.headers]",
    ]
    assert "hush" not in said.stdout
    assert "2 sources" in installation.caveat("check").stdout


def test_what_is_read_already_is_not_added_again(installation):
    add(installation)
    said = add(installation)
    assert said.stdout == "Nothing to add.\n"
    assert "The Harbour Lamp: is read already as the-harbour-lamp" in said.stderr
    assert [file.name for file in (installation.root / "config/sources").iterdir()] == ["my-reading-list.toml"]


def test_a_second_list_of_the_same_name_gets_a_file_of_its_own(installation):
    add(installation)
    add(installation, SUBSCRIPTIONS.replace("lamp.example", "other.example"))
    assert [table["id"] for table in tables(installation, "my-reading-list-2")] == ["the-harbour-lamp-2"]


def test_a_dry_run_writes_nothing(installation):
    said = add(installation, SUBSCRIPTIONS, "--dry-run")
    assert "2 feeds would be written to config/sources/my-reading-list.toml." in said.stdout
    assert list((installation.root / "config/sources").iterdir()) == []


def test_a_program_is_told_in_json(installation):
    (installation.root / "list.opml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    told = installation.report("opml", "import", "list.opml")
    assert told["written"] is True
    assert told["added"][0] == {"id": "the-harbour-lamp", "url": "https://lamp.example/feed", "tags": ["Screens"]}
    assert {"name": "Nothing", "reason": "has no address of a feed"} in told["skipped"]


@pytest.mark.parametrize(("text", "exit_code", "said"), [("", 1, "is empty"), ("<html/>", 1, "no OPML document")])
def test_what_is_no_list_is_refused(installation, text, exit_code, said):
    failed = add(installation, text, exit_code=exit_code)
    assert said in failed.stderr
    assert "list.opml" in failed.stderr


SOURCES = """\
[[source]]
id = "lamp"
kind = "feed"
url = "https://lamp.example/feed"
tags = ["tv", "sci-fi/fantasy"]
language = "en-GB"

[[source]]
id = "with-a-password"
kind = "feed"
url = "https://me:hush@secret.example/feed"

[[source]]
id = "with-a-cookie"
kind = "feed"
url = "https://members.example/feed"
headers = { Cookie = { env = "COOKIE" } }

[[source]]
id = "page"
kind = "listing"
url = "https://page.example/"
"""


def test_the_feeds_of_the_config_are_exported_without_a_secret(installation):
    installation.write(source_all=SOURCES)
    said = installation.caveat("opml", "export", env={"COOKIE": "crumbs"})
    found = listparser.parse(said.stdout)
    assert not found["bozo"]
    assert [(feed["url"], feed["title"]) for feed in found["feeds"]] == [("https://lamp.example/feed", "lamp")]
    assert said.stderr.splitlines() == [
        "left out: with-a-password: is not shared; --all takes it in",
        "left out: with-a-cookie: is not shared; --all takes it in",
        "left out: page: is of kind listing, which OPML does not know",
    ]
    everything = installation.caveat("opml", "export", "--all", env={"COOKIE": "crumbs"}).stdout
    assert len(listparser.parse(everything)["feeds"]) == 3
    assert "hush" not in everything
    assert "crumbs" not in everything


def test_what_is_exported_is_imported_as_the_same_sources(installation):
    installation.write(source_all=SOURCES)
    exported = installation.caveat("opml", "export", env={"COOKIE": "crumbs"}).stdout
    (installation.root / "config/sources/source_all.toml").unlink()
    add(installation, exported)
    assert tables(installation, "sources-of-caveat") == tomllib.loads(SOURCES)["source"][:1]


def test_an_empty_list_is_a_document_all_the_same(installation):
    assert listparser.parse(installation.caveat("opml", "export").stdout)["version"] == "opml2"
