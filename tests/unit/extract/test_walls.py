"""Walls: pages that stand where an article should, and articles that only look a little like one."""

import json

import pytest

from caveat.errors import ExtractError, WallError
from caveat.extract import article
from caveat.model import ArticleRules

URL = "https://news.example/tv/lamp"
SENTENCE = "The lamp went out on the pier at nine, and nobody who was there will say who had the matches."
PREVIEW = f"<p>{SENTENCE}</p><p>The keeper had gone home an hour before, as he did on every Friday of the year…</p>"
STORY = "".join(f"<p>{number}. {SENTENCE} {SENTENCE}</p>" for number in range(9))


def page(body: str, *, title: str = "The lamp on the pier", head: str = "", **declared: object) -> str:
    node = {"@type": "NewsArticle", "headline": title, "datePublished": "2026-05-01", **declared}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if declared else ""
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title} | Harbour News</title>{head}{script}</head><body>"
        f"<header><nav><a href=/>Home</a> <a href=/login>Log in</a></nav></header><main><article><h1>{title}</h1>{body}"
        "</article></main><footer><p>Harbour News, 12 Pier Road</p></footer></body></html>"
    )


def wall(html: str, rules: ArticleRules = ArticleRules()) -> str:  # noqa: B008 - frozen
    with pytest.raises(WallError) as raised:
        article(html, url=URL, rules=rules, walls=True)
    assert (raised.value.stage, raised.value.url) == ("fetch", URL)
    return str(raised.value)


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe to continue reading",
        "Sign in or create an account to keep reading.",
        "To continue reading, please log in or subscribe.",
        "This article is for subscribers only.",
        "This story is available exclusively to paid members.",
        "Subscribe now to read the full story",
        "Keep reading with a 7-day free trial",
        "Dieser Artikel ist nur für Abonnenten lesbar.",
        "Jetzt weiterlesen mit H+",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 80 % de cet article à lire.",
        "Contenido exclusivo para suscriptores",
        "Assine para continuar lendo",
        "Contenuto riservato agli abbonati",
        "Dit artikel is alleen voor abonnees.",
        "この記事は有料会員限定です。",
    ],
)
def test_a_preview_with_a_prompt_to_pay_is_a_wall(prompt):
    assert "subscribers" in wall(page(f"{PREVIEW}<div class=paywall><p>{prompt}</p><a href=/sub>Offers</a></div>"))


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_a_page_that_declares_more_words_than_it_shows_is_a_preview(free):
    assert "preview" in wall(page(PREVIEW, isAccessibleForFree=free, wordCount=900))
    assert "preview" in wall(page(PREVIEW, isAccessibleForFree=free, wordCount="900"))


@pytest.mark.parametrize("body", [PREVIEW, f"{PREVIEW}<div class='paid-part'></div>", f"{PREVIEW}<p id=rest>More?</p>"])
def test_a_page_that_lacks_its_paid_part_is_a_preview(body):
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid-part"}
    wall(page(body, isAccessibleForFree=False, hasPart=part))
    wall(page(body, isAccessibleForFree=False, hasPart=[{**part, "cssSelector": "#rest"}]))


def test_a_login_form_is_a_wall_and_a_page_with_one_in_its_corner_is_none():
    form = "<form><input name=user><input type=password name=secret><button>Go</button></form>"
    assert "login" in wall(page(f"<p>Welcome back to the Harbour News.</p>{form}", title="Log in"))
    assert "login" in wall(page(form, title="Anmelden"))
    assert article(page(STORY + form), url=URL, walls=True).text
    brief = page(f"<p>{SENTENCE}</p>") + form
    assert article(brief, url=URL, walls=True).text == SENTENCE


@pytest.mark.parametrize(
    ("html", "word"),
    [
        (page("<p>We and our 800 partners store cookies.</p>", title="We value your privacy"), "consent"),
        (page("<p>Wir verwenden Cookies.</p>", title="Mit Werbung und Cookies weiterlesen"), "consent"),
        (page("<p>Enable JavaScript and cookies to continue</p>", title="Just a moment..."), "person"),
        (page("<p>Press & hold to confirm you are a human.</p>", title="Harbour"), "person"),
        (page("<p>Sorry, we could not find it. Try the search.</p>", title="Page not found"), "not found"),
        (page("<p>Perhaps it was moved.</p>", title="404"), "not found"),
        (page("<p>Oh.</p>", title="Oops! That page can’t be found."), "not found"),
        (page("<p>Zurück zur Startseite</p>", title="Seite nicht gefunden"), "not found"),
        (page("<p>This article is no longer there.</p>", title="This article has been removed"), "not found"),
        ("<body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>", "JavaScript"),
        ("<body><p>Please enable JavaScript to view this page.</p><script>x()</script>", "JavaScript"),
    ],
)
def test_pages_that_are_no_articles_name_what_they_are(html, word):
    assert word in wall(html)


@pytest.mark.parametrize(
    "html",
    [
        page(STORY + "<p>Subscribe to continue reading</p>"),
        page(STORY + "<p>This article is for subscribers only.</p>", isAccessibleForFree=False),
        page(STORY, isAccessibleForFree=False, hasPart={"isAccessibleForFree": False, "cssSelector": ".none"}),
        page(STORY, isAccessibleForFree=False, wordCount=350),
        page(f"<div class=paid>{STORY[:900]}</div>", isAccessibleForFree=False,
             hasPart={"isAccessibleForFree": False, "cssSelector": ".paid"}),
        page(f"<p>{SENTENCE}</p>", isAccessibleForFree=True, wordCount=900),
        page(f"<p>{SENTENCE}</p>", isAccessibleForFree=False),
        page(f"<p>{SENTENCE}</p>", title="Subscribe to our newsletter"),
        page(f"<p>{SENTENCE} Papers ask people to subscribe to continue reading, says a study: half of them "
             f"never do so, and the others forget their passwords. {SENTENCE}</p>",
             title="Why nobody pays for news"),
        page(STORY, title="404"),
        page(STORY, title="Page not found"),
        page(STORY + "<noscript>Please enable JavaScript to comment.</noscript>"),
        page(f"<p>{SENTENCE}</p><noscript>Please enable JavaScript to see the comments.</noscript>", title="A brief",
             author="Ada Quill"),
        page(f"<p>{SENTENCE}</p>", title="The page was available for years", author="Ada Quill"),
        page(f"<p>{SENTENCE} The page is available again.</p>", title="The page is available again"),
        page(f"<p>{SENTENCE}</p>", title="404: songs from the attic"),
    ],
)  # fmt: skip
def test_articles_that_speak_of_walls_or_stand_beside_one_are_articles(html):
    assert SENTENCE in article(html, url=URL, walls=True).text


def test_what_an_operator_chose_as_the_body_is_no_wall():
    html = page(f"<div class=story>{PREVIEW}</div><p>Subscribe to continue reading</p>")
    assert SENTENCE in article(html, url=URL, rules=ArticleRules(body="div.story"), walls=True).text
    wall(html, ArticleRules(body="div.none"))


def test_who_does_not_ask_for_walls_gets_the_text_of_the_page():
    assert SENTENCE in article(page(f"{PREVIEW}<p>Subscribe to continue reading</p>"), url=URL).text


def test_a_page_without_text_and_without_a_word_on_why_is_no_wall():
    with pytest.raises(ExtractError, match="no text"):
        article("<body><div id=root></div></body>", url=URL, walls=True)
