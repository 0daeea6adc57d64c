"""Warnings are framed in the language of the feed."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from caveat.model import Disclosure, Variant
from caveat.publish import feed_drafts
from caveat.publish.frames import frame
from tests.unit.publish.samples import JESSICA, block, entry, feed, notice, press, shown

LANGUAGES = tomllib.loads((files("caveat.publish") / "frames.toml").read_text(encoding="utf-8"))
HIDDEN = entry(block("He wins."), notices=(notice(1, text="", works=(JESSICA,)),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_frames_title_summary_content_and_gap(language):
    words = frame(language)
    view = shown(HIDDEN, Disclosure.REDACT, language=language)
    assert view is not None
    assert view.title.startswith(f"[{words.prefix}: Jessica Jones S1] ")
    assert view.summary == view.warning
    assert view.summary.startswith(f"{words.warning} ")
    assert "Jessica Jones S1" in view.summary
    assert view.content.startswith(f"<p><strong>{words.warning} ")
    assert words.left_out in view.body
    assert "{" not in view.summary


@pytest.mark.parametrize(
    ("tag", "language"), [("de-AT", "de"), ("no", "nb"), ("zh-Hant", "zh"), ("EN", "en"), ("tlh", "en")]
)
def test_a_tag_finds_its_language_and_english_stands_in_for_the_rest(tag, language):
    assert frame(tag) == frame(language)


def test_a_feed_speaks_its_language_down_to_the_titles_of_its_twins():
    german = replace(feed(variants=(Variant.SAFE,)), language="de")
    documents = {
        draft.path: draft.render().body.decode() for draft in feed_drafts(german, [HIDDEN.head], press(HIDDEN))
    }
    assert "Spoilerwarnung: Dieser Artikel enthält Spoiler zu Jessica Jones S1." in documents["tv.atom"]
    assert "(ohne Spoiler-Passagen)" in documents["tv.safe.rss"]
