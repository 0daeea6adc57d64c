"""Owns what a browser is asked in tests: Debian's Chromium, pages that tell of every error, and what people see."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from tests.programs import program

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
_VISIBLE_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const isDrawn = [...range.getClientRects()].some((box) => box.width > 1 && box.height > 1);
    const seen = {contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true};
    if (isDrawn && walker.currentNode.parentElement.checkVisibility(seen)) texts.push(walker.currentNode.data);
  }
  return texts.join(" ").replace(/\\s+/g, " ");
}"""


@dataclass(kw_only=True)
class Visit:
    """One person's look at pages: what was asked of the network, and what went wrong."""

    page: Page
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors on the console, refusals of the Content-Security-Policy among them, and exceptions of scripts."""

    def text(self) -> str:
        """The text that can be seen by scrolling, white space folded; nothing inside a closed fold."""
        return str(self.page.evaluate(_VISIBLE_TEXT))

    def address(self) -> str:
        """The address that the page offers to copy."""
        return self.page.locator("output").inner_text()

    def said(self) -> str:
        """What the page told of the last step."""
        return self.page.locator("p[role=status]").inner_text()

    def opened(self) -> list[str]:
        """The titles of the articles that stand open, without a warning."""
        titles = "ol h3:has(~ .seen)"
        return [title.inner_text() for title in self.page.locator(titles).all()]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; the test skips where there is none."""
    path = program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, **context: Any) -> Iterator[Visit]:
    """A visit that ends without a complaint. Pictures from elsewhere are there, and are counted."""
    with browser.new_context(**context) as fresh:
        found = Visit(page=fresh.new_page())
        fresh.route("http://pictures.example/**", _draw)
        fresh.on("request", lambda request: found.requested.append(request.url))
        found.page.on("console", lambda message: found.complaints.extend([message.text] * (message.type == "error")))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        yield found
        assert found.complaints == []


def _draw(route: Route, _: Request) -> None:
    headers: Mapping[str, str] = {"content-type": "image/svg+xml"}
    route.fulfill(status=200, headers=dict(headers), body=PICTURE)
