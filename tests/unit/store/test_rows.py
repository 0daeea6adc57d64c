"""Owns what the column types and batches promise."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from caveat.store.rows import batches
from caveat.store.schema import Words

DIALECT = sqlite.dialect()


def _stored(text):
    return Words().process_bind_param(text, DIALECT)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_stored_as_plain_utf_8_and_comes_back(text):
    stored = _stored(text)
    assert "\x00" not in stored
    stored.encode("utf-8")
    assert Words().process_result_value(stored, DIALECT) == text


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_two_texts_are_stored_alike_only_if_they_are_equal(one, other):
    assert (_stored(one) == _stored(other)) is (one == other)


def test_a_spelled_out_escape_is_not_the_character():
    assert _stored("\\d800") != _stored("\ud800")
    assert Words().process_result_value(_stored("\\d800"), DIALECT) == "\\d800"


def test_a_missing_value_stays_missing():
    assert _stored(None) is None
    assert Words().process_result_value(None, DIALECT) is None


def test_batches_hold_every_item_once_and_fit_into_a_statement():
    items = [f"k{number % 1100}" for number in range(3000)]
    groups = list(batches(items))
    assert [item for group in groups for item in group] == list(dict.fromkeys(items))
    with sqlite3.connect(":memory:") as connection:
        limit = min(999, connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    connection.close()
    assert max(len(group) for group in groups) <= limit
    assert list(batches([])) == []
