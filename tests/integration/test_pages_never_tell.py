"""What a page covers or hides stands in no document that leaves it out, whatever markup holds it; the rest does."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest

import caveat
from caveat import spoilers
from caveat.extract import article
from caveat.model import ArticleRules, Disclosure, Entry, SpoilerRules
from caveat.publish import Site
from caveat.publish.disclosure import Showing, disclose

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SITE = Site(base_url="http://feeds.example", version="1", now=NOW)
HIDDEN = "QUINCE"
"""Stands in whatever must not be told."""
FREE = "".join(
    f"<p>APPLE number {number}: the town keeps its lights on all night, and nobody in it knows why that is so.</p>"
    for number in range(6)
)


def entry(body, head=""):
    page = (
        f"<html><head><title>A quiet review</title>{head}</head>"
        f"<body><article><h1>A quiet review</h1>{body}</article></body></html>"
    )
    read = caveat.extract(page, url="http://news.example/quiet")
    return Entry(
        id="urn:uuid:00000000-0000-4000-8000-000000000001",
        key="http://news.example/quiet",
        url="http://news.example/quiet",
        sources=("s",),
        article=read,
        first_seen=NOW,
        published=NOW,
        updated=NOW,
        digest="",
    )


def seen(given, disclosure):
    return disclose(given, Showing(disclosure=disclosure), SITE)


def told(view):
    """Everything that a document of any format takes from a view."""
    return json.dumps(asdict(replace(view, id="")), default=str)


def openly(view):
    """What a folding document shows before anything is opened, and in any slot but the content."""
    return told(replace(view, teaser="", body=view.body.split("<details")[0]))


MARKUP = {
    "details": "<details><summary>Spoilers for the ending</summary><p>QUINCE dies.</p></details>",
    "details in details": (
        "<details><summary>Spoilers for the ending</summary><p>First this.</p>"
        "<details><summary>And more of it</summary><p>QUINCE dies.</p></details><p>QUINCE is dead.</p></details>"
    ),
    "span in a label": (
        "<details><summary>Spoilers: the end of <span class=spoiler>QUINCE</span></summary><p>QUINCE.</p></details>"
    ),
    "span in a warning": (
        "<div class=spoiler-warning>Spoilers for Dune and <span class=spoiler>QUINCE</span></div><p>QUINCE is dead.</p>"
    ),
    "details with a class": "<details class='spoiler'><summary>Spoilers for Dune</summary><p>QUINCE.</p></details>",
    "details in a callout": "<details class='callout'><summary>Spoilers for Dune</summary><p>QUINCE.</p></details>",
    "details without a label": "<details class='spoiler'><p>In the end QUINCE dies.</p></details>",
    "details with a picture": (
        "<details><summary>Spoiler: the ending</summary><img src='/QUINCE-dies.jpg' alt='QUINCE dies'></details>"
    ),
    "details with a caption": (
        "<details><summary>Spoiler: the ending</summary>"
        "<figure><img src='/a.jpg'><figcaption>QUINCE dies</figcaption></figure></details>"
    ),
    "span": "<p>In the end <span class='spoiler'>QUINCE dies</span>, they say.</p>",
    "span of a forum": "<p>In the end <span class='bbCodeInlineSpoiler'>QUINCE dies</span>, they say.</p>",
    "span of a shop": "<p>In the end <span class='bb_spoiler'><span>QUINCE dies</span></span>, they say.</p>",
    "element of its own": "<p>In the end <tg-spoiler>QUINCE dies</tg-spoiler>, they say.</p>",
    "block of a forum": "<div class='ipsSpoiler'><p>QUINCE dies in the tower, and nobody comes to help.</p></div>",
    "span in a cell": (
        "<table><tr><th>Who</th><th>End</th></tr><tr><td>He</td><td><span class=spoiler>QUINCE</span></td></tr></table>"
    ),
    "span around a picture": "<p>He <span class=spoiler>dies <img src='/QUINCE.jpg' alt='QUINCE'></span> in it.</p>",
    "span in many elements": f"<p>He {'<b>' * 20}<span class=spoiler>QUINCE</span>{'</b>' * 20} in the end.</p>",
    "span in a caption": (
        "<figure><img src='/a.jpg'><figcaption>Here <span class=spoiler>QUINCE</span> dies</figcaption></figure>"
    ),
    "span in a link": "<p>The <a href='/QUINCE' title='QUINCE'><span class=spoiler>QUINCE</span></a>, they say.</p>",
    "block": "<div class='spoiler'><p>QUINCE dies in the tower, and nobody comes to help.</p></div>",
    "block with a list": "<div class='spoiler-content'><p>QUINCE dies.</p><ul><li>QUINCE</li></ul></div>",
    "block with a table": (
        "<div class='spoiler'><table><tr><th>Who</th><th>End</th></tr><tr><td>He</td><td>QUINCE</td></tr></table></div>"
    ),
    "block that a script shows": "<div class='spoiler' style='display:none'><p>QUINCE dies in the tower.</p></div>",
    "block of words that stir": "<div class='spoiler-box'><p>In the twist ending QUINCE dies by the killer.</p></div>",
    "paragraph": "<p class='spoiler'>QUINCE dies in the tower, and nobody comes to help.</p>",
    "item": "<ul><li>one thing</li><li class='spoiler'>QUINCE dies</li></ul>",
    "attribute": "<div data-spoiler><p>QUINCE dies in the tower, and nobody comes to help.</p></div>",
    "marks": "<p>He says that [spoiler]QUINCE dies[/spoiler] at the end of it all.</p>",
    "marks with a label": "<p>He says that [spoiler=the end]QUINCE dies[/spoiler] at the end of it all.</p>",
    "marks around a picture": "<p>[spoiler]<img src='/QUINCE.jpg' alt='QUINCE'>[/spoiler]</p>",
    "marks around words and picture": "<p>So [spoiler]he dies <img src='/QUINCE.jpg' alt='QUINCE'>[/spoiler]. So.</p>",
    "marks with blanks": "<p>He says that [ spoiler ]QUINCE dies[ /spoiler ] at the end of it all.</p>",
    "marks over paragraphs": "<p>[spoiler]</p><p>QUINCE dies.</p><p>QUINCE is dead.[/spoiler]</p>",
    "bars": "<p>He says that ||QUINCE dies|| at the end of it all.</p>",
    "arrows": "<p>He says that &gt;!QUINCE dies!&lt; at the end of it all.</p>",
    "marks in marks": "<p>[spoiler]He [spoiler]dies[/spoiler], QUINCE[/spoiler], at the end of it all.</p>",
    "arrows with spaces": "<p>He says that &gt;! QUINCE dies !&lt; at the end of it all.</p>",
    "bars with spaces on a line of their own": "<p>|| QUINCE dies ||</p>",
    "bars around a long stretch": f"<p>He ||QUINCE {'and so on ' * 150}to the end|| of it all.</p>",
    "bars around code": "<p>He says that ||<code>QUINCE</code> dies|| at the end of it all.</p>",
    "picture with a class": "<p><img class='spoiler' src='/QUINCE.jpg' alt='QUINCE'></p>",
    "picture with an attribute": "<figure><img data-spoiler src='/QUINCE.jpg' alt='QUINCE'></figure>",
    "list of terms": "<dl class='spoiler'><dt>The ending</dt><dd>QUINCE dies in the tower.</dd></dl>",
    **{
        f"{name} in a cell": (f"<table><tr><th>Who</th><th>End</th></tr><tr><td>He</td><td>{cell}</td></tr></table>")
        for name, cell in {
            "marks": "[spoiler]QUINCE dies[/spoiler]",
            "bars": "||QUINCE dies||",
            "arrows": "&gt;!QUINCE dies!&lt;",
            "element of its own": "<spoiler>QUINCE dies</spoiler>",
            "blur": "<span class=blur>QUINCE dies</span>",
        }.items()
    },
    "notice and end mark around a picture": (
        "<p>Spoilers ahead.</p><img src='/QUINCE.jpg' alt='QUINCE'><p>End of spoilers.</p>"
    ),
}


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
@pytest.mark.parametrize("before", [FREE, "<p>APPLE stands for all that is free.</p>"], ids=["long", "short"])
def test_what_a_page_hides_is_hidden_and_the_rest_is_not(markup, before):
    given = entry(f"{before}{markup}{FREE}")
    assert any(notice.warns for notice in given.article.notices)
    assert all(HIDDEN not in notice.text for notice in given.article.notices)
    redacted = seen(given, Disclosure.REDACT)
    assert HIDDEN not in told(redacted)
    assert told(redacted).count("APPLE") >= before.count("APPLE") + FREE.count("APPLE")
    folded = seen(given, Disclosure.FOLD)
    assert folded is not None
    assert HIDDEN in folded.body or "img" in markup


SENTENCES = {
    "next sentence": "<p>Spoilers ahead. In the final minutes QUINCE is beheaded.</p>",
    "sentence before": "<p>QUINCE is beheaded in the final minutes. Spoilers ahead.</p>",
    "next line": "<p>Spoilers ahead<br>QUINCE dies in the ninth episode.</p>",
    "line under a label": "<p><strong>SPOILER WARNING</strong><br>QUINCE is beheaded by the king.</p>",
    "behind a colon": "<p>Spoilers ahead: QUINCE dies in the ninth episode.</p>",
    "in a clause": "<p>This article contains spoilers for the finale, in which QUINCE dies.</p>",
    "no capital": "<p>Spoilers ahead. so QUINCE dies.</p>",
    "like a command": "<p>Spoilers ahead. If you thought that QUINCE would live, well, he is now dead.</p>",
    "like another": "<p>Spoilers ahead. See QUINCE lose his head before his son can come.</p>",
    "hidden in the notice": "<p>Spoilers for <span class=spoiler>QUINCE</span> ahead.</p>",
    "words that may be broken": "<p>Spoi&shy;ler warn&shy;ing: the fol&shy;low\u00ading spoils Dune.</p><p>QUINCE.</p>",
    "hidden in a heading": "<p>So.</p><h2>The end of <span class=spoiler>QUINCE</span> (spoilers)</h2><p>QUINCE.</p>",
    "denied further down": "<p>Spoilers ahead.</p><p>No spoilers here but that QUINCE dies.</p>",
    "false end mark": "<p>Spoilers ahead.</p><p>Spoilers end up on every phone within minutes.</p><p>QUINCE dies.</p>",
    "repeated in the meta data": "<p>Spoilers ahead.</p><p>QUINCE dies.</p>",
}


@pytest.mark.parametrize("body", SENTENCES.values(), ids=SENTENCES)
def test_a_notice_does_not_tell_what_it_warns_of(body):
    head = (
        "<meta name=description content='QUINCE dies.'><meta property='article:tag' content='QUINCE dies'>"
        "<meta property=og:image content='http://news.example/QUINCE.jpg'>"
    )
    given = entry(body + FREE, head)
    assert HIDDEN not in told(seen(given, Disclosure.REDACT))
    assert HIDDEN not in openly(seen(given, Disclosure.FOLD))


def test_a_second_warning_in_what_the_first_covers_still_names_its_work():
    body = "<p>This article contains spoilers for Dune.</p>" + FREE + "<p>Spoilers for Arrival follow.</p>" + FREE
    view = seen(entry(body), Disclosure.REDACT)
    assert view is not None
    assert view.title.startswith("[Spoilers: Dune, Arrival]")


STORY = f"<div class=entry-content><p>In the end QUINCE dies.</p>{FREE}</div>"
HEADLINE = "<h1>A quiet review</h1>"
AROUND = {
    "short line": f"{HEADLINE}<p>Spoilers ahead!</p>{STORY}",
    "strong line": f"{HEADLINE}<p><strong>SPOILER WARNING</strong></p>{STORY}",
    "line of stars before a list": f"{HEADLINE}<p>*** SPOILERS ***</p><ol><li>In the end QUINCE dies.</li></ol>{FREE}",
    "heading": f"{HEADLINE}<h2>Contains spoilers</h2>{STORY}",
    "after standfirst and byline": (
        f"{HEADLINE}<p class=dek>A dek of some words here.</p><p class=byline>By Ann Lee</p>"
        f"<p>This review contains spoilers for Dune.</p>{STORY}"
    ),
    "in the header": (
        f"<header>{HEADLINE}<p>By Ann Lee</p><p>3 May 2026</p><p>Warning: spoilers for Dune follow.</p></header>{STORY}"
    ),
    "above the headline": f"<p>Spoilers ahead!</p>{HEADLINE}{STORY}",
    "above a headline in the story": f"<p>Spoilers ahead!</p><div>{HEADLINE}{STORY}</div>",
    "without a headline in a part of its own": f"<div><p>Spoilers ahead!</p></div><div>{STORY}</div>",
    "below the story": f"{HEADLINE}{STORY}<p>This review contains spoilers for Dune.</p>",
    "without a headline": f"<p>Spoilers ahead!</p>{STORY}",
    "class beside the story": f"{HEADLINE}<div class='spoiler-warning'>Warning: reveals who died.</div>{STORY}",
}


def entry_of(read):
    return replace(entry(FREE), article=read)


@pytest.mark.parametrize("inner", AROUND.values(), ids=AROUND)
def test_a_notice_beside_the_story_is_read(inner):
    page = f"<html><head><title>A quiet review</title></head><body><article>{inner}</article></body></html>"
    given = entry_of(caveat.extract(page, url="http://news.example/quiet"))
    assert HIDDEN not in told(seen(given, Disclosure.REDACT))


@pytest.mark.parametrize("place", ["class=related", "id=comments", "class=newsletter"])
def test_a_notice_of_what_is_not_the_article_is_none(place):
    inner = f"{HEADLINE}<div {place}><p>Spoilers ahead!</p></div>{STORY}<div {place}><p>Spoilers ahead!</p></div>"
    page = f"<html><head><title>A quiet review</title></head><body><article>{inner}</article></body></html>"
    assert caveat.extract(page, url="http://news.example/quiet").notices == ()


FLAG = "<{0} class=flag>Read at your own risk.</{0}>"
SELECTED = {
    "before the story": HEADLINE + FLAG.format("div") + STORY,
    "before the headline": FLAG.format("div") + HEADLINE + STORY,
    "after the story": HEADLINE + STORY + FLAG.format("div"),
    "a link": f"{HEADLINE}<p><a href=/x class=flag>Read at your own risk.</a></p>{STORY}",
    "a button": HEADLINE + FLAG.format("button") + STORY,
}


@pytest.mark.parametrize("body", [None, ".entry-content"], ids=["found", "ruled"])
@pytest.mark.parametrize("inner", SELECTED.values(), ids=SELECTED)
def test_what_an_operator_selects_beside_the_story_is_a_notice(inner, body):
    page = f"<html><head><title>A quiet review</title></head><body><article>{inner}</article></body></html>"
    read = article(page, rules=ArticleRules(body=body), notice_selectors=(".flag",))
    given = entry_of(spoilers.detect(read, rules=SpoilerRules(selectors=(".flag",))))
    assert HIDDEN not in told(seen(given, Disclosure.REDACT))


RULED = {
    "block around": f"{FREE}<div class='spoiler'><p>QUINCE dies.</p></div>{FREE}",
    "fold around": f"<details><summary>Spoilers</summary><p>QUINCE dies.</p></details>{FREE}",
    "notice beside": f"<div class='spoiler-warning'>Spoilers ahead.</div><p>QUINCE dies.</p>{FREE}",
    "standfirst beside": f"<h2 class=dek>This review contains spoilers for Dune.</h2><p>QUINCE dies.</p>{FREE}",
    "notice between": f"{FREE}<div><b>Spoilers ahead.</b></div><p>QUINCE dies.</p>",
}


@pytest.mark.parametrize("inner", RULED.values(), ids=RULED)
def test_a_rule_for_the_body_loses_nothing_that_hides_it(inner):
    page = f"<html><head><title>A quiet review</title></head><body><article>{HEADLINE}{inner}</article></body></html>"
    given = entry_of(spoilers.detect(article(page, rules=ArticleRules(body="article p"))))
    redacted = told(seen(given, Disclosure.REDACT))
    assert HIDDEN not in redacted
    assert given.article.text.count("APPLE") == inner.count("APPLE")


def test_a_body_in_the_json_is_read_for_marks():
    said = "The town keeps its lights on.\\n" * 10 + "He [spoiler]QUINCE dies[/spoiler] now.\\nHe ||QUINCE dies|| now."
    declared = f'{{"@type": "NewsArticle", "headline": "A quiet review", "articleBody": "{said}"}}'
    given = entry("<p>Short.</p>", f'<script type="application/ld+json">{declared}</script>')
    assert "lights" in given.article.text
    assert HIDDEN not in told(seen(given, Disclosure.REDACT))


OPEN = {
    "bars of a shell": "<p>In a shell foo||PEAR||bar works.</p>",
    "bars in code": "<p>Write <code>a ||PEAR|| b</code> here.</p>",
    "formula": "<p>The norm ||x|| of the PEAR is the greater, and ||x + y|| is not.</p>",
    "name of a place": "<section id=spoilers><h3>PEAR wings</h3><p>A PEAR wing.</p></section>",
    "mark in code": "<p>Open with <code>[spoiler]</code> first.</p><p>PEAR.</p><p>And <code>[/spoiler]</code>.</p>",
    "mark in a listing": "<p>Some open with [spoiler].</p><p>PEAR.</p><pre>[/spoiler]</pre>",
}


@pytest.mark.parametrize("markup", OPEN.values(), ids=OPEN)
def test_what_only_looks_hidden_is_told(markup):
    blocks = entry(FREE + markup + FREE).article.blocks
    told_openly = [block.text for block in blocks if not (block.hints.is_spoiler or block.hints.spans)]
    assert "PEAR" in " ".join(told_openly)
    assert len(told_openly) == len(blocks)
