"""Owns the words that publishers put into classes, ids and headings, and what they mean."""

import re
from enum import IntEnum
from functools import lru_cache

_MAX_LENGTH = 400


class Meaning(IntEnum):
    """What the class, id, tag or role of an element says of it: bits, of which several may be set in one number.

    Numbers, since every line of every page is asked for them, and `enum.Flag` takes twenty times as long to answer.
    """

    NONE = 0
    STORY = 1
    """The container of the article's text."""
    NOISE = 2
    """Navigation, related texts, comments, newsletter, sharing, advertisement: never part of the article."""
    BOX = 4
    """A callout or aside."""
    NOTICE = 8
    """An operator's selector names it as a spoiler notice."""
    META = 16
    """Byline, date, tags, credits."""
    DEK = 32
    CAPTION = 64
    HIDDEN = 128
    """Not for eyes."""


_PATTERNS = (
    (
        Meaning.STORY,
        r"article-?_?(?:body|content|text|copy)|(?:story|post|entry|content|news|page)[-_]?(?:body|content|text)"
        r"|body-?copy|\be-content\b|\bprose\b|\brich-?text\b|\btext-formatted\b",
    ),
    (
        Meaning.NOISE,
        r"related|recirc|recommend|more-(?:on|from|stories|topics|news|like)|most-?(?:read|popular|viewed)|trending"
        r"|popular|newsletter|subscri|sign-?up|signin|log-?in|paywall|promo|sponsor|advert|\bads?\b|\bad-|-ad\b|adslot"
        r"|(?<!has)(?<!has-)banner|comment|disqus|respond|share|sharing|social|follow-|\bfollow\b|cookie|consent|gdpr"
        r"|breadcrumb|\bnav|menu|navigation|footer|masthead|(?<!has)(?<!has-)(?<!with-)(?<!no-)sidebar|widget|toolbar"
        r"|pagination|pager|outbrain|taboola|read-?(?:more|next|also)|author-?_?(?:bio|box|card|info|desc|about)"
        r"|about-the-author|\bbio\b|biography|copyright|print-only|donat|popup|modal|overlay|carousel|teaser|up-?next"
        r"|see-?also|also-?read|story-?list|tag-?(?:list|cloud)|jump-?link|skip-?link|table-of-contents|\btoc\b"
        r"|correction-form|rating-form|\bhatnote\b|navbox|catlinks|editsection|reflist",
    ),
    (
        Meaning.BOX,
        r"spoiler[-_]{0,2}(?:warn|alert|notice|banner|disclaimer|label|message|note)|callout|disclaimer|admonition|\bnotice|\bwarning|-warning|\balert|-alert\b|\baviso|\bhinweis|ambox"
        r"|infobox|\bnote\b|-note\b|note-|\bnotes\b|pull-?quote|fact-?box|key-?points|\bbox-out|inset-?box",
    ),
    (
        Meaning.META,
        r"byline|\bmeta\b|-meta\b|meta-|_meta\b|author|contributor|writer|dateline|date-?time|timestamp|pub-?date|publish"
        r"|posted|\bdate\b|-date\b|\btags?\b|-tags?\b|tags-|\btopics\b|categor|kicker|eyebrow|credit|copyright"
        r"|read(?:ing)?-?time|\bsig\b",
    ),
    (
        Meaning.DEK,
        r"standfirst|\bdek\b|-dek\b|_dek\b|dek-|\bdeck\b|-deck\b|sub-?(?:title|head|headline|heading)|strapline|\bchapo\b"
        r"|article-?_?(?:summary|lead|intro|description|excerpt)|entry-(?:summary|excerpt)|\blede\b|\bteaser-text\b"
        r"|headline-?_?sub",
    ),
    (Meaning.CAPTION, r"caption|photo-?credit|image-?credit"),
    (
        Meaning.HIDDEN,
        r"visually-?hidden|sr-only|screen-?reader|\bhide\b|\bhidden\b|is-hidden|a11y-hidden|off-?screen",
    ),
)
_WARNS = re.compile(r"spoiler|warning|trigger-?warn")
_COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in _PATTERNS)

_SPOILER_INLINE = re.compile(
    r"(?:(?!no|anti|rear|car|tag|cat|label|has|toggle|show)[a-z]{1,12}[-_]{0,2})?(?:inline|hidden)?[-_]{0,2}spoilers?(?:[-_]{0,2}(?:text|blur(?:red)?|contents?|inline"
    r"|hidden|hide|inner|body|span))?|spoiled|blur(?:red)?|blur-text|text-blur"
)
"""Class words of inline elements that hide their text. The makers of software put their own name before the word."""

_SPOILER_BLOCK = re.compile(
    r"(?:(?:bb|bbcode|md|js|ips|ipsstyle|inline|hidden|wp-block)[-_]{0,2})?spoilers?(?:[-_]{0,2}(?:text|box|contents?|body|block|blur(?:red)?"
    r"|inner|hidden|hide|wrap(?:per)?|panel|area|section|container))?"
)
_TAIL_HEADINGS = re.compile(
    r"(?:related|read (?:more|next|also)|more (?:on|from|stories|like|about)|see also|comments?|recommended"
    r"|most (?:read|popular)|about the author|share this|newsletter|sign up|you (?:may|might) also|what to read next"
    r"|references|external links|mehr zum thema|lesen sie auch|à lire aussi|leer también|te puede interesar|leggi anche"
    r"|lees ook|läs också|czytaj także)\b.{0,40}",
    re.I,
)
_ASIDES = re.compile(
    r"(?:read (?:more|also|next)|related|see also|watch|listen|more|also read|don't miss|click here|sign up|subscribe"
    r"|follow us|advertisement|anzeige|publicité|publicidad|scroll down|story continues|article continues|share this"
    r"|photo|image|getty)\b",
    re.I,
)


_SPOILS = re.compile(r"spoil|spojl|спойл|ネタバレ|ねたばれ|剧透|劇透|暴雷|스포일러|스포 ?주의|divulgâch|destripe", re.I)
_MAY_WARN = re.compile(
    _SPOILS.pattern
    + r"|\bwarn|caution|beware|\balert|achtung|vorsicht|attenzione|attention|\bojo\b|aviso|uwaga|внимание|осторожно"
    r"|let op|dikkat|注意|慎入|주의|reveal|plot details|read on\b|turn back"
    r"|(?:\bnot|n['’]t) (?:yet )?(?:seen|read|watched|finished|played)",
    re.I,
)


@lru_cache(maxsize=8192)
def read_words(words: str) -> int:
    """The meanings of class and id words, given in lower case with spaces between them."""
    found = 0
    for meaning, pattern in _COMPILED:
        if pattern.search(words[:_MAX_LENGTH]):
            found |= meaning
    # "spoiler-banner" is a callout, whatever else banners are.
    return found & ~Meaning.NOISE if _WARNS.search(words[:_MAX_LENGTH]) else found


@lru_cache(maxsize=8192)
def hides_block(classes: str) -> bool:
    """Whether the class words of a block element hide what stands in it as a spoiler, as far as it is no notice."""
    return any(_SPOILER_BLOCK.fullmatch(word) for word in classes.split())


@lru_cache(maxsize=8192)
def says_spoiler(classes: str) -> bool:
    """Whether the class words of an inline element hide its text as a spoiler."""
    return any(_SPOILER_INLINE.fullmatch(word) for word in classes.split())


def speaks_of_spoilers(line: str) -> bool:
    """Whether a line holds a word for spoilers, in any of the languages that have notices."""
    return _SPOILS.search(line) is not None


def may_warn(line: str) -> bool:
    """Whether a line holds a word of warnings: a cheap sieve, which lets more pass than what is a notice."""
    return _MAY_WARN.search(line) is not None


def opens_tail(heading: str) -> bool:
    """Whether a heading is followed by what no longer belongs to the article."""
    return _TAIL_HEADINGS.fullmatch(heading[:120].strip(" :")) is not None


def is_aside(line: str, *, is_linked: bool) -> bool:
    """Whether a short line only leads away from the article ("Read more: ...") or marks an advertisement."""
    leads = _ASIDES.match(line)
    if leads is None:
        return False
    # "More wine?" is dialogue, and "Image quality" a heading.
    return is_linked or ":" in line or not any(char.isalnum() for char in line[leads.end() :])
