"""Whole pages through the whole pipeline: the feeds warn exactly when the pages do, in whatever language."""

import json
from pathlib import Path

import feedparser
import pytest

from tests.acceptance.conftest import listing, listing_source

_PAGES = Path(__file__).parents[3] / "shared/corpora/spoilers-dev/pages"
_STORIES = {
    "en": "The keeper counted the ships of the bay for thirty years, and he never told anybody why he did it. ",
    "de": "Der Wärter hat dreißig Jahre lang die Schiffe in der Bucht gezählt und niemandem gesagt, warum er das tat. ",
    "fr": "Le gardien a compté les navires de la baie pendant trente ans, et il n'a jamais dit à personne pourquoi. ",
    "es": "El farero contó los barcos de la bahía durante treinta años y nunca le dijo a nadie por qué lo hacía. ",
    "pl": "Latarnik liczył statki w zatoce przez trzydzieści lat i nigdy nikomu nie powiedział, dlaczego to robił. ",
    "ru": "Смотритель тридцать лет считал корабли в заливе и никогда никому не говорил, зачем он это делал. ",
    "tr": "Fener bekçisi otuz yıl boyunca körfezdeki gemileri saydı ve bunu neden yaptığını kimseye söylemedi. ",
    "ja": "灯台守は三十年のあいだ湾の船を数え続けたが、なぜそうするのかを誰にも話さなかった。町の人は今も覚えている。",
}
_WARNING = {
    "en": "This article contains spoilers for the second season of “Dark”.",
    "de": "Achtung: Dieser Artikel enthält Spoiler zur zweiten Staffel von „Dark“.",
    "fr": "Attention, cet article contient des spoilers sur la saison 2 de « Dark ».",
    "es": "ATENCIÓN: este artículo contiene spoilers de la segunda temporada de «Dark».",
    "pl": "Uwaga, tekst zawiera spoilery z drugiego sezonu serialu „Dark”!",
    "ru": "Осторожно, статья содержит спойлеры ко второму сезону сериала «Тьма».",
    "tr": "Dikkat: Bu yazı “Dark” dizisinin 2. sezonu hakkında spoiler içerir.",
    "ja": "※この記事には『ダーク』シーズン2のネタバレが含まれています。",
}
_HARMLESS = {
    "en": "Please mark spoilers in the comments.",
    "de": "Bitte keine Spoiler in den Kommentaren.",
    "fr": "Merci de ne pas mettre de spoilers dans les commentaires.",
    "es": "Por favor, no pongáis spoilers en los comentarios.",
    "pl": "Prosimy o niepublikowanie spoilerów w komentarzach.",
    "ru": "Пожалуйста, не публикуйте спойлеры в комментариях.",
    "tr": "Lütfen yorumlarda spoiler vermeyin.",
    "ja": "コメント欄でのネタバレはご遠慮ください。",
}


def story(language, title, notice):
    body = "".join(f"<p>{_STORIES[language] * 2}</p>" for _ in range(3))
    meta = '<meta property="article:published_time" content="2026-05-01T10:00:00Z">'
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{meta}</head><body>'
        f"<article><h1>{title}</h1>{body}<p><strong>{notice}</strong></p><p>Dolores. {_STORIES[language] * 2}</p>"
        "</article></body></html>"
    )


def test_feeds_warn_of_a_notice_in_any_language_and_of_nothing_else(installation, site):
    routes = {}
    for language in _STORIES:
        routes[f"/warned-{language}"] = story(language, f"{language} one", _WARNING[language])
        routes[f"/plain-{language}"] = story(language, f"{language} two", _HARMLESS[language])
    running = site({"/": listing(*(route[1:] for route in routes)), **routes})
    installation.write(source_site=listing_source(running.url, more="initial = 50"))
    installation.caveat("run")
    for name in ("all.atom", "all.rss"):
        warned = {entry.link for entry in feedparser.parse(installation.feed(name)).entries if is_warned(entry)}
        assert warned == {f"{running.url}{route}" for route in routes if route.startswith("/warned")}
    for item in installation.items():
        language = item["url"][-2:]
        covers = [notice["covers"] for notice in item.get("_spoiler", {}).get("notices", [])]
        assert covers == ([[4]] if "/warned" in item["url"] else []), item["url"]
        assert item.get("language", language).startswith(language)
    for item in installation.items("all.safe.json"):
        assert ("Dolores" in json.dumps(item)) == ("/plain" in item["url"])


def is_warned(entry):
    """Whether a reader program sees the warning in the category, in the summary and in the content."""
    slots = (
        "spoiler" in {tag.term for tag in entry.get("tags", ())},
        "spoiler" in entry.summary.casefold(),
        "spoiler" in entry.content[0].value.casefold(),
    )
    assert len(set(slots)) == 1 or not slots[0], entry.link
    return slots[0]


def test_feeds_warn_of_the_labelled_pages_exactly_when_they_should(installation, site):
    if not _PAGES.exists():
        pytest.skip("the labelled pages are not at hand")
    truths = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(_PAGES.glob("*.json"))}
    pages = {f"/{name}": (_PAGES / truth["file"]).read_text(encoding="utf-8") for name, truth in truths.items()}
    running = site({"/": listing(*truths), **pages})
    installation.write(source_site=listing_source(running.url, more="initial = 50"))
    installation.caveat("run")
    should = {
        truth["title"]
        for truth in truths.values()
        if truth["spoiler_spans"] or any(notice["polarity"] == "contains" for notice in truth["notices"])
    }
    items = installation.items()
    assert len(items) == len(truths)
    warned = [item for item in items if "spoiler" in item.get("tags", ())]
    assert len(warned) == len(should)
    assert all(any(title in item["title"] for title in should) for item in warned)
