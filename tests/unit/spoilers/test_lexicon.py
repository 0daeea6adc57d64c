import dataclasses
import re
import tomllib
from importlib.resources import files

import pytest

from caveat.model import Article, Block, BlockKind
from caveat.spoilers import detect
from caveat.spoilers.loading import lexicon, load
from caveat.spoilers.patterns import Pattern


def patterns(value: object):
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from patterns(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from patterns(getattr(value, field.name))


def test_every_pattern_of_the_rules_compiles():
    found = list(patterns(lexicon("en")))
    assert len(found) > 40
    for pattern in found:
        assert pattern.compiled.pattern
        assert "{few}" not in pattern.compiled.pattern


def test_an_article_without_a_trigger_compiles_no_pattern():
    load.cache_clear()
    lexicon.cache_clear()
    text = "The boat came home. Nobody waved."
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{text}</p>"),)
    assert detect(Article(title="A night at the harbour", language="en", blocks=blocks)).notices == ()
    assert not any("compiled" in vars(pattern) for pattern in patterns(lexicon("en")))


def test_bad_syntax_shows_where_a_pattern_is_used():
    pattern = Pattern("(", {})
    with pytest.raises(re.error):
        pattern.search("")


@pytest.mark.parametrize(
    "text", ["SPOILERS!", "Don’t read on", "don't read on", "unspoiled", "ſpoilers", "It gives away all"]
)
def test_a_trigger_stirs_in_any_case_and_with_any_apostrophe(text):
    assert lexicon("en").triggers.stirs(text)


def test_every_trigger_stirs():
    rules = lexicon("en")
    data = tomllib.loads((files("caveat.spoilers") / "languages" / "en.toml").read_text(encoding="utf-8"))
    assert len(data["trigger"]) < sum(map(len, rules.triggers.groups.values())) > len(rules.triggers.groups)
    assert all(rules.triggers.stirs(f"And {part} again") for part in data["trigger"])


def test_plain_prose_does_not_stir():
    assert not lexicon("en").triggers.stirs("The boat came home and nobody on the quay waved.")


@pytest.mark.parametrize("text", ["He was spending it", "A shipwreck off the quay", "a painkiller, a prizewinner"])
def test_a_trigger_inside_a_longer_word_does_not_stir(text):
    assert not lexicon("en").triggers.stirs(text)
    assert list(lexicon("en").triggers.stirring([text, "The ending"])) == [1]


@pytest.mark.parametrize("text", ["ending", '"Ending"', "Spending and the ending", "_ending_"])
def test_a_trigger_stirs_wherever_a_word_begins(text):
    assert lexicon("en").triggers.stirs(text)


def test_rules_that_need_the_word_are_not_even_compiled_without_it():
    load.cache_clear()
    lexicon.cache_clear()
    text = "The ending was quiet."
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{text}</p>"),)
    assert detect(Article(title="A night at the harbour", language="en", blocks=blocks)).notices == ()
    rules = lexicon("en").rules
    needing = [rule for rule in rules if any("spoil" in stems for stems in rule.needs)]
    assert needing
    others = {pattern for rule in rules if rule not in needing for pattern in rule.all}
    assert not any("compiled" in vars(pattern) for rule in needing for pattern in rule.all if pattern not in others)
    assert any("compiled" in vars(rule.all[0]) for rule in rules)


def test_every_word_of_the_data_can_be_met():
    rules = lexicon("en")
    assert all(
        part == part.casefold() and piece in part for piece, parts in rules.triggers.groups.items() for part in parts
    )
    titles = rules.titles
    assert set(titles.openers) <= set(titles.stop)
    assert set(titles.named_parts) <= set(titles.parts)
    assert rules.plurals <= rules.media.keys()


def test_an_unknown_macro_is_an_error():
    with pytest.raises(KeyError, match="nothing"):
        Pattern("{nothing}", {}).search("")


def test_a_macro_may_hold_another():
    assert Pattern("{two} ahead", {"one": "spoilers?", "two": "(?:{one}|plot)"}).search("SPOILER ahead")
