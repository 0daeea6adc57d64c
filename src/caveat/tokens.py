"""Owns the look at the tokens of a page before it is parsed: no tag has more attributes than the parser can bear."""

import re
from collections.abc import Iterator
from functools import cache

MAX_ATTRIBUTES = 500
"""Of one tag. The parser's time grows with their square: 10,000 take 0.1 s, 100,000 take 16 s."""
_SMALL = 20_000
"""Bytes in which there is no room for as many attributes as are felt."""
_NAME = rb"[a-zA-Z] [^\s/>]*+"
_GAP = rb"\s*+ (?: /(?!>) \s*+ )*+"
_ATTRIBUTE = rb"""
    (?: [^\s/>=]++="[^"]*+"
      | [^\s/>] [^\s/>=]*+ (?: \s*+ = \s*+ (?: "[^"]*+ (?:"|\Z) | '[^']*+ (?:'|\Z) | [^\s>"'] [^\s>]*+ )?+ )?+
    ) %b""" % (_GAP)
_COMMENT = rb"<!-- (?: -?> | (?: [^-]++ | -(?!-!?>) )*+ (?: --!?> | \Z ) )"
_SCRIPT = rb"""(?: [^<]++ | <(?! (?i: /script ) [\s/>] | !-- )
  | <! (?: [^<-]++ | -(?!->) | <(?! (?i: /?script ) [\s/>])
         | < (?i: script ) (?: [^<-]++ | -(?!->) | <(?! (?i: /script ) [\s/>]) )*+ (?: </ (?i: script ) )?+
       )*+ )*+"""
"""The text of a script, in which `<!--` hides a pair of tags up to `-->`."""
_TEXTUAL = (b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes")
_TEXTS = {
    b"script": _SCRIPT,
    b"plaintext": rb".*+",
    **{name: rb"(?: [^<]++ | <(?! (?i: /%b ) [\s/>] ) )*+" % name for name in _TEXTUAL},
}
"""What stands in the elements that hold no tags."""


class BoundedTags:
    """The tokens of HTML (section 13.2.5) in which no tag has more than `most` attributes."""

    def __init__(self, most: int) -> None:
        attributes = rb"%b (?: %b ){0,%d}+" % (_GAP, _ATTRIBUTE, most)
        textual = (rb"< (?i: %b ) %b (?: /> | \Z | > %b )" % (name, attributes, text) for name, text in _TEXTS.items())
        words = {
            b"name": _NAME,
            b"attributes": attributes,
            b"comment": _COMMENT,
            b"textual": b"|".join(textual),
            b"names": b"|".join(_TEXTS),
            b"simple": b"|".join(name[:2] for name in _TEXTS),
            b"most": most,
        }
        self._within = re.compile(
            rb"""(?:
                [^<]++
                # As most tags are:
              | < (?: /[a-z\d]++ | (?! %(simple)b ) [a-z][a-z\d]*+ (?: [ ][a-z-]++="[^"]*+" ){0,%(most)d}+ ) >
              | < (?! (?=[pinstxPINSTX]) (?i: %(names)b ) [\s/>] ) %(name)b %(attributes)b (?: /?> | \Z )
              | </ %(name)b %(attributes)b (?: /?> | \Z )
              | <(?![a-zA-Z/!?])
              | %(textual)b
              | %(comment)b
              | <(?: !(?!--) | \? | /(?![a-zA-Z]) ) [^>]*+
            )*+"""
            % words,
            re.VERBOSE | re.DOTALL,
        )
        self._tag = re.compile(rb"(</?) (%b) %b (?: %b )*+ (?: /?> | \Z )" % (_NAME, _GAP, _ATTRIBUTE), re.VERBOSE)

    def bounded(self, page: bytes) -> bytes:
        """The page, where tags that have too many attributes are left without any."""
        return page if self._end(page, 0) == len(page) else b"".join(self._pieces(page))

    def _pieces(self, page: bytes) -> Iterator[bytes]:
        start = 0
        while tag := self._tag.match(page, self._end(page, start)):
            yield page[start : tag.start()]
            # What follows is read as tags from here on, as the parser then does.
            name = b"p" if tag[1] == b"<" and tag[2].lower() in _TEXTS else tag[2]
            yield tag[1] + name + b">"
            start = tag.end()
        yield page[start:]

    def _end(self, page: bytes, start: int) -> int:
        """Where a tag begins that has too many attributes; the page's end if none does."""
        tokens = self._within.match(page, start)
        return start if tokens is None else tokens.end()


def bounded(page: bytes) -> bytes:
    """The page, where tags that have too many attributes are left without any. Takes 2 us a KB; UTF-8."""
    return page if len(page) <= _SMALL else _bounded_tags().bounded(page)


@cache
def _bounded_tags() -> BoundedTags:
    return BoundedTags(MAX_ATTRIBUTES)
