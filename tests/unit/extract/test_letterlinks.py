"""Secrets of a subscriber in the texts of a letter."""

import pytest

from caveat.extract.letterlinks import holds

SECRETS = ("jane.doe@home.example",)


@pytest.mark.parametrize(
    "text",
    [
        "Sent to Jane.Doe@home.example.",
        "jane.doe\u200b@home.example",
        "jane.doe@home\u00ad.example",
        "jane.doe+news@home.example",
        "u=jane.doe%2540home.example",
        "jane.doe&#64;home.example",
    ],
)
def test_an_address_is_known_however_it_is_written(text):
    assert holds(text, SECRETS)


@pytest.mark.parametrize("text", ["jane@home.example", "jane.doe at the harbour", "1+1@home", ""])
def test_other_words_are_no_secret(text):
    assert not holds(text, SECRETS)
