"""What an operator says of one article holds: its notices corrected, itself withdrawn, and both taken back."""

import feedparser
import pytest

from tests.acceptance.conftest import LOOPBACK, listing, listing_source, page

NOTICE = "Spoiler warning: this article contains spoilers for Jessica Jones season 1."
SECRET = "Kilgrave is behind it."


@pytest.fixture
def news(installation, site):
    """A site with an article that warns and one that does not, read once."""
    running = site(
        {
            "/": listing("warned", "plain"),
            "/warned": page("What comes next", SECRET, "Second.", "Third.", notice=NOTICE),
            "/plain": page("A quiet week", "Nothing happened.", published="2026-05-02T10:00:00Z"),
        }
    )
    installation.write(source_site=listing_source(running.url))
    installation.caveat("run")
    return running


def item(installation, name, feed="all.json"):
    (found,) = [one for one in installation.items(feed) if one["url"].endswith(f"/{name}")]
    return found


def names(installation, feed="all.json"):
    return [one["url"].rpartition("/")[2] for one in installation.items(feed)]


def test_what_spoils_unsaid_warns_in_every_slot_and_stays_so_when_its_page_is_edited(installation, news):
    before = item(installation, "plain")
    done = installation.report("mark", f"{news.url}/plain", "--contains", "Jessica Jones: up to s2e5; Dune (book)")
    (entry,) = done["entries"]
    assert (entry["id"], entry["marked"]) == (before["id"], "contains")
    assert [work["title"] for work in entry["notices"][0]["works"]] == ["Jessica Jones", "Dune"]
    assert entry["notices"][0] | {"origin": "declared", "rule": "operator", "where": "lead"} == entry["notices"][0]
    told = item(installation, "plain")
    warning = "Spoiler warning: This article contains spoilers for Jessica Jones up to S2E5, Dune."
    assert told["title"] == "[Spoilers: Jessica Jones up to S2E5, Dune] A quiet week"
    assert told["summary"].startswith(warning)
    assert told["content_html"].startswith(f"<p><strong>{warning}</strong></p>")
    assert told["tags"][:3] == ["spoiler", "Jessica Jones", "Dune"]
    assert told["id"] == before["id"]
    assert told["date_modified"] > before["date_modified"]
    safe = item(installation, "plain", "all.safe.json")
    assert "Nothing happened" not in str(safe), "all of it is covered"
    assert "plain" not in names(installation, "all.spoiler-free.json")
    atom = feedparser.parse(installation.feed("all.atom"))
    assert "[Spoilers: Jessica Jones up to S2E5, Dune] A quiet week" in {entry.title for entry in atom.entries}

    assert installation.report("run", "--all")["sources"][0]["changed"] == 0, "its page is what it was"
    assert item(installation, "plain") == told
    news.routes["/plain"] = page("A quiet week", "And then something did.", published="2026-05-02T10:00:00Z")
    assert installation.report("run", "--all")["sources"][0]["changed"] == 1
    edited = item(installation, "plain")
    assert edited["title"] == told["title"]
    assert "And then something did" in edited["content_html"]
    assert "something did" not in str(item(installation, "plain", "all.safe.json"))


def test_a_false_alarm_hides_nothing_any_more_and_can_be_taken_back(installation, news):
    warned = item(installation, "warned")
    assert warned["title"].startswith("[Spoilers: Jessica Jones S1]")
    assert "<details>" in warned["content_html"]
    installation.caveat("mark", warned["id"], "--none")
    told = item(installation, "warned")
    assert (told["title"], "spoiler" in told.get("tags", [])) == ("What comes next", False)
    assert "<details>" not in told["content_html"]
    assert SECRET in item(installation, "warned", "all.safe.json")["content_html"]
    assert NOTICE in told["content_html"], "what was taken for a notice is a sentence of the story"
    assert "warned" in names(installation, "all.spoiler-free.json")
    reading_page = installation.feed(f"articles/{warned['id'].removeprefix('urn:uuid:')}.html").decode()
    assert "<details" not in reading_page

    more = page("What comes next", SECRET, "Second.", "Third, and more.", notice=NOTICE)
    news.routes["/warned"] = more
    installation.caveat("run", "--all")
    assert "and more" in item(installation, "warned")["content_html"]
    assert item(installation, "warned")["title"] == "What comes next"

    installation.caveat("mark", warned["id"], "--found")
    back = item(installation, "warned")
    assert back["title"] == warned["title"]
    assert back["_spoiler"] == warned["_spoiler"]
    assert SECRET not in str(item(installation, "warned", "all.safe.json"))
    assert installation.report("run", "--all")["sources"][0]["changed"] == 0, "as a look at its page finds it"


def test_other_works_than_the_notice_says_stand_in_its_place(installation, news):
    installation.caveat("mark", f"{news.url}/warned?utm_source=mail", "--contains", "Jessica Jones: s2")
    told = item(installation, "warned")
    assert told["title"] == "[Spoilers: Jessica Jones S2] What comes next"
    assert "season 1" not in str(told), "its own words would contradict"
    installation.caveat("mark", f"{news.url}/warned", "--contains", "Jessica Jones: s1")
    assert "contains spoilers for Jessica Jones season 1" in item(installation, "warned")["summary"]


def test_a_work_is_called_as_works_toml_calls_it_and_none_need_be_named(installation, news):
    installation.write(
        works='[[work]]\ntitle = "Game of Thrones"\nslug = "game-of-thrones"\naliases = ["GoT"]\nmedium = "tv"\n'
    )
    installation.caveat("mark", f"{news.url}/plain", "--contains", "got: s8e3")
    assert item(installation, "plain")["title"] == "[Spoilers: Game of Thrones S8E3] A quiet week"
    installation.caveat("mark", f"{news.url}/plain", "--contains", "")
    assert item(installation, "plain")["title"] == "[Spoilers] A quiet week"


def test_hubs_are_told_at_once(installation, news, site):
    hub = site({"/": (202, {}, b"")})
    installation.write(caveat=f'{LOOPBACK}[websub]\nhub = "{hub.url}/"\n')
    installation.caveat("run")
    told = len(hub.asked)
    installation.caveat("withdraw", f"{news.url}/plain")
    assert "POST" in {asked.method for asked in hub.asked[told:]}


def test_an_article_is_found_by_its_reading_page_and_an_unknown_one_is_said(installation, news):
    reading_page = item(installation, "plain")["id"].removeprefix("urn:uuid:")
    address = f"http://127.0.0.1:8000/feeds/articles/{reading_page}.html"
    for target in (address, reading_page, reading_page.upper(), f"feeds/articles/{reading_page}.html"):
        (entry,) = installation.report("mark", target, "--none")["entries"]
        assert entry["url"] == f"{news.url}/plain"
    unknown = installation.caveat("mark", f"{news.url}/nothing", "--none", exit_code=1)
    why = "no article is stored under this address or id: both stand in the entries of the feeds"
    assert unknown.stderr == f"{news.url}/nothing: {why}\n"
    assert unknown.stdout == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((), "exactly one of --contains WORKS, --none and --found is wanted"),
        (("--none", "--found"), "exactly one of --contains WORKS, --none and --found is wanted"),
        (("--contains", "Lost: s2x5"), '"s2x5" is no part of a work that is known'),
        (("--contains", ": s1"), "names no work"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_changes_nothing(installation, news, said, why):
    before = installation.published()
    refused = installation.caveat("mark", f"{news.url}/plain", *said, exit_code=2)
    assert why in " ".join(refused.stderr.replace("│", " ").split())
    assert installation.published() == before


def test_what_a_feed_declares_comes_back_too(installation, site):
    running = site({})
    running.routes["/feed"] = (
        200,
        {"content-type": "application/rss+xml"},
        f"""<rss version="2.0"><channel><title>News</title><link>{running.url}/</link><item>
        <title>What comes next</title><link>{running.url}/a</link><guid>{running.url}/a</guid>
        <category>Severance spoilers</category><pubDate>Fri, 01 May 2026 10:00:00 GMT</pubDate>
        <description>The lamp went out on the pier at nine.</description></item></channel></rss>""".encode(),
    )
    installation.write(
        source_feed=f'[[source]]\nid = "news"\nkind = "feed"\nurl = "{running.url}/feed"\nevery = "1s"\n',
        works='[[work]]\ntitle = "Severance"\nslug = "severance"\nmedium = "tv"\n',
    )
    installation.caveat("run")
    declared = item(installation, "a")
    assert declared["title"].startswith("[Spoilers: Severance]")
    installation.caveat("mark", f"{running.url}/a", "--none")
    assert item(installation, "a")["title"] == "What comes next"
    installation.caveat("run", "--all")
    installation.caveat("mark", f"{running.url}/a", "--found")
    back = item(installation, "a")
    assert {**back, "date_modified": ""} == {**declared, "date_modified": ""}


def test_a_withdrawn_article_is_in_no_feed_and_has_no_page_until_it_is_put_back(installation, news):
    kept = item(installation, "warned")
    reading_page = installation.root / "feeds" / "articles" / f"{kept['id'].removeprefix('urn:uuid:')}.html"
    assert reading_page.exists()
    (entry,) = installation.report("withdraw", f"{news.url}/warned")["entries"]
    assert entry["withdrawn"]
    assert names(installation) == ["plain"]
    assert not reading_page.exists()
    assert b"What comes next" not in b"".join(body for _, body in installation.published().values())
    gone = f'deleted-entry ref="{kept["id"]}"'.encode()
    assert gone in installation.feed("all.atom"), "so that readers drop it (RFC 6721)"

    news.routes["/warned"] = page("What comes next, after all", SECRET, notice=NOTICE)
    installation.caveat("run", "--all")
    assert names(installation) == ["plain"], "whatever is read of it"

    installation.caveat("withdraw", kept["id"], "--undo")
    back = item(installation, "warned")
    assert back["title"].endswith("What comes next, after all")
    assert (back["id"], reading_page.exists()) == (kept["id"], True)
    assert back["date_modified"] > kept["date_modified"], "readers that dropped it take it back"
    assert gone not in installation.feed("all.atom")


def test_an_article_whose_page_is_gone_for_good_is_withdrawn_and_comes_back_with_it(installation, news):
    whole, before = news.routes["/plain"], item(installation, "plain")
    for status in (404, 500):
        news.routes["/plain"] = (status, {}, b"")
        installation.caveat("run", "--all", exit_code=1)
        assert "plain" in names(installation), "a page that cannot be had is no reason"
    news.routes["/plain"] = (410, {}, b"")
    report = installation.report("run", "--all")["sources"][0]
    assert [drop["reason"] for drop in report["dropped"]] == [
        "its page answers 410 Gone: withdrawn, until it is there again"
    ]
    assert report["failures"] == []
    assert names(installation) == ["warned"]
    assert installation.report("run", "--all")["sources"][0]["dropped"] == [], "that is said once"

    news.routes["/plain"] = whole
    assert installation.report("run", "--all")["sources"][0]["changed"] == 1
    after = item(installation, "plain")
    assert after["id"] == before["id"]
    assert after["date_modified"] > before["date_modified"]
    assert {**after, "date_modified": ""} == {**before, "date_modified": ""}
