"""Titles that stand without quotes or capitals, numerals and sentence ends, where words do not stand between blanks."""

import pytest

from caveat.spoilers.loading import lexicon
from caveat.spoilers.scopes import find_scopes
from caveat.spoilers.sentences import fold
from caveat.spoilers.stretches import Beside, find_stretches


def _titles(text, language, label=None, *, alone=True):
    rules = lexicon(language)
    spans = find_stretches(text, find_scopes(text, rules), rules, label, alone=alone)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("language", "text", "label", "titles"),
    [
        ("ja", "東京喰種143話の", Beside.BEHIND, ["東京喰種"]),
        ("ja", "鬼滅の刃 無限城編 ", Beside.BEHIND, ["鬼滅の刃 無限城編"]),
        ("ja", "国宝 三時間があっという間だった", Beside.BEFORE, ["国宝"]),
        ("ja", "以下、呪術廻戦236話までのネタバレを含みます。", None, ["呪術廻戦"]),
        ("ja", "この記事にはネタバレが含まれています。", None, []),
        ("zh", "海贼王漫画1130话", Beside.BEHIND, ["海贼王"]),
        ("zh", " 比悲傷更悲傷的故事 帶兩包面紙就對了", Beside.BEFORE, ["比悲傷更悲傷的故事"]),
        ("ko", " 더 글로리 시즌2 결말 해석", Beside.BEFORE, ["더 글로리"]),
        ("ko", "부산행의 줄거리를 총정리합니다.", None, ["부산행"]),
        ("en", "Hawkeye season 2", Beside.BEHIND, []),
    ],
)
def test_a_title_is_what_the_words_around_leave_over(language, text, label, titles):
    assert _titles(text, language, label) == titles


def test_beside_a_title_in_quotes_only_a_scope_tells_another():
    text = "『国宝』とワンピース1100話の結末"
    assert _titles(text, "ja", alone=False) == ["ワンピース"]
    assert _titles("『国宝』と怪物の結末", "ja", alone=False) == []


@pytest.mark.parametrize(
    ("text", "season", "episode"),
    [
        ("第三季第五集", 3, 5),
        ("第二十三集", None, 23),
        ("第一〇五回", None, 105),
        ("第１２集", None, 12),
        ("第两集", None, 2),
        ("S2E07", 2, 7),
    ],
)
def test_numerals_of_every_kind_count(text, season, episode):
    (scope,) = find_scopes(text, lexicon("zh"))
    assert (scope.season[1], scope.episode[1]) == (season, episode)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一つ。二つ！三つ？", ["一つ。", "二つ！", "三つ？"]),
        ("『君の名は。』の結末。次の文。", ["『君の名は。』の結末。", "次の文。"]),
        ("【ネタバレ】本文です。", ["【ネタバレ】", "本文です。"]),
        ("（以下ネタバレ。）続き", ["（以下ネタバレ。）", "続き"]),
        ("ネタバレ!!本文", ["ネタバレ!!", "本文"]),
    ],
)
def test_sentences_end_without_a_blank_behind(text, sentences):
    line = fold(text, lexicon("ja"))
    assert [line.plain[start:end] for start, end in line.sentences] == sentences
