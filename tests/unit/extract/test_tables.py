"""Tables that hold data keep their cells; those that lay out a page are none."""

import time

import pytest
from lxml import html

from caveat.extract.sanitize import sanitize
from caveat.extract.tables import is_data_table, read_table

PAGE = "https://news.example/tv/finale"
DATA = "<tr><th>Name<th>Ships<tr><td>Ann<td>3<tr><td>Bo<td>14"


def table(inside):
    return html.fragment_fromstring(f"<table>{inside}</table>")


def cells(inside):
    read = read_table(table(f"<tr>{inside}<td>z"), PAGE)
    assert read is not None
    return read.text, read.html.removeprefix("<table><tbody><tr>").removesuffix("<td>z</td></tr></tbody></table>")


def test_a_table_of_data_keeps_its_heads_and_its_caption_is_the_first_row():
    read = read_table(table(f"<caption>Of the bay</caption>{DATA}"))
    assert read is not None
    assert read.text == "Of the bay Name Ships Ann 3 Bo 14"
    assert read.html.startswith("<table><tbody><tr><th>Of the bay</th></tr><tr><th>Name</th><th>Ships</th></tr>")
    assert sanitize(read.html) == read.html


@pytest.mark.parametrize(
    ("cell", "text", "markup"),
    [
        ("<td>one<br>two", "one two z", "<td>one<br>two</td>"),
        ("<td><p>one</p><p>two</p>", "one two z", "<td>one<br>two</td>"),
        ("<td>w<b>or</b>d <i>x</i>", "word x z", "<td>word x</td>"),
        ("<td colspan=2 rowspan='3'>a", "a z", '<td colspan="2" rowspan="3">a</td>'),
        ("<td colspan='2\" onclick=\"x'>a", "a z", "<td>a</td>"),
        (
            '<th><a href="/who">Ann &amp; <b>Bo</b></a>, 3',
            "Ann & Bo, 3 z",
            '<th><a href="https://news.example/who">Ann &amp; Bo</a>, 3</th>',
        ),
        ('<td><a href="javascript:1">Ann</a>', "Ann z", "<td>Ann</td>"),
        ("<td>a<!-- no -->b<br>", "ab z", "<td>ab</td>"),
        ("<td>", "z", "<td></td>"),
    ],
)
def test_a_cell_keeps_its_lines_links_and_spans(cell, text, markup):
    assert cells(cell) == (text, markup)


def test_words_in_links_are_counted():
    read = read_table(table('<tr><td><a href="/a">four</a> and</td><td><a href="/b">four</a></td></tr>'), PAGE)
    assert read is not None
    assert read.linked == 8


@pytest.mark.parametrize(
    "inside",
    [
        "<tr><td>a<td>b",
        "<tr><td>a<tr><td>b",
        "<tr><td><h2>Head</h2><td>b<tr><td>c<td>d",
        f"<tr><td>{'word ' * 100}<td>b<tr><td>c<td>d",
        "<tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>x<tr><td>c<td>d",
    ],
)
def test_a_table_that_lays_out_a_page_holds_no_data(inside):
    assert not is_data_table(table(inside))


def test_a_table_with_heads_holds_data_though_its_cells_hold_paragraphs_and_lists():
    rows = "<tr><td><p>Ann</p><p>of Ulm</p><td><ul><li>3<li>4</ul>"
    assert is_data_table(table(f"<tr><th>Name<th>Ships{rows}"))
    assert not is_data_table(table(f"<tr><td>Name<td>Ships{rows}"))


def test_a_table_of_nothing_is_none():
    assert is_data_table(table(DATA))
    assert read_table(table("<tr><td> <td>")) is None


def test_a_cell_of_a_hundred_thousand_elements_ends_in_time():
    start = time.process_time()
    read_table(table("<tr><td>" + "<b>x</b><br>" * 50_000), PAGE)
    assert time.process_time() - start < 1
