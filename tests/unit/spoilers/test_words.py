import pytest

from caveat.spoilers.words import Words


@pytest.mark.parametrize("word", ["poniżej", "Poniższy", "PONIŻSZA", "ilk", "İLK", "YAZI"])
def test_a_list_holds_its_words_in_any_case_and_every_ending_of_a_stem(word):
    assert word in Words("poniżej poniższ~ ilk yazı")


@pytest.mark.parametrize("word", ["poni", "ilki", "", "~"])
def test_a_list_holds_nothing_else(word):
    assert word not in Words("poniżej poniższ~ ilk yazı")
