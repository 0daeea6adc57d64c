"""Front matter is meta data, never text, and never the end of an article."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.extract.frontmatter import front_matter_id, split_front_matter
from caveat.extract.text import text_article

BODY = "The lamp went out at nine.\n\nNobody had touched it."


def test_yaml_says_everything_of_its_text():
    article = text_article(
        "---\n"
        "title: 'The Lamp: Part One'\n"
        "author: Ann Lee\n"
        "date: 2026-03-12 10:00:00 +0200\n"
        "lastmod: 2026-03-13\n"
        "tags: [tv, lamps]\n"
        "categories: news, tv\n"
        "lang: en_GB\n"
        "canonical: https://example.org/lamp\n"
        "description: A lamp goes out.\n"
        "image: /lamp.jpg\n"
        "---\n\n" + BODY
    )
    assert article.title == "The Lamp: Part One"
    assert article.authors == ("Ann Lee",)
    assert article.published == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert article.published.utcoffset() == timedelta(hours=2)
    assert article.updated == datetime(2026, 3, 13, tzinfo=UTC)
    assert article.tags == ("tv", "lamps", "news")
    assert article.language == "en-GB"
    assert article.url == "https://example.org/lamp"
    assert article.description == "A lamp goes out."
    assert article.image == "https://example.org/lamp.jpg"
    assert article.text.splitlines() == ["The lamp went out at nine.", "Nobody had touched it."]


def test_toml_says_the_same():
    article = text_article(
        '+++\ntitle = "The Lamp"\nauthors = ["Ann Lee", "Bo Ek"]\ndate = 2026-03-12T10:00:00Z\n'
        "updated = 2026-03-13\n+++\n" + BODY
    )
    assert (article.title, article.authors) == ("The Lamp", ("Ann Lee", "Bo Ek"))
    assert article.published == datetime(2026, 3, 12, 10, tzinfo=UTC)
    assert article.updated == datetime(2026, 3, 13, tzinfo=UTC)
    assert len(article.lines) == 2


def test_authors_may_be_mappings_with_names():
    front, _ = split_front_matter("---\nauthors:\n  - name: Ann Lee\n    url: x\n  - Bo Ek\n---\n")
    assert front.authors == ("Ann Lee", "Bo Ek")


def test_a_title_that_is_printed_again_is_no_line():
    article = text_article("---\ntitle: The Lamp\n---\n# The lamp\n\n" + BODY, markdown=True)
    assert (article.title, len(article.lines)) == ("The Lamp", 2)


def test_front_matter_wins_over_what_is_printed():
    article = text_article(
        f"---\ntitle: T\nauthor: Ann Lee\ndate: 2026-01-01\n---\nBy Bo Ek\n\n12 March 2026\n\n{BODY}"
    )
    assert (article.authors, article.published) == (("Ann Lee",), datetime(2026, 1, 1, tzinfo=UTC))
    assert len(article.lines) == 2


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("---\nid: lamp-1\n---\nx", "lamp-1"),
        ("---\nid: 0012\n---\nx", "0012"),
        ("+++\nid = 12\n+++\nx", "12"),
        ("\ufeff---\r\nid: lamp\r\n---\r\nx", "lamp"),
        ("---\nid: null\n---\nx", None),
        ("---\nid: [[]]\n---\nx", None),
        ("---\ntitle: x\n---\nid: 3", None),
        ("id: lamp", None),
        ("", None),
    ],
)
def test_the_identity_is_the_id_of_the_front_matter(text, identity):
    assert front_matter_id(text) == identity


@pytest.mark.parametrize(
    "front",
    [
        "title: The Lamp\nbad: [1, 2",
        "title: The Lamp\n\tbad: tab",
        "title: The Lamp\na: &a [x, x]\nb: *a",
        "title: The Lamp\nx: " + "[" * 5_000,
        "title: The Lamp\nx: {a: b: c}",
    ],
)
def test_broken_yaml_gives_what_its_lines_say_and_is_no_text(front):
    article = text_article(f"---\n{front}\n---\n{BODY}")
    assert article.title == "The Lamp"
    assert len(article.lines) == 2


def test_a_title_with_a_colon_is_read_though_it_is_no_yaml():
    article = text_article(f"---\ntitle: Dune: Part Two\nauthor: Ann Lee\n---\n{BODY}")
    assert (article.title, article.authors) == ("Dune: Part Two", ("Ann Lee",))


@pytest.mark.parametrize(
    "values",
    [
        "title: [1, {a: b}]",
        "title: {x: y}",
        "tags: {a: b}\ntitle: ok",
        "date: 99999999999\nauthor: 7",
        "date: 2026-13-45\nurl: javascript:1",
    ],
)
def test_values_of_the_wrong_type_are_passed_over(values):
    article = text_article(f"---\n{values}\n---\nThe Lamp\n\n{BODY}")
    assert article.published is None
    assert article.url is None
    assert article.text.endswith("Nobody had touched it.")


def test_a_bomb_of_aliases_costs_nothing():
    bomb = "a0: &a0 {x: y}\n" + "\n".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12)
    )
    started = time.process_time()
    article = text_article(f"---\n{bomb}\ntitle: The Lamp\n---\n{BODY}")
    assert article.title == "The Lamp"
    assert time.process_time() - started < 10


def test_numbers_of_any_length_are_harmless():
    digits = "9" * 20_000
    assert text_article(f"---\nid: {digits}\ntitle: T\n---\n{BODY}").title == "T"
    assert text_article(f"+++\nid = {digits}\ntitle = 'T'\n+++\nThe Lamp\n\n{BODY}").title == "The Lamp"


@pytest.mark.parametrize(
    "text", ["---\nnot front matter\n---\n" + BODY, "---\n\n" + BODY, "---\ntitle: never closed\n\n" + BODY]
)
def test_a_rule_at_the_head_of_a_text_is_no_front_matter(text):
    assert text_article(text).text.endswith("Nobody had touched it.")
    assert split_front_matter(text)[1] == text


@given(st.text(max_size=300))
def test_no_front_matter_ever_raises(source):
    for fence in ("---", "+++"):
        front, _ = split_front_matter(f"{fence}\n{source}\n{fence}\nbody")
        assert isinstance(front.title, str)


def test_a_key_of_a_thousand_parts_ends_in_time():
    started = time.process_time()
    front, rest = split_front_matter(f"+++\na{'.b' * 15_000} = 1\n+++\n{BODY}")
    assert (front.title, rest) == ("", BODY)
    assert time.process_time() - started < 10


def test_front_matter_larger_than_any_is_text():
    entries = "key: value\n" * 10_000
    text = f"---\n{entries}---\n{BODY}"
    assert split_front_matter(text)[1] == text


@pytest.mark.parametrize(
    ("front", "image", "alt"),
    [
        ("image: https://a.example/l.jpg\nimage_alt: A lamp", "https://a.example/l.jpg", "A lamp"),
        ("cover:\n  image: https://a.example/l.jpg\n  alt: A lamp", "https://a.example/l.jpg", "A lamp"),
        ("image:\n  src: https://a.example/l.jpg", "https://a.example/l.jpg", None),
        ("image_alt: A lamp", "https://a.example/in.jpg", "In it"),
        ("cover: [1, 2]\nimage_alt: {}", "https://a.example/in.jpg", "In it"),
    ],
)
def test_the_picture_of_a_text_is_declared_or_the_first_in_it(front, image, alt):
    text = f"---\ntitle: The Lamp\n{front}\n---\n\nIt went out.\n\n![In it](https://a.example/in.jpg)\n\nAt nine.\n"
    read = text_article(text, markdown=True)
    assert (read.image, read.image_alt) == (image, alt)


def test_a_section_is_taken():
    read = text_article("---\ntitle: The Lamp\nsection: Harbour\ntags: [harbour, ships]\n---\n\nIt went out.\n")
    assert (read.section, read.tags) == ("Harbour", ("ships",))
