"""The pages for people, in a real browser: nothing covered at first sight, what a person ticks, addresses that work."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import feedparser
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator

from tests.acceptance.browsing import Visit, chromium, visit
from tests.acceptance.conftest import REPOSITORY, STORY, Installation

SECRET = "Petra was the one who kept the matches"
STORIES = {
    "pier": ("The lamp at the pier", "Severance season 2", "2026-11-25"),
    "oil": ("Oil for two lamps", "Severance season 2 and Westworld season 1", "2026-11-24"),
    "wick": ("A wick, trimmed", "Westworld season 1", "2026-11-23"),
}
PAGES = ("index.html", "tv.html", "article")


def story(title: str, works: str, day: str) -> str:
    """An article that spoils after its first paragraph, in words and in a picture."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta name="author" content="Ada Quill">'
        f'<meta property="article:published_time" content="{day}T10:00:00Z"></head><body><article><h1>{title}</h1>'
        f"<p>There is a new lamp in the bay, and it is lit at nine. {STORY}</p>"
        f"<p><strong>Spoiler warning: what follows contains spoilers for {works}.</strong></p>"
        f"<p>{SECRET}, of {title}. {STORY}</p>"
        f'<figure><img src="http://pictures.example/{day}.svg" alt="The matches" width="640" height="360"></figure>'
        f"<p>{STORY}</p></article></body></html>"
    )


@dataclass(frozen=True)
class Served:
    """The demonstration with three articles more, served by `caveat serve`."""

    url: str
    folder: Path

    def at(self, name: str) -> str:
        """The address of a page; `article`: that of one which spoils."""
        return f"{self.url}/feeds/{self.path(name)}"

    def path(self, name: str) -> str:
        return self.article("The lamp at the pier") if name == "article" else name

    def article(self, title: str) -> str:
        listed = (self.folder / "tv.html").read_text(encoding="utf-8")
        found = re.search(rf'href="(articles/[^"]+)">{title}<', listed)
        assert found, f"{title} is not listed"
        return found[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served")
    for folder in ("config", "inbox"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for name, told in STORIES.items():
        (root / "inbox" / f"{name}.html").write_text(story(*told), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    installation = Installation(root)
    base = {"CAVEAT_BASE_URL": url}
    installation.caveat("run", env=base)
    command = installation.command("serve", "--no-schedule", "--port", url.rpartition(":")[2])
    with subprocess.Popen(command, cwd=root, env=installation.environ(base), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"serving")
        yield Served(url, root / "feeds")
        process.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def look(browser) -> Iterator[Visit]:
    with visit(browser, permissions=["clipboard-read", "clipboard-write"]) as found:
        yield found


def box(look: Visit, work: str) -> Locator:
    """The box to tick for a work."""
    return look.page.get_by_role("checkbox", name=work)


@pytest.mark.parametrize("name", PAGES)
def test_at_first_sight_nothing_covered_is_seen_or_asked_for(served, look, name):
    look.page.goto(served.at(name), wait_until="networkidle")
    assert SECRET not in look.text()
    assert SECRET not in look.page.locator("body").inner_text()
    assert look.requested == [served.at(name)]
    assert name == "index.html" or SECRET in look.page.content(), "the secret is real"


def test_a_fold_opens_by_the_keyboard_and_only_then_is_its_picture_asked_for(served, look):
    look.page.goto(served.at("article"), wait_until="networkidle")
    look.page.locator("summary").focus()
    with look.page.expect_request("http://pictures.example/**"):
        look.page.keyboard.press("Enter")
    assert SECRET in look.text()
    look.page.keyboard.press("Enter")
    assert SECRET not in look.text()


def test_ticking_what_was_seen_opens_exactly_the_articles_that_ask_about_nothing_else(served, look):
    look.page.goto(served.at("tv.html"))
    assert look.opened() == []
    box(look, "Severance").check()
    assert look.opened() == ["The lamp at the pier"]
    assert f"{SECRET}, of The lamp" in look.text()
    assert "for Severance season 2." not in look.text()
    assert f"{SECRET}, of Oil" not in look.text()
    assert "1 article is open now." in look.said()
    box(look, "Westworld").check()
    assert look.opened() == ["The lamp at the pier", "Oil for two lamps", "A wick, trimmed"]
    box(look, "Severance").uncheck()
    assert look.opened() == ["A wick, trimmed"]
    assert f"{SECRET}, of The lamp" not in look.text()
    assert "for Severance season 2." in look.text()


def test_the_copied_address_is_a_feed_that_no_longer_hides_the_work(served, look):
    look.page.goto(served.at("tv.html"))
    box(look, "Severance").check()
    for form in ("RSS", "Atom", "JSON Feed"):
        look.page.get_by_label("Format").select_option(label=form)
        look.page.get_by_role("button", name="Copy address").click()
        look.page.get_by_text("Copied", exact=True).wait_for()
        copied = look.page.evaluate("navigator.clipboard.readText()")
        assert copied == look.address()
        answer = httpx.get(copied, trust_env=False)
        assert answer.status_code == 200
        own, titles = read(answer)
        assert own == copied
        assert "The lamp at the pier" in titles
        assert any(title.startswith("[Spoilers: ") and title.endswith("A wick, trimmed") for title in titles)


def read(answer: httpx.Response) -> tuple[str, list[str]]:
    """What a feed says of its own address, and its titles."""
    if "json" in answer.headers["content-type"]:
        told = answer.json()
        return told["feed_url"], [item["title"] for item in told["items"]]
    parsed = feedparser.parse(answer.content)
    (own,) = (link.href for link in parsed.feed.links if link.rel == "self")
    return own, [entry.title for entry in parsed.entries]


def test_up_to_a_point_the_address_says_it_and_the_page_waits_for_show(served, look):
    look.page.goto(served.at("tv.html"))
    box(look, "Severance").check()
    part = look.page.get_by_label(re.compile("Severance.*up to"))
    part.fill("S02")
    assert look.address().endswith("/feeds/tv.rss?seen=severance.tv:s2")
    assert look.opened() == []
    assert "“Show” shows" in look.said()
    part.fill("the finale")
    assert look.address() == served.at("tv.rss"), "what cannot be read says nothing"
    assert look.opened() == []
    assert "Up to where?" in look.said()
    part.fill("s2")
    look.page.get_by_role("button", name="Show").click()
    assert look.page.url.endswith("seen=severance.tv:s2") or look.page.url.endswith("seen=severance.tv%3As2")
    assert f"{SECRET}, of The lamp" not in look.page.content() or "for Severance season 2." not in look.text()
    assert box(look, "Severance").is_checked()
    assert part.input_value() == "s2"
    assert look.address().endswith("/feeds/tv.rss?seen=severance.tv:s2")


def test_what_a_twin_gives_is_its_own_address_and_anything_else_is_asked_for(served, look):
    look.page.goto(served.at("tv.html"))
    choice = look.page.get_by_label("What spoils is")
    choice.select_option("redact")
    assert look.address() == served.at("tv.safe.rss")
    assert look.page.get_by_text("What follows the question mark").is_hidden()
    choice.select_option("warn")
    assert look.address() == served.at("tv.rss?disclosure=warn")
    assert look.page.get_by_text("What follows the question mark").is_visible()
    assert httpx.get(look.address(), trust_env=False).status_code == 200


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(served, browser, name, theme):
    with visit(browser, color_scheme=theme) as look:
        look.page.goto(served.at(name))
        for each in look.page.get_by_role("checkbox").all()[:9]:
            each.check()
        for fold in look.page.locator("details:not([open]) > summary:visible").all()[:2]:
            fold.click()
        found = Axe().run(look.page).response["violations"]
    grave = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
    assert [each for each in found if each["impact"] in ("serious", "critical")] == [], grave


def test_everything_can_be_done_by_keyboard(served, look):
    look.page.goto(served.at("tv.html"))
    look.page.keyboard.press("Tab")
    assert look.page.locator("nav a").evaluate("link => link === document.activeElement")
    assert look.page.locator(":focus").evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    box(look, "Severance").focus()
    look.page.keyboard.press("Space")
    assert look.opened() == ["The lamp at the pier"]
    look.page.keyboard.press("Tab")
    look.page.keyboard.type("s1e3")
    assert look.address().endswith("?seen=severance.tv:s1e3")
    look.page.get_by_role("button", name="Copy address").focus()
    look.page.keyboard.press("Enter")
    look.page.get_by_text("Copied", exact=True).wait_for()
    assert look.page.evaluate("navigator.clipboard.readText()") == look.address()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(served, look, name):
    look.page.goto(served.at(name))
    for fold in look.page.locator("details").all():
        fold.evaluate("fold => { fold.open = true }")
    for width in (320, 360, 800, 1280):
        look.page.set_viewport_size({"width": width, "height": 740})
        assert look.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_page_is_whole_and_its_form_asks_the_server(served, browser):
    with visit(browser, java_script_enabled=False) as look:
        look.page.goto(served.at("tv.html"))
        assert look.page.get_by_role("button", name="Copy address").count() == 0
        assert look.page.get_by_role("link", name="The lamp at the pier").is_visible()
        look.page.locator("details", has_text=SECRET).first.locator("summary").click()
        assert look.page.get_by_text(f"{SECRET}, of The lamp").is_visible()
        where = look.page.locator(".send + noscript")
        assert where.is_visible()
        assert where.inner_text() == "Without scripts, “Show” works where caveat serve answers."
        box(look, "Severance").check()
        look.page.get_by_role("button", name="Show").click()
        assert box(look, "Severance").is_checked()
        assert "seen=severance.tv" in look.address()
        assert where.count() == 0
        assert look.page.get_by_text("for Severance season 2.").count() == 0
        assert look.page.get_by_text("for Severance season 2 and").count() == 1
        look.page.get_by_label("Seen a part only?").fill("westworld.tv:s1")
        look.page.get_by_role("button", name="Add").click()
        assert look.address() == served.at("tv.rss?seen=severance.tv&seen=westworld.tv:s1")
        assert look.page.get_by_text("for Severance season 2 and").count() == 0


def test_any_web_server_can_serve_the_pages(served, site, look):
    kind = {"content-type": "text/html; charset=utf-8"}
    pages = {path.relative_to(served.folder): path.read_bytes() for path in served.folder.rglob("*.html")}
    running = site({f"/feeds/{path}": (200, kind, body) for path, body in pages.items()})
    look.page.goto(f"{running.url}/feeds/index.html")
    look.page.get_by_role("link", name="Screens and shelves").click()
    box(look, "Severance").check()
    assert look.opened() == ["The lamp at the pier"]
    assert look.page.get_by_text("A plain web server sends the feed without it.").is_visible()
    look.page.get_by_role("link", name="The lamp at the pier").click()
    assert SECRET not in look.text()
    look.page.get_by_role("link", name="All feeds").click()
    assert look.page.url == f"{running.url}/feeds/index.html"
