"""Files dropped into a folder."""

from tests.acceptance.conftest import page

INBOX = '[[source]]\nid = "inbox"\nkind = "inbox"\npath = "inbox"\n{}\n'
TEXT = "{title}\n\nThe first paragraph says what happened at the harbour.\n\nThe second one says to whom it happened.\n"


def drop(installation, name, text):
    path = installation.root / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_text_markdown_and_html_become_entries_with_pages_of_their_own(installation):
    installation.write(source_inbox=INBOX.format(""))
    drop(installation, "a.txt", TEXT.format(title="A plain title"))
    drop(installation, "deep/b.md", "---\ntitle: A front title\nauthor: Bo Lind\n---\n\nBody of *it* here.\n")
    drop(installation, "c.html", page("A page title"))
    installation.caveat("run")
    items = {item["title"]: item for item in installation.items()}
    assert items.keys() == {"A plain title", "A front title", "A page title"}
    assert items["A front title"]["authors"] == [{"name": "Bo Lind"}]
    link = items["A plain title"]["url"]
    assert link.startswith("http://127.0.0.1:8000/feeds/articles/")
    assert (installation.root / "feeds" / "articles" / link.rsplit("/", 1)[1]).is_file()


def test_an_edited_file_is_a_revision_and_its_id_stays(installation):
    installation.write(source_inbox=INBOX.format(""))
    drop(installation, "a.txt", TEXT.format(title="Before"))
    installation.caveat("run")
    (before,) = installation.items()
    drop(installation, "a.txt", TEXT.format(title="After, and longer"))
    assert installation.report("run")["sources"][0]["changed"] == 1
    (after,) = installation.items()
    assert (after["id"], after["title"]) == (before["id"], "After, and longer")


def test_an_id_in_the_front_matter_outlives_the_name_of_the_file(installation):
    installation.write(source_inbox=INBOX.format(""))
    text = "---\nid: harbour-1\ntitle: Harbour\n---\n\nWhat happened at the harbour is told here.\n"
    first = drop(installation, "a.md", text)
    installation.caveat("run")
    first.rename(first.with_name("b.md"))
    installation.caveat("run")
    assert len(installation.items()) == 1


def test_unfinished_and_strange_files_are_left_alone(installation):
    installation.write(source_inbox=INBOX.format(""))
    for name in ("a.txt.part", "b.tmp", ".hidden.txt", "picture.png"):
        drop(installation, name, "not an article")
    report = installation.report("run")["sources"][0]
    assert report["listed"] == 0
    assert [drop["url"] for drop in report["dropped"]] == ["picture.png"]


def test_files_are_moved_only_where_the_config_says_so_and_only_once_stored(installation):
    installation.write(source_inbox=INBOX.format("move = true"))
    good = drop(installation, "a.txt", TEXT.format(title="Moved"))
    bad = drop(installation, "empty.txt", "\n")
    installation.caveat("run", exit_code=1)
    assert not good.exists()
    assert (installation.root / "inbox/done/a.txt").is_file()
    assert bad.exists()
    assert [item["title"] for item in installation.items()] == ["Moved"]


def test_an_inbox_that_is_not_there_is_named(installation):
    installation.write(source_inbox=INBOX.format(""))
    failed = installation.caveat("run", exit_code=1)
    assert "inbox" in failed.stderr


def test_what_is_ingested_by_hand_is_published_and_two_files_of_one_name_are_two_entries(installation, tmp_path):
    for folder in ("one", "two"):
        drop(installation, f"../{folder}/a.txt", TEXT.format(title=f"From {folder}"))
    installation.caveat("ingest", str(tmp_path / "one"), str(tmp_path / "two" / "a.txt"))
    assert {item["title"] for item in installation.items()} == {"From one", "From two"}
    assert installation.report("ingest", str(tmp_path / "one"))["sources"][0]["new"] == 0


def test_ingesting_a_file_of_an_inbox_is_reading_that_inbox(installation):
    installation.write(source_inbox=INBOX.format(""))
    path = drop(installation, "a.txt", TEXT.format(title="Once"))
    installation.caveat("ingest", str(path))
    installation.caveat("run")
    assert [item["title"] for item in installation.items()] == ["Once"]


def test_a_rule_that_matches_nothing_is_told_by_a_pass_and_by_a_preview_and_fails_neither(installation):
    installation.write(source_inbox=INBOX.format('[source.article]\ntitle = "h1"\nbody = "div.gone"'))
    path = drop(installation, "c.html", page("A page title"))
    said = (
        'inbox: [source.article] body "div.gone" matches nothing on the page: the body is what caveat finds by itself'
    )
    assert installation.caveat("run").stderr.splitlines() == [said]
    assert [item["title"] for item in installation.items()] == ["A page title"]
    assert installation.caveat("preview", str(path), "--source", "inbox").stderr.splitlines() == [said]
    assert installation.report("preview", str(path), "--source", "inbox")["unmatched"][0]["selector"] == "div.gone"
    (source,) = installation.report("run", "--all")["sources"]
    assert source["unmatched"] == [{"key": "body", "selector": "div.gone", "pages": 1}]
