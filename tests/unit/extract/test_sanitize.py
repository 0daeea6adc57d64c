"""What the cleaner lets through, and that the short way past it gives what it would have given."""

from hypothesis import given
from hypothesis import strategies as st

from caveat.extract.sanitize import sanitize

_TEXT = st.lists(
    st.sampled_from(
        ["word", " ", "é ", "&amp;", "&lt;", "&gt;", '"', "'", ">", "&", "&#65;", "&nbsp;", "\xa0", "&notit;"]
    )
).map("".join)
_PIECES = (
    "http:// https:// HTTP:// mailto: javascript: a.example xn--a.example b-c.d 1.2.3 - . / // ?q=1 &amp; #more"
    " :80 :99999 @ %41 % ; a_b é ' [ \\"
)
_ADDRESS = st.lists(st.sampled_from([*_PIECES.split(), " "]), max_size=6).map("".join)
_NAMES = (
    "strong",
    "em",
    "s",
    "u",
    "sub",
    "sup",
    "code",
    "kbd",
    "samp",
    "cite",
    "q",
    "mark",
    "var",
    "span",
    "blink",
    "a",
)


def _inline(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.tuples(st.sampled_from(_NAMES), inside).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    link = st.tuples(_ADDRESS, inside).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>')
    return st.lists(st.one_of(_TEXT, element, link, st.just("<br> "))).map("".join)


_LINES = st.tuples(
    st.sampled_from(("p", "li", "blockquote", "figcaption", "pre", "h1", "h2", "h6", "td")), _inline(_inline(_TEXT))
).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")


@given(_LINES)
def test_the_short_way_gives_what_the_cleaner_gives(html: str) -> None:
    # A comment, which goes, is nothing that the short way takes.
    assert sanitize(html) == sanitize(f"{html}<!---->")


@given(_LINES)
def test_what_was_cleaned_stays_as_it_is(html: str) -> None:
    assert sanitize(sanitize(html)) == sanitize(html)


def test_links_of_ordinary_lines_are_told_to_be_strangers() -> None:
    line = '<p>Read <a href="https://news.example/a?b=1&amp;c#d">more</a>, <em>now</em>.</p>'
    rel = 'rel="noopener noreferrer nofollow"'
    assert sanitize(line) == line.replace('#d"', f'#d" {rel}')


def test_no_handler_style_script_or_foreign_scheme_gets_through() -> None:
    html = '<p onclick="x()" style="a"><a href="javascript:x()">a</a><script>x()</script><em id="i">b</em></p>'
    assert sanitize(html) == '<p><a rel="noopener noreferrer nofollow">a</a><em>b</em></p>'
