"""Owns what a feed's page offers to subscribe to: the feed and its twins in every format, and what each is good for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caveat.model import Disclosure, Feed, Format, Variant, Wish
from caveat.publish.addresses import Site, feed_path
from caveat.publish.channel import MEDIA_TYPES, query_of

FORMATS = {Format.RSS: "RSS", Format.ATOM: "Atom", Format.JSON: "JSON Feed"}
_NAMES = {None: "The feed", Variant.SAFE: "Safe", Variant.SPOILER_FREE: "Spoiler-free"}
_EXPLANATIONS = {
    Disclosure.WARN: "Every article in full. One that spoils opens with its warning.",
    Disclosure.FOLD: "The warning first, then what spoils, folded away. Some feed readers open every fold at once.",
    Disclosure.REDACT: "The warning, and a link where the text would spoil; that text is not in the feed at all. "
    "Take it if your reader opens every fold, or if you are not sure.",
    Disclosure.DROP: "Only articles that carry no spoiler warning.",
}
_CHOICES = {
    Disclosure.WARN: "shown after its warning",
    Disclosure.FOLD: "folded behind its warning",
    Disclosure.REDACT: "left out, with a link",
    Disclosure.DROP: "left out, article and all",
}
_TWINS = {
    Variant.SAFE: "safe, with what spoils left out",
    Variant.SPOILER_FREE: "spoiler-free, without the articles that warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One document to subscribe to."""

    format: str
    """In words."""
    media_type: str
    """Without parameters."""
    stem: str
    """Its path without the ending, as `tv.safe`."""
    ending: str
    """`.rss`"""
    address: str
    """Absolute, with what the subscriber has seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A feed or one of its twins."""

    name: str
    explanation: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to disclose, and what gives it: a document of its own, or the feed's with `?disclosure=`."""

    disclosure: Disclosure
    words: str
    """Goes on after "What spoils is"."""
    stem: str
    """As `File.stem`."""
    is_asked: bool
    """Whether the address has to ask for it."""
    is_chosen: bool


def editions(feed: Feed, site: Site, wish: Wish | None) -> tuple[Edition, ...]:
    """The feed and its twins, with the addresses that say what the subscriber has seen."""
    query = query_of(replace(wish, disclosure=None)) if wish else ""
    return tuple(
        Edition(
            name=_NAMES[variant],
            explanation=_EXPLANATIONS[feed.discloses(variant)],
            files=tuple(_file(feed, variant, form, site, query) for form in feed.formats),
        )
        for variant in (None, *feed.variants)
    )


def choices(feed: Feed, wish: Wish | None) -> tuple[Choice, ...]:
    """The ways in which a subscriber may have the feed; one only, where it is fixed and has no twin."""
    return tuple(_choices(feed, feed.discloses(None, wish)))


def address(choice: Choice, feed: Feed, site: Site, wish: Wish | None) -> str:
    """The feed's address in its first format: as `query_of` has it, without asking for what a document gives anyway."""
    asked = Wish(disclosure=choice.disclosure if choice.is_asked else None, seen=wish.seen if wish else ())
    return site.address(f"{choice.stem}.{feed.formats[0].value}", query_of(asked))


def in_few_words(feed: Feed) -> str:
    """`RSS, Atom or JSON Feed; also safe, with what spoils left out`."""
    formats = _listed([FORMATS[form] for form in feed.formats], " or ")
    twins = _listed([_TWINS[variant] for variant in feed.variants], "; or ")
    return f"{formats}; also {twins}" if twins else formats


def _choices(feed: Feed, chosen: Disclosure) -> Iterator[Choice]:
    by_document = {feed.discloses(variant): variant for variant in (*reversed(feed.variants), None)}
    for disclosure in Disclosure:
        if disclosure in by_document or not feed.fixed:
            yield Choice(
                disclosure=disclosure,
                words=_CHOICES[disclosure],
                stem=_stem(feed, by_document.get(disclosure)),
                is_asked=disclosure not in by_document,
                is_chosen=disclosure is chosen,
            )


def _file(feed: Feed, variant: Variant | None, form: Format, site: Site, query: str) -> File:
    return File(
        format=FORMATS[form],
        media_type=MEDIA_TYPES[form].partition(";")[0],
        stem=_stem(feed, variant),
        ending=f".{form.value}",
        address=site.address(feed_path(feed, variant, form), query),
    )


def _stem(feed: Feed, variant: Variant | None) -> str:
    form = feed.formats[0]
    return feed_path(feed, variant, form).removesuffix(f".{form.value}")


def _listed(words: Sequence[str], joiner: str) -> str:
    """`a, b or c`."""
    return joiner.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
