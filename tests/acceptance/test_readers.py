"""Readers that people use subscribe to `caveat serve`: list and body warn first, a safe twin tells nothing at all."""

import mailbox
import os
import subprocess
from email import policy
from email.parser import BytesParser
from itertools import count

import pytest

from tests.acceptance.conftest import FEEDS, LOOPBACK, Installation, listing, listing_source, page
from tests.acceptance.newsboat import Newsboat
from tests.acceptance.relay import Relay
from tests.acceptance.test_serve import serving
from tests.programs import program

NOTICE = "Warning: this article contains spoilers for Dune."
COVERED = ("Leto", "poisoned tooth", "matches")
"""Words of the lines behind the notice, the second and the last among them."""
TITLE = "[Spoilers: Dune] Sand"
OPEN = "Casting news"


@pytest.fixture(scope="module")
def relay(tmp_path_factory, lasting_site):
    """The way to a server with two articles, of which the newer one spoils; feeds name it as their own address."""
    spoiled = page("Sand", "Leto is dead by then.", "It was the poisoned tooth.", notice=NOTICE)
    plain = page(OPEN, "A harbour was found.", published="2026-04-01T10:00:00Z")
    running = lasting_site({"/": listing("a", "b"), "/a": spoiled, "/b": plain})
    relay = Relay()
    relay.address = lasting_site(relay).url
    installation = Installation(tmp_path_factory.mktemp("installation"))
    address = f'base_url = "{relay.address}"\n'
    installation.write(caveat=address + LOOPBACK, feeds=FEEDS, source_site=listing_source(running.url))
    installation.caveat("run")
    with serving(installation, "--no-schedule") as (upstream, process):
        process.stderr.readline()
        relay.upstream = upstream
        yield relay


@pytest.fixture
def folder(tmp_path):
    """Makes one new folder after the other."""
    numbers = count()

    def make():
        made = tmp_path / f"reader-{next(numbers)}"
        made.mkdir()
        return made

    return make


def first_line(text):
    return next(line.strip() for line in text.splitlines() if line.strip())


def told(text):
    return [word for word in COVERED if word in text]


def told_before_the_warning(text):
    return told(text[: text.index("contains spoilers for Dune")])


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_newsboat(relay, folder, ending):
    newsboat = program("newsboat")
    path = f"/feeds/all.{ending}"
    subscribed = Newsboat(newsboat, folder(), relay.address + path)
    for _ in range(3):  # it notes validators of feeds that it knows: the first poll makes it know this one
        subscribed.reload()
    assert relay.statuses(path)[-3:] == [200, 200, 304]

    assert [title for title, _ in subscribed.stored()] == [TITLE, OPEN]
    listed, shown = subscribed.shown()
    assert TITLE in listed
    assert told(listed) == []
    head, _, body = shown.partition("\n \n")
    assert f"Title: {TITLE}" in head
    assert "contains spoilers for Dune" in first_line(body)
    assert told_before_the_warning(shown) == []
    assert told(shown) == [*COVERED], "it opens every fold"

    safe = Newsboat(newsboat, folder(), f"{relay.address}/feeds/all.safe.{ending}")
    safe.reload()
    stored = dict(safe.stored())
    assert "contains spoilers for Dune" in stored[TITLE]
    assert told("".join(stored.values()).replace(stored[OPEN], "")) == []
    assert "harbour" in stored[OPEN]
    _, shown = safe.shown()
    assert "contains spoilers for Dune" in first_line(shown.partition("\n \n")[2])
    assert told(shown) == []


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_rss2email(relay, folder, ending):
    r2e = program("r2e")

    def subscribe(home, path, polls):
        """The mails that come of it, by subject."""
        config, data = home / "rss2email.cfg", home / "rss2email.json"
        config.write_text(
            f"[DEFAULT]\nfrom = caveat@reader.example\nto = me@reader.example\nemail-protocol = maildir\n"
            f"maildir-path = {home}\nmaildir-mailbox = inbox\ndigest = False\n"
        )
        inbox = mailbox.Maildir(home / "inbox")
        environ = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        command = [r2e, "-c", config, "-d", data]
        subprocess.run([*command, "add", "caveat", relay.address + path], env=environ, check=True, timeout=30)
        for _ in range(polls):
            subprocess.run([*command, "run"], env=environ, check=True, timeout=30)
        read = BytesParser(policy=policy.default).parsebytes
        mails = [read(inbox.get_bytes(key)) for key in inbox.iterkeys()]
        return {mail["subject"]: mail.get_content() for mail in mails}

    path = f"/feeds/all.{ending}"
    mails = subscribe(folder(), path, 2)
    assert relay.statuses(path)[-2:] == [200, 304]
    assert {*mails} == {OPEN, TITLE}
    assert "contains spoilers for Dune" in first_line(mails[TITLE])
    assert told_before_the_warning(mails[TITLE]) == []
    assert told(mails[TITLE]) == ([*COVERED] if ending == "rss" else []), "of Atom it takes the summary"

    safe = subscribe(folder(), f"/feeds/all.safe.{ending}", 1)
    assert "contains spoilers for Dune" in first_line(safe[TITLE])
    assert told(safe[TITLE]) == []
    assert "harbour" in safe[OPEN]


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_sfeed(relay, folder, ending):
    update, plain = program("sfeed_update"), program("sfeed_plain")

    def subscribe(home, path):
        """The list that it shows, and the content of the article that spoils."""
        (home / "sfeedrc").write_text(f"sfeedpath={home}/feeds\nfeeds() {{\n\tfeed all {relay.address}{path}\n}}\n")
        environ = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run([update, home / "sfeedrc"], env=environ, check=True, timeout=30, capture_output=True)
        command = [plain, home / "feeds/all"]
        listed = subprocess.run(command, env=environ, check=True, timeout=30, capture_output=True, text=True).stdout
        rows = [line.split("\t") for line in (home / "feeds/all").read_text("utf-8").splitlines()]
        return listed, {row[1]: row[3] for row in rows}

    listed, contents = subscribe(folder(), f"/feeds/all.{ending}")
    assert TITLE in listed
    assert told(listed) == []
    assert contents[TITLE].startswith("<p><strong>")
    assert told_before_the_warning(contents[TITLE]) == []
    assert told(contents[TITLE]) == [*COVERED]

    listed, contents = subscribe(folder(), f"/feeds/all.safe.{ending}")
    assert TITLE in listed
    assert "contains spoilers for Dune" in contents[TITLE]
    assert told(contents[TITLE]) == []
