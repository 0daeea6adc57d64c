"""Newsletters dropped into an inbox: what they become, and who is shown them."""

from tests.acceptance.test_inbox import INBOX
from tests.unit.extract.mails import RECIPIENT, STORY, mail, newsletter

NAMED = '[[feed]]\nid = "all"\ntitle = "Everything"\n[[feed]]\nid = "letters"\ntitle = "Letters"\nsources = ["inbox"]\n'


def post(installation, name, title="The lamp on the pier", message_id="<18@harbour.example>"):
    path = installation.root / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mail(newsletter(f"<p>{STORY}</p>"), subject=title, message_id=message_id))
    return path


def everything(installation):
    return b"".join(path.read_bytes() for path in (installation.root / "feeds").rglob("*") if path.is_file())


def test_a_newsletter_is_shown_by_feeds_that_name_its_inbox_and_by_no_other(installation):
    installation.write(source_inbox=INBOX.format(""), feeds=NAMED)
    post(installation, "18.eml")
    (installation.root / "inbox" / "a.txt").write_text(f"A plain title\n\n{STORY}\n", encoding="utf-8")
    installation.caveat("run")
    assert [item["title"] for item in installation.items()] == ["A plain title"]
    titles = {item["title"]: item for item in installation.items("letters.json")}
    assert titles.keys() == {"A plain title", "The lamp on the pier"}
    letter = titles["The lamp on the pier"]
    assert (letter["authors"], letter["date_published"]) == ([{"name": "Ada Quill"}], "2026-05-01T07:30:00+00:00")
    assert RECIPIENT.encode() not in everything(installation)


def test_a_newsletter_that_no_feed_names_has_no_page_either(installation):
    installation.write(source_inbox=INBOX.format(""))
    post(installation, "18.eml")
    report = installation.report("run")["sources"][0]
    assert (report["new"], report["failures"]) == (1, [])
    assert b"on the pier" not in everything(installation)
    assert not list((installation.root / "feeds" / "articles").glob("*"))


def test_an_inbox_that_is_shared_shares_its_newsletters(installation):
    installation.write(source_inbox=INBOX.format("shared = true"))
    post(installation, "18.eml")
    installation.caveat("run")
    assert len(installation.items()) == 1


def test_a_newsletter_ingested_by_hand_is_published(installation):
    installation.write(source_inbox=INBOX.format(""))
    installation.caveat("ingest", str(post(installation, "../elsewhere/18.eml")))
    assert [item["title"] for item in installation.items()] == ["The lamp on the pier"]


def test_one_e_mail_in_two_files_is_one_entry(installation):
    installation.write(source_inbox=INBOX.format("shared = true"))
    post(installation, "18.eml")
    post(installation, "copies/18 (1).eml")
    post(installation, "19.eml", title="Another", message_id="<19@harbour.example>")
    installation.caveat("run")
    assert sorted(item["title"] for item in installation.items()) == ["Another", "The lamp on the pier"]


def test_an_e_mail_without_an_id_is_known_by_its_file(installation):
    installation.write(source_inbox=INBOX.format("shared = true"))
    post(installation, "18.eml", message_id=None)
    installation.caveat("run")
    (before,) = installation.items()
    post(installation, "18.eml", title="The lamp, corrected", message_id=None)
    assert installation.report("run")["sources"][0]["changed"] == 1
    (after,) = installation.items()
    assert (after["id"], after["title"]) == (before["id"], "The lamp, corrected")


def test_newsletters_are_moved_as_other_files_are(installation):
    installation.write(source_inbox=INBOX.format("move = true\nshared = true"))
    path = post(installation, "18.eml")
    installation.caveat("run")
    assert not path.exists()
    assert (installation.root / "inbox/done/18.eml").is_file()
    assert len(installation.items()) == 1


def test_what_is_no_e_mail_is_reported_once_with_the_reason(installation):
    installation.write(source_inbox=INBOX.format(""))
    (installation.root / "inbox").mkdir()
    (installation.root / "inbox" / "broken.eml").write_bytes(b"no header at all")
    (failure,) = installation.report("run", exit_code=1)["sources"][0]["failures"]
    assert (failure["stage"], failure["url"]) == ("extract", "broken.eml")
    assert "no headers" in failure["error"]
    assert installation.report("run")["sources"][0]["failures"] == []
    (installation.root / "inbox" / "broken.eml").write_bytes(mail(text=STORY))
    assert installation.report("run")["sources"][0]["new"] == 1
