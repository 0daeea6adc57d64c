"""Owns the promise that nothing covered is met before its warning: any article and notices, every format and reader."""

import json
from dataclasses import replace
from urllib.parse import quote

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.model import Content, Disclosure, Where, Wish, Work
from caveat.publish import article_draft, feed_drafts
from tests.unit.publish.articles import Case, cases, secret
from tests.unit.publish.readers import MODELS, at_first_sight, beside_content, decoded, feedparsed, items
from tests.unit.publish.samples import block, entry, feed, notice, press

_FRAME = "Spoiler warning:"
_PREFIX = "[Spoilers"
_SHOWING = st.sampled_from([Disclosure.WARN, Disclosure.FOLD, Disclosure.REDACT])
_ANY_TEXT = st.text(st.characters() | st.sampled_from("\x00\x0b\ud800\ufffe<>&\"'/"), max_size=12)


def documents(case: Case, disclosure: Disclosure, content: Content = Content.FULL) -> dict[str, bytes]:
    """What whoever has seen those works gets of a feed of this entry alone: its documents by format, and its page."""
    shown = replace(feed(disclosure), content=content, neutral_titles=True)
    wish = Wish(seen=case.seen) if case.seen else None
    drafts = feed_drafts(shown, [case.entry.head], press(case.entry), wish=wish)
    return {draft.format: draft.render().body for draft in drafts}


def feeds(case: Case, disclosure: Disclosure, content: Content = Content.FULL) -> dict[str, bytes]:
    """The same without the page."""
    return {form: body for form, body in documents(case, disclosure, content).items() if form != "html"}


def forbidden(case: Case) -> frozenset[str]:
    """What stands nowhere where it would be left out: what is covered, and a title that holds a notice."""
    in_title = any(one.where is Where.TITLE for one in case.standing)
    return case.covered | {secret("title", 0)} if in_title else case.covered


def met_too_early(text: str, words: frozenset[str]) -> list[str]:
    """The words that a text holds before anything in it warns."""
    text = text.replace(quote("é"), "é")
    warned = [place for place in (text.find(_FRAME), text.find(_PREFIX)) if place >= 0]
    return [word for word in words if 0 <= text.find(word) < min(warned, default=len(text))]


@settings(max_examples=80, deadline=None)
@given(cases(), _SHOWING, st.sampled_from(Content))
def test_no_reader_meets_anything_covered_before_its_warning(case: Case, disclosure: Disclosure, content: Content):
    for form, body in feeds(case, disclosure, content).items():
        (item,) = items(form, body)
        for model in MODELS:
            for text in model(item):
                assert met_too_early(text, forbidden(case)) == [], (form, model.__name__)


@settings(max_examples=40, deadline=None)
@given(cases(), _SHOWING)
def test_feedparser_gives_nothing_covered_before_its_warning(case: Case, disclosure: Disclosure):
    for form, body in feeds(case, disclosure).items():
        for text in [] if form == "json" else feedparsed(body)[0]:
            assert met_too_early(text, forbidden(case)) == []


@settings(max_examples=80, deadline=None)
@given(cases(), st.sampled_from([Disclosure.REDACT, Disclosure.DROP]), st.sampled_from(Content))
def test_nothing_covered_is_anywhere_in_what_leaves_it_out(case: Case, disclosure: Disclosure, content: Content):
    for form, body in documents(case, disclosure, content).items():
        # The page of a feed that drops shows what the feed leaves out of itself: warned of, and folded.
        text = at_first_sight(body.decode()).encode() if (form, disclosure) == ("html", Disclosure.DROP) else body
        for reading in decoded(text):
            assert not [word for word in forbidden(case) if word in reading], form


@settings(max_examples=50, deadline=None)
@given(cases())
def test_a_fold_holds_what_is_covered_and_the_rest_stands_open(case: Case):
    for form, body in feeds(case, Disclosure.FOLD).items():
        (item,) = items(form, body)
        outside = at_first_sight(item.content).replace(quote("é"), "é")
        assert not [word for word in case.covered if word in outside]
        assert not [word for word in case.free if word not in outside]


@settings(max_examples=50, deadline=None)
@given(cases())
def test_what_is_not_covered_is_never_left_out(case: Case):
    for disclosure in (Disclosure.WARN, Disclosure.REDACT):
        for form, body in feeds(case, disclosure).items():
            (item,) = items(form, body)
            assert not [word for word in case.free if word not in item.content.replace(quote("é"), "é")]


@settings(max_examples=50, deadline=None)
@given(cases(), st.sampled_from([Disclosure.WARN, Disclosure.FOLD]), st.sampled_from(Content))
def test_nothing_covered_stands_beside_the_content(case: Case, disclosure: Disclosure, content: Content):
    # Whoever is shown everything is given its files.
    told = {secret("file", 0)} if disclosure is Disclosure.WARN else set()
    for form, body in feeds(case, disclosure, content).items():
        beside = beside_content(form, body).replace(quote("é"), "é")
        assert not [word for word in forbidden(case) - told if word in beside], form


@settings(max_examples=50, deadline=None)
@given(cases(), _SHOWING, st.sampled_from(Content))
def test_an_entry_that_spoils_warns_in_every_slot(case: Case, disclosure: Disclosure, content: Content):
    warns = bool(case.standing)
    for form, body in feeds(case, disclosure, content).items():
        (item,) = items(form, body)
        assert item.title.startswith(_PREFIX) is warns
        assert item.summary.startswith(_FRAME) is warns
        assert item.content.startswith(f"<p><strong>{_FRAME} ") is warns
        assert ("spoiler" in item.categories) is warns


@settings(max_examples=50, deadline=None)
@given(cases())
def test_the_pages_show_nothing_covered_at_first_sight(case: Case):
    page = article_draft(case.entry.head, press(case.entry)).render().body
    unseen = replace(case, seen=())
    listing = documents(unseen, Disclosure.FOLD)["html"]
    warns = any(one.warns for one in case.entry.article.notices)
    for body in (page, listing):
        text = at_first_sight(body.decode())
        assert (_FRAME in text) is warns
        for reading in decoded(text.encode()):
            assert not [word for word in case.covered if word in reading]


@settings(max_examples=60, deadline=None)
@given(st.lists(_ANY_TEXT, min_size=9, max_size=9), st.sampled_from(Disclosure))
def test_no_text_whatever_breaks_a_document(texts: list[str], disclosure: Disclosure):
    title, author, tag, words, work, address, image, language, html = texts
    hostile = entry(
        replace(block(html), html=f'<p>{html}<span class="spoiler">{html}</span>'),
        block(html),
        notices=(
            notice(1, text=words, works=(Work(title=work),), inline=True),
            notice(2, text=words, works=(Work(title=work),)),
        ),
        title=title,
        authors=(author,),
        tags=(tag,),
        url=f"https://news.example/{address}",
        image=f"https://news.example/{image}",
        language=language,
    )
    for draft in feed_drafts(feed(disclosure), [hostile.head], press(hostile)):
        found = draft.render()
        assert not found.failures
        if draft.format == "json":
            json.loads(found.body)
        elif draft.format != "html":
            assert not feedparser.parse(found.body).bozo
    assert article_draft(hostile.head, press(hostile)).render().body


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_of_a_reader_meets_what_stands_openly(model):
    """Else it would see nothing told, whatever was."""
    given = entry(block("It is told openly."), title="It is told openly", description="It is told openly.")
    plain = Case(given, (), frozenset(), frozenset(), ())
    for form, body in feeds(plain, Disclosure.WARN).items():
        (item,) = items(form, body)
        assert "told openly" in " ".join(model(item))
