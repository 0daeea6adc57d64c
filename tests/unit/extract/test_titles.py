"""Which of the headings of a page is its headline, and what in it is none of it."""

import pytest

from caveat.extract.page import article
from caveat.extract.titles import Heading, choose_title, name_keys, strip_site

TEXT = "<p>The ferry was late again, and the captain said that the tide had been told of it in writing.</p>" * 3
BAY = name_keys(["Bay News"], "www.bay-news.example")


def title_of(before: str, *, title: str = "", og: str = "") -> str:
    head = f"<title>{title}</title>" + (f'<meta property="og:title" content="{og}">' if og else "")
    return article(f"{head}<body>{before}{TEXT}", url="https://www.bay-news.example/x").title


def test_the_printed_headline_wins_over_the_search_title():
    headings = [Heading("Menu"), Heading("The old bay")]
    assert choose_title(headings, [], ["The old bay of ships"], "", BAY) == "The old bay"


def test_an_only_h1_is_the_headline_though_the_search_title_says_something_else():
    assert title_of("<h1>How the ferry was lost</h1>", og="Ten facts to know of boats") == "How the ferry was lost"


def test_an_only_h1_of_one_word_is_a_section_where_a_title_is_declared():
    assert title_of("<h1>News</h1>", og="How the ferry was lost") == "How the ferry was lost"
    assert title_of("<h1>Welcome!</h1>", title="Bay News") == "Welcome!"


def test_of_several_h1_that_nothing_tells_of_none_is_the_headline():
    assert title_of("<h1>One ship sank</h1><h1>Two ships sank</h1>", og="Boats of the bay") == "Boats of the bay"


@pytest.mark.parametrize(
    "furniture",
    [
        '<nav><ol><li><h1>{0}</h1></li></ol></nav><div class="teaser">x</div>',
        '<ul class="breadcrumb"><li><h1>{0}</h1></ul>',
        '<h1 class="visually-hidden">{0}</h1>',
        '<h1 class="site-title">{0}</h1>',
        '<h1><a href="/">{0}</a></h1>',
        "<aside><h1>{0}</h1></aside>",
    ],
)
def test_an_h1_of_the_pages_furniture_is_no_headline(furniture: str):
    before = furniture.format("Lost at sea and found") + "<h2>How the ferry was lost</h2>"
    assert title_of(before, og="How the ferry was lost") == "How the ferry was lost"


def test_a_teaser_that_repeats_a_declared_title_is_no_headline_before_an_h1_with_all_its_words():
    before = "<h1>How the ferry was lost at night</h1><h3>How the ferry was lost</h3>"
    assert title_of(before, og="How the ferry was lost") == "How the ferry was lost at night"


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><span class="article-kicker">The Bay</span> How the ferry was lost</h1>',
        '<h1><span class="headline__topline">The Bay</span><br>How the ferry was lost</h1>',
        '<h1><a><span class="roofline">The Bay</span> How the ferry was lost</a></h1>',
        "<h1><small>The Bay</small><br>How the ferry was lost</h1>",
        '<h1>How the ferry was lost <span class="entry-subtitle">And why nobody noticed</span></h1>',
        '<h1><span class="date">12.5.2015</span>How the ferry was lost</h1>',
        '<h1><b>The Bay</b><span aria-hidden="true"> – </span><b>How the ferry was lost</b></h1>',
        '<h1><b>The Bay</b><i class="off-screen">: </i><b>How the ferry was lost</b></h1>',
        '<h1>How the ferry was lost<span class="element-invisible"> | Bay Pages</span></h1>',
        "<h1>How the ferry was lost | Bay News</h1>",
    ],
)
def test_a_headline_is_without_what_stands_around_it(heading: str):
    assert title_of(heading) == "How the ferry was lost"


def test_pieces_that_a_declared_title_repeats_are_the_headline():
    heading = "<h1><span>Opinion</span> <span>How the ferry was lost</span></h1>"
    assert title_of(heading, og="How the ferry was lost") == "How the ferry was lost"
    assert title_of(heading) == "Opinion How the ferry was lost"


def test_a_kicker_that_the_declared_title_joins_with_a_colon_is_of_the_title():
    heading = '<h1><span class="kicker">Ships</span><span>How the ferry was lost</span></h1>'
    assert title_of(heading, og="Ships: How the ferry was lost") == "Ships: How the ferry was lost"
    assert title_of(heading, og="Ships - How the ferry was lost") == "How the ferry was lost"


def test_a_topic_longer_than_the_rest_is_the_headline():
    heading = '<h1><span class="topic">How the ferry was lost at night</span> Ships</h1>'
    assert title_of(heading) == "How the ferry was lost at night Ships"


def test_lines_of_a_headline_are_words_apart_and_its_readings_are_left_out():
    assert title_of("<h1><span>Ships:</span><b>How they are lost</b></h1>") == "Ships: How they are lost"
    assert title_of("<h1><ruby>子<rt>こ</rt></ruby>どもの<ruby>本<rt>ほん</rt></ruby></h1>") == "子どもの本"


@pytest.mark.parametrize(
    "title",
    [
        "The bay | Bay News",
        "Bay News - The bay",
        "The bay – BAY-NEWS",
        "The bay | www.bay-news.example",
        "The bay | Bay-News.Example",
        "The bay - Bay News",
    ],
)
def test_a_sites_name_is_no_part_of_the_title(title: str):
    assert strip_site(title, BAY) == "The bay"


def test_a_sites_name_may_hold_marks_itself():
    assert strip_site("The bay | Ships - Sea - Sky", name_keys(["Ships - Sea - Sky"], "")) == "The bay"


def test_a_name_before_a_title_stays_where_it_is_not_the_sites():
    assert strip_site("Review | The bay", BAY) == "Review | The bay"


def test_the_pages_title_loses_a_short_last_part_whatever_it_is():
    assert choose_title([], [], [], "The bay of many ships - The Pages", ()) == "The bay of many ships"
    assert choose_title([], [], [], "海湾的船都沉了！-海湾网", ()) == "海湾的船都沉了！"
