"""Articles on several pages: which link goes on, which leads elsewhere, and what the pages add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.extract import MAX_PAGES, article, following_page, join_pages, read_page
from caveat.extract.paging import page_number

FIRST = "https://news.example/2026/the-lamp"
SENTENCE = "The lamp went out on the pier at nine, and nobody who was there will say who had the matches."


def going_on(link: str, url: str = FIRST, first: str | None = None, number: int = 1) -> str | None:
    html = f"<html><body><article><h1>The lamp</h1><p>{SENTENCE}</p>{link}</article></body></html>"
    if number > 1:
        return following_page(html, url=url, charset=None, first=first or FIRST, number=number)
    return read_page(html, url=url).next_page


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, f"{FIRST}/2"),
        (f"{FIRST}/", f"{FIRST}/2/"),
        (FIRST, f"{FIRST}/page/2/"),
        (FIRST, f"{FIRST}/page-2"),
        (FIRST, f"{FIRST}/p2"),
        (FIRST, f"{FIRST}?page=2"),
        (f"{FIRST}?id=7", f"{FIRST}?id=7&pg=2"),
        (f"{FIRST}?page=1", f"{FIRST}?page=2"),
        (f"{FIRST}/page/1", f"{FIRST}/page/2"),
        (f"{FIRST}.html", f"{FIRST}-2.html"),
        (f"{FIRST}.html", f"{FIRST}_p2.html"),
        (f"{FIRST}.html", f"{FIRST},2.html"),
        (f"{FIRST}.html", f"{FIRST}-page2.html"),
        (f"{FIRST}.html", f"{FIRST}/2"),
        (FIRST, f"{FIRST}-seite-2"),
    ],
)
def test_addresses_of_second_pages(first, second):
    assert page_number(second, first) == 2
    assert going_on(f'<a href="{second}">Next page</a>', url=first) == second


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="{}">',
        '<a rel="next" href="{}">Onwards</a>',
        '<a href="{}">2</a>',
        '<a href="{}">Page 2</a>',
        '<a href="{}">Page 2 of 4</a>',
        '<a href="{}">Next</a>',
        '<a href="{}">Continue reading →</a>',
        '<a href="{}">Nächste Seite</a>',
        '<a href="{}">Page suivante</a>',
        '<a href="{}">Siguiente ›</a>',
        '<a href="{}">次のページ</a>',
        '<a aria-label="Next page" href="{}">x</a>',
        '<a title="Next" href="{}"><i></i></a>',
        '<div class="pagination"><a href="/2026/the-lamp">1</a> <a href="{}">2</a></div>',
    ],
)
def test_links_that_go_on(link):
    assert going_on(link.format("/2026/the-lamp/2")) == f"{FIRST}/2"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="/2026/the-next-story">',
        '<link rel="next" href="/2026/the-lamp-again">',
        '<a rel="next" href="/2026/the-ferry">Next</a>',
        '<a href="/2026/the-lamp/3">Next</a>',
        '<a href="https://other.example/2026/the-lamp/2">Next page</a>',
        '<a href="/2026/the-lamp/2">What the keeper said</a>',
        '<a href="/2026/the-lamp/2#comments">Two comments</a>',
        '<section id="comments"><a href="/2026/the-lamp?page=2">Next</a></section>',
        '<ol class="comment-pager"><li><a href="/2026/the-lamp/2">2</a></ol>',
        '<div class="related"><a href="/2026/the-lamp/2">2</a></div>',
        '<a href="/2026/the-lamp/comment-page-2/">Next</a>',
        '<a href="/page/2/">Next page</a>',
        '<a href="/2026/page/2/">2</a>',
        '<a href="/2026/the-lamp?p=2">2</a>',
        '<a href="/2026/the-lamp?lang=de&page=2">2</a>',
        '<a href="javascript:next(2)">Next</a>',
        '<a href="#page2">2</a>',
        "<a>2</a>",
        '<a href="/2026/the-lamp-2">Continue reading</a>',
    ],
)
def test_links_that_lead_elsewhere(link):
    assert going_on(link) is None


def test_a_long_list_of_pages_is_no_article():
    pages = " ".join(f'<a href="?page={number}">{number}</a>' for number in range(1, 25))
    assert going_on(f'<nav class="pagination">{pages}</nav>') is None


def test_an_article_that_is_numbered_itself_is_not_the_page_of_another():
    assert going_on('<a href="/story/1235">Next</a>', url="https://news.example/story/1234") is None
    assert going_on('<a href="/recaps/4">Next</a>', url="https://news.example/recaps/3") is None
    assert going_on('<a href="/chapter-2.html">2</a>', url="https://news.example/chapter-1.html") is None


def test_pages_are_followed_from_number_to_number_and_no_further_than_the_tenth():
    assert going_on('<a href="/2026/the-lamp/3">3</a>', url=f"{FIRST}/2", number=2) == f"{FIRST}/3"
    assert going_on('<a href="/2026/the-lamp/2">2</a>', url=f"{FIRST}/2", number=2) is None
    assert going_on('<a href="/2026/the-lamp">1</a>', url=f"{FIRST}/2", number=2) is None
    last = f'<a href="/2026/the-lamp/{MAX_PAGES + 1}">Next</a>'
    assert going_on(last, url=f"{FIRST}/{MAX_PAGES}", number=MAX_PAGES) is None
    assert going_on(last.replace(str(MAX_PAGES + 1), str(MAX_PAGES)), number=MAX_PAGES - 1) == f"{FIRST}/{MAX_PAGES}"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_addresses_are_compared(one, other):
    page_number(f"https://news.example/{one}", f"https://news.example/{other}")


def read(*paragraphs: str, title: str = "The lamp", head: str = ""):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return article(
        f'<article><h1>{title}</h1><p class="dek">Who had the matches?</p><p class="byline">By Ada Quill</p>'
        f"{head}{body}<p>Follow the Harbour News for more stories of the pier.</p></article>",
        url=FIRST,
    )


def test_pages_are_one_article_without_what_they_repeat():
    head = "<p><b>Spoilers for season two of Harbour Lights ahead.</b></p>"
    pages = [read(f"{number}. {SENTENCE}", f"{number}. And later. {SENTENCE}", head=head) for number in range(1, 4)]
    joined = join_pages(pages)
    texts = [block.text for block in joined.blocks]
    assert [text for text in texts if SENTENCE in text] == [
        text for number in range(1, 4) for text in (f"{number}. {SENTENCE}", f"{number}. And later. {SENTENCE}")
    ]
    assert len(texts) == len(set(texts))
    assert (joined.title, joined.authors) == (pages[0].title, pages[0].authors)


def test_short_lines_of_a_dialogue_may_be_said_again_on_another_page():
    pages = [read(*(f"{number}{place}. {SENTENCE}" for place in range(9)), "“No.”") for number in (1, 2)]
    assert join_pages(pages).text.count("“No.”") == 2


def test_another_story_and_the_same_page_again_end_the_article():
    first = read(f"1. {SENTENCE}")
    other = read(f"2. {SENTENCE}", f"2. {SENTENCE} Again.", title="A ferry that was late")
    assert join_pages([first, other]).text == first.text
    assert join_pages([first, first, read(f"3. {SENTENCE}", f"3. {SENTENCE} So.")]).text == first.text


def test_folds_of_several_pages_stay_apart():
    fold = "<details><summary>What happened</summary><p>{} The keeper did it, and he would do it again.</p></details>"
    pages = [read(f"{number}. {SENTENCE}", head=fold.format(number)) for number in (1, 2)]
    folds = [block.hints.folds for block in join_pages(pages).blocks if "keeper" in block.text]
    assert folds == [(1,), (2,)]
