"""Owns the hostile pages, and `python -m bench.hostile`: how long each holds the extractor up, and what it holds."""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from caveat import extract
from caveat.errors import ExtractError

STORY = "The ferry was late again, and the captain said that the tide had been told of it in writing. "
MEGABYTES = 10
_MOST_SECONDS = 30
_PARAGRAPH = f"<p>{STORY * 3}</p>"
_ARTICLE = f"<h1>The tide is told</h1>{_PARAGRAPH * 5}"
_DEPTHS = (252, 253, 2_100, 100_000)
_WORDS = ("class", "spoiler", "author", "date", "next", "2026", "by", "share")


Make = Callable[[int], str | bytes]
"""A page of about so many characters."""


def pages() -> Mapping[str, Make]:
    """Hostile pages by their names, each with an article in it."""
    repeated = {name: _repeated(part) for name, part in (_REPEATED | _UNCLOSED).items()}
    return {**repeated, **_deep(), **_ATTRIBUTES, **_DATA, **_ENCODED}


def _repeated(part: str) -> Make:
    return lambda size: f"<html><body>{_ARTICLE}{_filled(part, size)}"


_REPEATED = {
    "text": STORY,
    "lines of one word": "word<br>\n",
    "paragraphs": _PARAGRAPH,
    "one-word paragraphs": "<p>word</p>\n",
    "links": '<a href="/2026/03/14/story-2?page=2">Next story</a> ',
    "links in items": '<li><a href="https://a.example/x" rel="author">By Ann Lee</a></li>',
    "tiny tables": "<table><tr><td>a</td></tr></table>",
    "table cells": "<tr><td>a<td>b",
    "images": '<img src="data:image/png;base64,iVBORw0KGgo=" alt="a">',
    "figures": '<figure><img data-src="/a.jpg" srcset="/a.jpg 1x, /b.jpg 2x"><figcaption>A</figcaption></figure>',
    "entities": "&amp;&lt;&nbsp;",
    "bad entities": "&&#&#x&bogus;&#99999999;",
    "less-than signs": "<",
    "greater-than signs": ">",
    "end tags": "</p></div></b>",
    "broken tags": '<p <b a="<i>',
    "unknown elements": "<x-y>a</x-y>",
    "empty elements": "<div></div><span></span>",
    "spaces": " \n\t",
    "controls": "a\x00\x01\x1f\x7f\ufffe",
    "comments": "<!-- a --><!---->",
    "instructions": "<?php a ?>",
    "marks": "||a|| >!b!< [spoiler]c[/spoiler] ",
    "unclosed marks": "|| >! [spoiler] ",
    "spoilers": "<p>Spoilers for Silver Reach ahead.</p>",
    "details": "<details><summary>Spoiler</summary><p>a</p></details>",
    "dates": "<time datetime=2026-03-14>March 14, 2026</time> ",
    "headings": "<h1>The tide is told again</h1>",
    "bylines": '<div class="byline">By Ann Lee and Bo Ray</div>',
    "credits": "<p>Photo: Ann Lee / The Wire</p>",
    "scripts": "<script>a</script>",
    "styles": "<style>a{}</style>",
    "templates": "<template><p>a</p></template>",
    "noscripts": "<noscript><img src=/a.jpg></noscript>",
    "forms": "<form><input type=password><select><option>a</select></form>",
    "vector pictures": "<svg><title>a</title><text>b</text><path d='M0 0'/></svg>",
    "formulas": "<math><mi>x</mi><mo>=</mo></math>",
    "frames": "<iframe src=https://www.youtube.com/embed/a></iframe>",
    "bodies": "<body class=a>a</body></html>",
    "heads": "<head><title>a</title></head>",
    "metas": '<meta property="article:tag" content="tide"><meta name=author content="Ann Lee">',
    "link elements": "<link rel=next href=/2?page=2>",
    "bases": "<base href=/a/>",
    "inline elements": "<b>a</b><i>b</i>",
    "inline openings": "<b>a<i>b",
    "lists opened": "<ul><li>a",
    "anchors in anchors": "<a href=/a>a",
    "preformatted": "<pre>a\n b</pre>",
    "quotes": "<blockquote>a</blockquote>",
    "namespaces": '<x:p xmlns:x="urn:x">a</x:p>',
    "doctypes": "<!DOCTYPE html>",
    "hyphens": "a- ",
    "stars": "**a** *",
    "ideographs": "渡船又晚点了。",
    "combining marks": "e\u0301\u0301\u0301",
    "words of class": f'<p class="{" ".join(_WORDS)}">a</p>',
}
_UNCLOSED = {
    "script": "<script>" + "a" * 100,
    "comment": "<!-- " + "a" * 100,
    "section of CDATA": "<![CDATA[" + "a" * 100,
    "text area": "<textarea>" + "a" * 100,
    "value": '<p a="' + "a" * 100,
}


def _filled(part: str, size: int) -> str:
    return part * (size // len(part))


def _deep() -> Mapping[str, Make]:
    tags = (
        "div",
        "span",
        "ul><li",
        "table><tr><td",
        "blockquote",
        "b",
        "a href=/",
        "section",
        "svg",
        "details",
        "dl><dd",
    )
    alone = {f"{tag.partition('>')[0]}s {depth:,} deep": _nested((tag,), depth) for depth in _DEPTHS for tag in tags}
    return alone | {f"elements {depth:,} deep": _nested(tags, depth) for depth in _DEPTHS}


def _nested(tags: Sequence[str], depth: int) -> Make:
    return lambda _: "".join(f"<{tags[level % len(tags)]}>" for level in range(depth)) + _ARTICLE


_SIGN = '=">"'


def _names(size: int, value: str = "") -> str:
    return " ".join(f"a{number:x}{value}" for number in range(size // (6 + len(value))))


_ATTRIBUTES: Mapping[str, Make] = {
    "attributes": lambda size: f"<p {_names(size)}>{_ARTICLE}",
    "attributes with signs": lambda size: f"<p {_names(size, _SIGN)}>{_ARTICLE}",
    "attributes behind a script": lambda size: (
        f"<script><!--<script></script><b x='--></script><p {_names(size)}>{_ARTICLE}"
    ),
    "attributes just few enough": lambda size: f"<p {_names(2900)}>" * (size // 2900) + _ARTICLE,
    "class of many words": lambda size: f'<p class="{_filled("a- ", size)}">{_ARTICLE}',
    "class of one word": lambda size: f'<p class="{"a" * size}">{_ARTICLE}',
    "class of words of authors": lambda size: f'<p class="{_filled("author-", size)}">{_ARTICLE}',
    "style of many rules": lambda size: f'<p style="{_filled("display : block ;", size)}">{_ARTICLE}',
    "address": lambda size: f'<p><a href="/{_filled("a/../", size)}">a</a>{_ARTICLE}',
    "address of percents": lambda size: f'<p><a href="/{_filled("%", size)}2">a</a>{_ARTICLE}',
    "sources of a picture": lambda size: f'<img srcset="{_filled("/a.jpg 1x, ", size)}">{_ARTICLE}',
    "picture as data": lambda size: f'<img src="data:image/png;base64,{"A" * size}">{_ARTICLE}',
    "name of a tag": lambda size: f"<{'a' * size}>{_ARTICLE}",
    "title": lambda size: f"<title>{_filled('a | ', size)}</title>{_ARTICLE}",
    "description": lambda size: f'<meta name=description content="{_filled("a ", size)}">{_ARTICLE}',
    "heading": lambda size: f"<h1>{_filled('a - ', size)}</h1>{_ARTICLE}",
    "byline": lambda size: f"<p class=byline>By {_filled('Ann Lee, ', size)}</p>{_ARTICLE}",
    "keywords": lambda size: f'<meta name=keywords content="{_filled("a,", size)}">{_ARTICLE}',
}


def _data(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>{_ARTICLE}'


_ESCAPE, _LINE = r"\ud800", r"a\n"
_PERSON = '{"@type":"Person","name":"Ann Lee"},'
_NODE = '{"@type":"Article","headline":"a","author":{"name":"b"}},'
_DATA: Mapping[str, Make] = {
    "JSON-LD of lists in lists": lambda size: _data("[" * size),
    "JSON-LD of closed lists in lists": lambda size: _data("[" * (size // 2) + "]" * (size // 2)),
    "JSON-LD of objects in objects": lambda size: _data('{"a":' * (size // 12) + "1" + "}" * (size // 12)),
    "JSON-LD of many persons": lambda size: _data(f'{{"@type":"Article","author":[{_filled(_PERSON, size)}{{}}]}}'),
    "JSON-LD of many articles": lambda size: _data(f"[{_filled(_NODE, size)}{{}}]"),
    "JSON-LD of a long body": lambda size: _data(f'{{"@type":"Article","articleBody":"{_filled(STORY, size)}"}}'),
    "JSON-LD of a body of tags": lambda size: _data(
        f'{{"@type":"Article","articleBody":"{STORY}{_filled("<p>a</p>", size)}"}}'
    ),
    "JSON-LD of a body of lines": lambda size: _data(
        f'{{"@type":"Article","articleBody":"{STORY}{_filled(_LINE, size)}"}}'
    ),
    "JSON-LD of a long headline": lambda size: _data(f'{{"@type":"Article","headline":"{_filled("a ", size)}"}}'),
    "JSON-LD of digits": lambda size: _data(f'{{"@type":"Article","wordCount":{"9" * size}}}'),
    "JSON-LD of escapes": lambda size: _data(f'{{"@type":"Article","headline":"{_filled(_ESCAPE, size)}"}}'),
    "JSON-LD without an end": lambda size: _data('{"@type":"Article","headline":"' + "a" * size),
    "many pieces of JSON-LD": lambda size: _filled(_data('{"@type":"Article","headline":"a"}'), size),
}


def _long(size: int) -> str:
    return f"<html><body>{_ARTICLE}{_filled(_PARAGRAPH, size)}"


_ENCODED: Mapping[str, Make] = {
    "UTF-16": lambda size: _long(size // 2).encode("utf-16"),
    "UTF-32": lambda size: _long(size // 4).encode("utf-32"),
    "a lying charset": lambda size: f'<meta charset="iso-2022-jp">{_long(size)}é'.encode(),
    "bad bytes": lambda size: _ARTICLE.encode() + b"\xff\xfe\x80" * (size // 3),
    "NULs": lambda size: _ARTICLE.encode() + b"\0" * size,
    "no markup": lambda size: _filled(STORY, size).encode(),
}


def _measure(name: str, size: int) -> None:
    """Prints seconds of the processor, and the MB that the process came to hold beyond what it held."""
    page = pages()[name](size)
    before, began = _peak(), time.process_time()
    with suppress(ExtractError):
        extract(page, url="https://news.example/2026/03/14/story")
    print(f"{time.process_time() - began:8.2f} s {_peak() - before:8.0f} MB  {name}", flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Measures every page in a process of its own; `python -m bench.hostile [MEGABYTES]`. The exit code."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    context = multiprocessing.get_context("fork")
    for name in pages():
        process = context.Process(target=_measure, args=(name, size * 1_000_000))
        process.start()
        process.join(_MOST_SECONDS)
        if process.is_alive():
            process.kill()
            print(f"over {_MOST_SECONDS:3} s              {name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
