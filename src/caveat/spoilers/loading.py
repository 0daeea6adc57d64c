"""Owns the way from `languages/*.toml` to a lexicon: what all languages share, and what each says of its own."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from caveat.model import Medium, Polarity, Severity, Unit, Where
from caveat.spoilers.concepts import any_of, vocabulary
from caveat.spoilers.lexicon import Form, Lexicon, Rule, StretchRules, TitleRules, Veto
from caveat.spoilers.patterns import Pattern
from caveat.spoilers.triggers import Triggers
from caveat.spoilers.words import Words
from caveat.spoilerwords import SPOILER_WORDS

_DEFAULT = "en"
_COMMON, _JOINED = "common", "joined"
"""The shared grammars: that of most languages, and what another puts over it."""
_SAME = {"nb": "no", "nn": "no", "in": "id"}
"""Subtags that stand for a language under another name."""
_WITHIN = 200
_CARDINALS, _ORDINALS, _MEDIA = "cardinals", "ordinals", "media"

Table = Mapping[str, Any]


def primary(language: str | None) -> str | None:
    """The name of the language file for a BCP 47 tag; None where there is none."""
    subtag = re.split(r"[-_]", (language or "").strip().lower(), maxsplit=1)[0]
    name = _SAME.get(subtag, subtag)
    return name if name in known() else None


@lru_cache(maxsize=64)
def lexicon(language: str | None) -> Lexicon:
    """The rules of a language by its BCP 47 tag; English where there are none, for its words travel."""
    return load(primary(language) or _DEFAULT)


@cache
def known() -> frozenset[str]:
    """The languages that have a file."""
    folder = files("caveat.spoilers") / "languages"
    names = (entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return frozenset(names) - {_COMMON, _JOINED}


@cache
def common() -> Table:
    """What all languages share."""
    return _read(_COMMON)


@cache
def load(name: str) -> Lexicon:
    """The rules of `languages/{name}.toml`. Raises KeyError or ValueError where the file is not as it must be."""
    own = _read(name)
    grammar = own.get("grammar", _COMMON)
    base = _merged(common(), _read(_JOINED)) if grammar == _JOINED else common()
    data = _merged(base, own)
    shared = base if grammar else {}
    make, reach = _Patterns(data), data["reach"]
    sentences, scopes, plurals = data["sentences"], data["scopes"], data["plurals"]
    names = {kind: [*common()["names"][kind], *own.get("names", {}).get(kind, ())] for kind in common()["names"]}
    return Lexicon(
        name=name,
        triggers=Triggers([*SPOILER_WORDS, *own.get("trigger", ())]),
        abbreviations=frozenset(sentences["abbreviations"]),
        pronouns=frozenset(sentences["pronouns"]),
        label=make(sentences["label"]),
        command=make(sentences["command"]),
        cut=make(sentences["cut"]),
        rest=make(sentences["rest"]),
        in_title=make(sentences["in_title"]),
        end_mark=make(sentences["end_mark"]),
        everything=make(sentences["everything"]),
        bare=make("{bare}"),
        counted=make("{season}|{episode}|{finale}|{chapter}|{issue}|{volume}|{book}|{film}|{page}"),
        following=make(reach["following"]),
        own_paragraph=make(reach["own_paragraph"]),
        own_section=make(reach["own_section"]),
        vetoes=tuple(
            Veto(pattern=make(veto["pattern"]), firm=veto.get("firm", False), text=veto.get("text", False))
            for veto in _over(own, shared, "veto")
        ),
        rules=tuple(_rule(rule, name, data["stems"], make) for rule in _over(own, shared, "rule")),
        severities=tuple((degree, make(data["severity"][degree.value])) for degree in reversed(Severity)),
        forms=tuple(_forms((*own.get("form", ()), *shared.get("form", ())), make)),
        same=make(scopes["same"]),
        earlier=make(scopes["earlier"]),
        through=make(f"{scopes['through']}$"),
        titles=_titles(data["titles"], names, own.get("titles", {}).get("known", ()), make),
        media={noun: Medium(name) for table in (data["media"], plurals) for name in table for noun in table[name]},
        plurals=frozenset(chain.from_iterable(plurals.values())),
        numbers=_numbers(data, make),
    )


class _Patterns:
    """The patterns of a language, each source made once."""

    def __init__(self, data: Table) -> None:
        lists = {name: [*chain.from_iterable(data[name].values())] for name in (_CARDINALS, _ORDINALS, _MEDIA)}
        words = vocabulary({**data["words"], **lists}, spaced=data["spaced"])
        self._vocabulary: Mapping[str, str] = words | data["vocabulary"]
        self._made: dict[str, Pattern] = {}

    def __call__(self, source: str) -> Pattern:
        return self._made.setdefault(source, Pattern(source, self._vocabulary))


def _read(name: str) -> Table:
    return tomllib.loads((files("caveat.spoilers") / "languages" / f"{name}.toml").read_text(encoding="utf-8"))


def _merged(common: Table, own: Table) -> Table:
    """What a language says over what all share, table by table."""
    both = {name: _merged(common[name], own[name]) for name in common if isinstance(own.get(name), Mapping)}
    return {**common, **own, **both}


def _over(own: Table, shared: Table, kind: str) -> Iterator[Table]:
    """The rules or vetoes of a language, then those shared ones that it does not give its own wording."""
    named = {one["name"] for one in own.get(kind, ())}
    yield from own.get(kind, ())
    yield from (one for one in shared.get(kind, ()) if one["name"] not in named)


def _rule(rule: Table, language: str, stems: Table, make: _Patterns) -> Rule:
    sources = [rule["pattern"]] if "pattern" in rule else [f"{{{name}}}" for name in rule["all"]]
    return Rule(
        name=f"{language}.{rule['name']}",
        polarity=Polarity(rule["polarity"]),
        confidence=rule["confidence"],
        all=tuple(make(source) for source in sources),
        none=tuple(make(f"{{{name}}}") for name in rule.get("none", ())),
        ordered=rule.get("ordered", False),
        within=rule.get("within", _WITHIN) if "all" in rule else 10_000,
        places=frozenset(Where(place) for place in rule.get("places", Where)),
        alone=rule.get("alone", False),
        firm=rule.get("firm", False),
        after_label=rule.get("after_label", False),
        turn=make(f"{{{rule['turn']}}}") if "turn" in rule else None,
        needs=tuple(tuple(stems[name]) for name in rule.get("needs", ())),
    )


def _forms(forms: tuple[Table, ...], make: _Patterns) -> Iterator[Form]:
    for form in forms:
        yield Form(
            pattern=make(form["pattern"]),
            unit=Unit(form["unit"]),
            number=form.get("number"),
            loose=form.get("loose", False),
        )


def _numbers(data: Table, make: _Patterns) -> tuple[tuple[int, Pattern], ...]:
    """Each number with the pattern of its words."""
    named = ((int(number), words) for table in (_CARDINALS, _ORDINALS) for number, words in data[table].items())
    return tuple((number, make(any_of(words, spaced=data["spaced"]))) for number, words in named)


def _titles(section: Table, names: Table, known: Sequence[str], make: _Patterns) -> TitleRules:
    words = {name: Words(text) for name, text in section["words"].items()}
    patterns = {name: make(source) for name, source in section["patterns"].items()}
    genres = any_of([*words["genre"]], spaced=True)
    return TitleRules(
        anchored=section["anchored"],
        prose=section["prose"],
        quoting=section["quoting"],
        genre_label=make(f"{genres}: "),
        small=section["small"],
        platforms=frozenset(names["platforms"]),
        known=(*names["known"], *known),
        read=frozenset(name.lower() for name in names["read"]),
        stop=words["stop"],
        openers=words["openers"],
        definite=words["definite"],
        conjunctions=words["conjunctions"],
        connectors=words["connectors"],
        anchors=words["anchors"],
        abbreviated=words["abbreviated"],
        parts=words["parts"],
        named_parts=words["named_parts"],
        ends=words["ends"],
        genre=words["genre"],
        shown_on=words["shown_on"],
        suffix=patterns["suffix"],
        closing=patterns["closing"],
        numbered=patterns["numbered"],
        breaks=patterns["breaks"] if section["patterns"]["breaks"] else None,
        leaders=words["leaders"],
        bounds=words["bounds"],
        trailing=words["trailing"],
        pair=patterns["pair"],
        stranger=patterns["stranger"],
        creators=patterns["creators"],
        aside=patterns["aside"],
        owner=patterns["owner"],
        owned=patterns["owned"],
        opens=patterns["opens"],
        whole=patterns["whole"],
        tail=patterns["tail"],
        after=patterns["after"],
        before=patterns["before"],
        between=patterns["between"],
        listed=patterns["listed"],
        again=patterns["again"],
        other_medium=patterns["other_medium"],
        apart=patterns["apart"],
        stretches=StretchRules(**{name: make(source) for name, source in section["stretches"].items()})
        if section["stretches"]
        else None,
    )
