"""Owns the cleaning of HTML fragments: the only file that knows nh3."""

import re

import nh3

_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "figcaption", "figure",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_RUN = re.compile(r"(?<=>)[^<]{5000,}")
_ENTITIES = re.compile(r"(?:&[^&]*){200}")
_PLAIN = re.compile(r"<(p|li|blockquote|figcaption|h[2-6])>[^<>&\xa0]*+(?:&(?:amp|lt|gt);[^<>&\xa0]*+)*+</\1>")
"""One element around escaped text: what the cleaner gives back as it is, and most lines are."""
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    allowed_classes={"span": {"spoiler"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """The fragment with harmless elements only: no scripts, styles, handlers or ids; http(s) and mailto links."""
    if _PLAIN.fullmatch(html):
        return html
    # The parser's time grows with the square of the entities in one run of text; a comment, which goes, ends the run.
    return _CLEANER.clean(_RUN.sub(lambda run: _ENTITIES.sub(r"\g<0><!---->", run[0]), html))
