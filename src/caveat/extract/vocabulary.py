"""Owns the words that publishers put into classes, ids and headings, and what they mean."""

import re
from functools import lru_cache

from caveat.spoilerwords import SPOILER_WORDS

_PARTS = (
    "texts?|box|contents?|cont|body|block|blur(?:red)?|inner|outer|inline|span|hidden|hide|wrap(?:per)?|panel|area"
    "|section|container|holder|target"
)
_OTHER = "no|un|anti|pre|tag|cat|has|car|rear|roof|trunk|boot|lip|wing|front|top|product|shop|toggle|show"
"""What comes before the word where nothing is hidden: labels of articles, wings of cars, buttons."""
_SPOILER_INLINE = re.compile(
    rf"(?:(?!{_OTHER}|label)[a-z]{{1,12}}[-_]{{0,2}})?(?:inline|hidden)?[-_]{{0,2}}(?:spoilers?(?:[-_]{{0,2}}(?:{_PARTS})){{0,2}}|spoil)"
    r"|spoiled|blur(?:red)?|blur-text|text-blur|_?mfm_?-?blur_?"
)
"""Class words of inline elements that hide their text. The makers of software put their own name before the word."""
_MAKERS = (
    r"(?:bb|bbc|bbcode|md|js|ips|ipsstyle|inline|hidden|markdown|mycode|wp-block"
    rf"|(?!{_OTHER})[a-z]{{1,3}}[-_])[-_]{{0,2}}"
)
_SPOILER_BLOCK = re.compile(rf"(?:{_MAKERS})?spoilers?(?:[-_]{{0,2}}(?:{_PARTS})){{0,2}}")
_SPOILER_LABEL = re.compile(
    r"(?:[a-z]{1,12}[-_]{0,2})?spoilers?[-_]{0,2}(?:title|head(?:er|ing)?|label|button|btn|toggle(?:r|text)?|caption|link"
    r"|trigger|handle|name|summary|legend|bar|switch|prompt|warning|alert|notice|disclaimer)"
    r"|pre-spoiler|contains-spoilers|sp-head|callout-title"
)
"""Class words of the visible label of what is hidden."""
_APPEALS = (
    "subscribe newsletter newsletters subscription subscriber subscribers cookie cookies javascript donate"
    " donation donations sign signup login password email e-mail privacy copyright rights reserved reproduced"
    " permission advertisement facebook twitter instagram follow whatsapp telegram share comment comments click"
    " here inbox contact published updated read more photo image getty reuters credit tags filed posted"
    " download app advert browser support membership member premium trial account register related author"
    " contributor writes writer editor reporter journalist correspondent anzeige kommentar kommentare"
    " kommentieren foto bild quelle kategorie kategorien schlagworte abonnieren abonnement abo teilen"
    " weiterlesen mehr artikel lesen datenschutz impressum autor suscríbete suscripción boletín compartir"
    " síguenos abonnez inscrivez lire aussi partager leggi iscriviti condividi assine inscreva-se compartilhe"
    " abonneer lees prenumerera læs lue czytaj zapisz"
)
APPEALS = frozenset(_APPEALS.split())
"""Words of what stands on pages beside stories: appeals, credits, labels of buttons."""
_ASIDES = re.compile(
    r"(?:read (?:more|also|next)|related|see also|watch|listen|more|also read|don't miss|click here|sign up|subscribe"
    r"|follow us|advertisement|anzeige|publicité|publicidad|scroll down|story continues|article continues|share this"
    r"|photo|image|getty)\b",
    re.I,
)
_SPOILS = re.compile("|".join(SPOILER_WORDS), re.I)
_MAY_WARN = re.compile(
    _SPOILS.pattern
    + r"|\bwarn|caution|beware|\balert|achtung|vorsicht|attenzione|attention|\bojo\b|aviso|uwaga|внимание|осторожно"
    r"|let op|dikkat|pozor|aten[cç]|varning|advarsel|peringatan|注意|慎入|警告|주의|경고"
    r"|reveal|plot details|read on\b|turn back"
    r"|(?:\bnot|n['’]t) (?:yet )?(?:seen|read|watched|finished|played)",
    re.I,
)


@lru_cache(maxsize=8192)
def hides_block(classes: str) -> bool:
    """Whether the class words of a block element hide what stands in it as a spoiler, as far as it is no notice."""
    return any(_SPOILER_BLOCK.fullmatch(word) for word in classes.split())


@lru_cache(maxsize=8192)
def says_spoiler(classes: str) -> bool:
    """Whether the class words of an inline element hide its text as a spoiler."""
    return any(_SPOILER_INLINE.fullmatch(word) for word in classes.split())


@lru_cache(maxsize=8192)
def labels_spoiler(classes: str) -> bool:
    """Whether the class words of an element call it the label of what is hidden as a spoiler."""
    return any(_SPOILER_LABEL.fullmatch(word) for word in classes.split())


def speaks_of_spoilers(line: str) -> bool:
    """Whether a line holds a word for spoilers, in any of the languages that have notices."""
    return _SPOILS.search(line) is not None


def may_warn(line: str) -> bool:
    """Whether a line holds a word of warnings: a cheap sieve, which lets more pass than what is a notice."""
    return _MAY_WARN.search(line) is not None


def is_aside(line: str, *, is_linked: bool) -> bool:
    """Whether a short line only leads away from the article ("Read more: ...") or marks an advertisement."""
    leads = _ASIDES.match(line)
    if leads is None:
        return False
    # "More wine?" is dialogue, and "Image quality" a heading.
    return is_linked or ":" in line or not any(char.isalnum() for char in line[leads.end() :])
