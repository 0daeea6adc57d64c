"""Owns the cutting and folding of hidden spans, hostile markup included."""

import pytest

from caveat.publish.spans import cut_spans, fold_spans

LINK = "https://news.example/a?b=1&c=2"
HOSTILE = [
    '<p><span class="spoiler">x <a title="</span>">SECRET</a></span> after</p>',
    '<p><span class="spoiler">a <span class="spoiler">b</span> SECRET</span> after</p>',
    '<p><a href="/x">in <span class="spoiler">SECRET<br>SECRET</span></a> after</p>',
    '<p><span class="spoiler">SECRET <img src="SECRET.jpg" alt="SECRET"></span> after',
    '<table><tr><td><span class="spoiler">SECRET</span></td><td>after</td></tr></table>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_of_a_hidden_stretch_stays_when_it_is_cut(html: str):
    cut = cut_spans(html, LINK)
    assert "SECRET" not in cut
    assert "[spoiler]" in cut
    assert "after" in cut


@pytest.mark.parametrize("html", HOSTILE)
def test_a_folded_stretch_stands_inside_details_alone(html: str):
    outside, inside = fold_spans(html, "Careful").split("<details><summary>Careful</summary>")
    assert "SECRET" not in outside
    assert "SECRET" in inside
    assert "after" in outside


def test_the_link_in_place_of_a_stretch_is_escaped_and_never_nested():
    assert cut_spans('<p>a <span class="spoiler">b</span> c</p>', LINK) == (
        '<p>a <a href="https://news.example/a?b=1&amp;c=2">[spoiler]</a> c</p>'
    )
    assert cut_spans('<p><a href="/x">a <span class="spoiler">b</span></a></p>', LINK).count("<a") == 1


def test_text_that_looks_like_markup_stays_text():
    html = '<p>1 &lt; 2 &amp; <span class="spoiler">&lt;b&gt;</span></p>'
    assert fold_spans(html, "<Careful>") == (
        "<p>1 &lt; 2 &amp; [spoiler]</p><details><summary>&lt;Careful&gt;</summary><p>&lt;b&gt;</p></details>"
    )
