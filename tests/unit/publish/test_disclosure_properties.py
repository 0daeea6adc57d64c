"""Owns the promise that nothing covered is ever shown where it must not be: any article, any notices, every format."""

import json
import re
from dataclasses import dataclass, replace
from html import unescape

import feedparser
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from caveat.model import Block, BlockKind, Disclosure, Enclosure, Entry, Notice, Polarity, Where, Work
from caveat.publish import article_draft, feed_drafts
from tests.unit.publish.samples import block, entry, feed, figure, notice, press, rendered, spanned

_BODY = [
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.ITEM,
    BlockKind.QUOTE,
    BlockKind.TABLE,
    BlockKind.CODE,
    BlockKind.DEK,
]
_FRAME = "Spoiler warning:"
_ANY_TEXT = st.text(st.characters() | st.sampled_from("\x00\x0b\ud800\ufffe<>&\"'/"), max_size=12)


@dataclass(frozen=True)
class Case:
    """An entry, and every word of it that one of its notices covers, as told by an oracle of its own."""

    entry: Entry
    covered: frozenset[str]


def _word(number: int, of: str) -> str:
    return f"zq{of}{number}qz"


def _block(number: int, form: str, kind: BlockKind) -> Block:
    if form == "figure":
        return figure(f"Seen: {_word(number, 'alt')}", f"https://news.example/{_word(number, 'src')}.jpg")
    if form == "caption":
        return block(_word(number, "open"), BlockKind.CAPTION)
    if form == "spanned":
        return spanned(f"{_word(number, 'open')} & ", _word(number, "hidden"), " <so>", kind=kind)
    return block(f"{_word(number, 'open')} & <so>", kind)


def _covered(blocks: list[Block], notices: list[Notice]) -> frozenset[str]:
    warning = [found for found in notices if found.polarity is Polarity.CONTAINS]
    inline = {line for found in warning if found.inline for line in found.covers}
    whole = {line for found in warning if not found.inline for line in found.covers}
    words: set[str] = set()
    line, lines = 0, sum(found.is_line for found in blocks)
    for found in blocks:
        all_words = set(re.findall("zq[a-z]+[0-9]+qz", found.text + found.html))
        line += found.is_line
        if not found.is_line:
            around = {line, line + 1} & set(range(1, lines + 1))
            if around & whole or (not lines and warning):
                words |= all_words
        elif line in whole:
            words |= all_words
        elif line in inline:
            hidden = {word for word in all_words if "hidden" in word}
            words |= hidden or all_words
    return frozenset(words)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    forms = draw(
        st.lists(
            st.tuples(st.sampled_from(["plain", "plain", "spanned", "figure", "caption"]), st.sampled_from(_BODY)),
            max_size=9,
        )
    )
    blocks = [_block(number, form, kind) for number, (form, kind) in enumerate(forms)]
    lines = sum(found.is_line for found in blocks)
    notices = []
    for _ in range(draw(st.integers(1, 3))):
        first = draw(st.integers(1, lines + 1))
        last = draw(st.integers(first, lines + 1))
        notices.append(
            notice(
                *range(first, min(last, lines) + 1),
                text=draw(st.sampled_from(["", "Spoilers ahead!", "<b>SPOILER ALERT</b>: it & ends"])),
                where=draw(st.sampled_from(Where)),
                polarity=draw(st.sampled_from([Polarity.CONTAINS, Polarity.CONTAINS, Polarity.DENIES])),
                inline=draw(st.booleans()),
            )
        )
    covered = _covered(blocks, notices)
    if any(found.warns for found in notices):
        covered |= {_word(0, "file")}
    shown = entry(
        *blocks,
        notices=tuple(notices),
        description=" ".join(["What it is about:", *sorted(covered)]),
        tags=("tv", *sorted(covered)),
        image=next((f"https://news.example/{word}.jpg" for word in sorted(covered) if "src" in word), None),
        enclosures=(Enclosure(url=f"https://news.example/{_word(0, 'file')}.mp3", media_type="audio/mpeg"),),
    )
    return Case(shown, covered)


def _warns(case: Case) -> bool:
    return any(found.warns for found in case.entry.article.notices)


def _readings(body: bytes) -> list[str]:
    """The document as readers may come to see it: raw, entities decoded, tags stripped, in any order."""
    raw = body.decode()
    once = unescape(raw)
    twice = unescape(once)
    return [raw, once, twice, *(re.sub("<[^<>]*>", "", text) for text in (raw, once, twice))]


def _without_folds(markup: str) -> str:
    tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    for details in tree.findall(".//details"):
        details.drop_tree()
    outside: str = lxml_html.tostring(tree, encoding="unicode")
    return outside


def _slots(form: str, body: bytes) -> tuple[str, str, str, list[str]]:
    """(title, summary, content, categories) of the only entry, as a reader program gets them."""
    if form == "json":
        item = json.loads(body)["items"][0]
        return item["title"], item["summary"], item["content_html"], item.get("tags", [])
    parsed = feedparser.parse(body)
    assert not parsed.bozo
    found = parsed.entries[0]
    content = found.content[0].value
    return found.title, unescape(found.summary), content, [tag.term for tag in found.get("tags", [])]


@settings(max_examples=120, deadline=None)
@given(cases(), st.sampled_from([Disclosure.REDACT, Disclosure.DROP]))
def test_nothing_covered_is_anywhere_in_a_document_that_leaves_it_out(case: Case, disclosure: Disclosure):
    for body in rendered([case.entry], disclosure).values():
        for text in _readings(body):
            assert not [word for word in case.covered if word in text]


@settings(max_examples=80, deadline=None)
@given(cases(), st.sampled_from([Disclosure.WARN, Disclosure.FOLD, Disclosure.REDACT]))
def test_no_slot_shows_anything_covered_before_its_warning(case: Case, disclosure: Disclosure):
    for form, body in rendered([case.entry], disclosure).items():
        title, summary, content, categories = _slots(form, body)
        for word in case.covered:
            assert word not in title
            assert word not in summary
            assert word not in categories
            place = unescape(content).find(word)
            assert place == -1 or unescape(content).find(_FRAME) in range(place)


@settings(max_examples=60, deadline=None)
@given(cases(), st.sampled_from([Disclosure.WARN, Disclosure.FOLD, Disclosure.REDACT]))
def test_an_entry_that_spoils_warns_in_every_slot(case: Case, disclosure: Disclosure):
    for form, body in rendered([case.entry], disclosure).items():
        title, summary, content, categories = _slots(form, body)
        assert title.startswith("[Spoilers: Dune: Part Two] ") is _warns(case)
        assert summary.startswith(_FRAME) is _warns(case)
        assert content.startswith(f"<p><strong>{_FRAME} ") is _warns(case)
        assert ("spoiler" in categories) is _warns(case)


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_fold_holds_what_is_covered_and_the_rest_stands_open(case: Case):
    content = json.loads(rendered([case.entry], Disclosure.FOLD)["json"])["items"][0]["content_html"]
    outside = _without_folds(content)
    for found in case.entry.article.shown:
        for word in re.findall("zq[a-z]+[0-9]+qz", found.html):
            assert word in content
            assert word not in case.covered or word not in outside


@settings(max_examples=40, deadline=None)
@given(cases())
def test_the_pages_show_nothing_covered_at_first_sight(case: Case):
    listing = feed_drafts(feed(), [case.entry.head], press(case.entry))[0].render().body.decode()
    page = article_draft(case.entry.head, press(case.entry)).render().body.decode()
    for text in (listing, page):
        assert (_FRAME in text) is _warns(case)
        openly = _without_folds(text)
        assert not [word for word in case.covered if word in openly]
