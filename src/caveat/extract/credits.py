"""Owns the short lines beside a story that are none of it: the credits of its pictures, the furniture of its page."""

import re

_MAX_LINE = 160
_MAX_WORDS = 14
_SENTENCE_ENDS = tuple(".!?…")

_PICTURE = (
    r"(?:images?|photos?|photographs?|photography|pictures?|illustrations?|art|artwork|stills?|screenshots?|videos?"
    r"|cover|fotos?|bild|bilder|bildquelle|imagen|imágenes|immagini|foto's|zdjęcia)"
)
_SOURCE = (
    r"(?:credits?|crédits?(?: photos?)?|sources?|via|quellen?|fuentes?|fontes?|fonti|bron|bronnen|kilder?|källor|källa"
    r"|lähde|lähteet|źródło|źródła|zdroj|forrás|kaynak|фото|источник|джерело|πηγή)"
)
_EASTERN = (
    r"(?:图片?|圖片?|摄影|攝影|图片来源|圖片來源|来源|來源|稿件来源|(?:责任)?编辑|(?:責任)?編輯|编校|校对|审核"
    r"|写真|撮影|出典|画像|編集|사진|출처|편집)"
)
_WHICH = r"(?:(?:all|main|lead|top|header|hero|cover|featured?|additional|other) )?"
_CREDIT = re.compile(
    rf"[\[(*]?(?:{_WHICH}{_PICTURE}(?: (?:credits?|courtesy of|courtesy|source|by|via))? ?:"
    rf"|{_WHICH}{_PICTURE} (?:credits?|courtesy of|courtesy|by|via)(?= )"
    rf"|(?:{_SOURCE}|copyright) ?:|{_EASTERN} ?[:：/／]) ?(\S.*)",
    re.I,
)
_RIGHTS = re.compile(
    rf"[\[(*]?(?:{_PICTURE} )?(?:©|\(c\)|copyright (?:©|\d{{4}})) ?\S.*|(?:\S.{{0,60}} )?all rights reserved\.?", re.I
)
_AGENCY = re.compile(r"[a-z]{2,12}\.?")
"""A source in lower case, such as "dpa"."""
_SCORE = re.compile(r"[\d.,½]+(?: ?%| ?(?:/|out of|von|sur) ?\d+)?(?: (?:stars|points))?|[A-F][+-]?|[★☆✭⭐️½ ]+")
_SMALL = frozenset({
    "and", "und", "et", "y", "by", "via", "for", "of", "from", "the", "with", "at", "in", "on", "courtesy",
    "author", "authors", "artist", "artists", "publisher", "studio", "studios", "network", "respective", "owners",
    "their", "its",
})  # fmt: skip
"""What a credit holds in lower case beside names."""

_LEADS_AWAY = re.compile(
    r"(?:also read|read (?:also|more|next|on)|related(?: (?:articles?|stories|posts?|reading|content))?|see also"
    r"|you (?:may|might) also like|recommended|tags?|filed under|share (?:this|via|on)(?: \w+)?"
    r"|follow us(?: on \w+)?) ?:(?: (.*))?"
    r"|advertisement|sponsored(?: content)?|share (?:this(?: \w+)?|(?:this (?:\w+ )?)?on \w+)"
    r"|(?:\d+ )?comments?(?: ?\(\d+\))?|leave a (?:comment|reply)|story continues below(?: advertisement)?"
    r"|continue reading|skip to content|more (?:like this|on this (?:story|topic)|stories)"
    r"|(?:follow us on|subscribe to|sign up (?:for|to)|join (?:us|our)) .{0,80}"
    r"(?:@\w+|newsletters?|channel|facebook|twitter)\S*"
    r"|https?://\S+",
    re.I,
)
_MAY_LEAD_AWAY = re.compile(r"(?:more|watch|listen|up next|don['’]t miss|topics|share) ?:(?: (.*))?", re.I)
"""Words before a colon that a sentence of the story may open with as well."""


def is_credit(line: str) -> bool:
    """Whether a line says whom pictures or facts come from, and nothing else: "Images: Marvel", "Cover by Ann Lee"."""
    if not _is_short(line):
        return False
    credit = _CREDIT.fullmatch(line)
    return _RIGHTS.fullmatch(line) is not None or (credit is not None and _is_source(credit[1]))


def is_furniture(line: str) -> bool:
    """Whether a line leads away from a text or stands for a piece of its page: "Also read: …", "Share this"."""
    if not _is_short(line):
        return False
    found = _LEADS_AWAY.fullmatch(line)
    # What is shouted is a label, and may have a headline with a question mark behind it.
    if found is None and (not line.endswith(_SENTENCE_ENDS) or line.partition(":")[0].isupper()):
        found = _MAY_LEAD_AWAY.fullmatch(line)
    return found is not None and not _SCORE.fullmatch(found[1] or "no score")


def _is_short(line: str) -> bool:
    return len(line) <= _MAX_LINE and len(line.split()) <= _MAX_WORDS


def _is_source(said: str) -> bool:
    """Whether what follows the label of a credit is a source: it has a name in it, and is no sentence and no score."""
    said = said.strip("[]()*_ ")
    if _SCORE.fullmatch(said):
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", said)
    if not any(_is_capital(word) for word in words):
        return _AGENCY.fullmatch(said) is not None or "@" in said
    if not said.rstrip("\"”’'").endswith(_SENTENCE_ENDS):
        return True
    return all(_is_capital(word) or word.rstrip(".").lower() in _SMALL for word in words)


def _is_capital(word: str) -> bool:
    """Whether a word has a capital anywhere, as names do (`iStock`), or is of a script without capitals."""
    return word.lower() != word or word.upper() == word
