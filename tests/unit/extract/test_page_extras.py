"""Lead image, access, site and language of a page, each where pages say it."""

import json

import pytest

from caveat.extract.page import article

STORY = "<p>" + "The lighthouse keeper has counted the ships of the bay for thirty years now. " * 3 + "</p>"
GERMAN = (
    "<p>" + "Der Wärter hat die Schiffe in der Bucht seit dreißig Jahren gezählt und es nicht gesagt. " * 14 + "</p>"
)


def read(head="", body="", lang="en", story=STORY, **node):
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    return article(
        f"<html lang='{lang}'><head><title>The counting keeper</title>{head}{script}</head>"
        f"<body><article><h1>The counting keeper</h1>{body}{story}</article></body></html>",
        url="https://bay.example/keeper",
    )


def picture(got):
    return got.image, got.image_width, got.image_height, got.image_alt


LAMP = "https://bay.example/lamp.jpg"
GRAPH = (
    '<meta property="og:image" content="/lamp.jpg"><meta property="og:image:width" content="1200">'
    '<meta property="og:image:height" content="630"><meta property="og:image:alt" content=" A  lamp ">'
)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ({"head": GRAPH}, (LAMP, 1200, 630, "A lamp")),
        ({"@type": "Article", "headline": "H", "image": "/lamp.jpg"}, (LAMP, None, None, None)),
        (
            {
                "@type": "Article",
                "headline": "H",
                "image": [{"@type": "ImageObject", "url": LAMP, "width": "1200px", "height": 630, "caption": "A lamp"}],
            },
            (LAMP, 1200, 630, "A lamp"),
        ),
        (
            {
                "@graph": [
                    {"@type": "Article", "headline": "H", "image": {"@id": "#p"}},
                    {"@id": "#p", "@type": "ImageObject", "contentUrl": LAMP, "width": {"value": 1200}, "height": 630},
                ]
            },
            (LAMP, 1200, 630, None),
        ),
        ({"head": '<meta name="twitter:image" content="/lamp.jpg">'}, (LAMP, None, None, None)),
        ({"body": '<img src="/lamp.jpg" alt="A &quot;lamp&quot;">'}, (LAMP, None, None, 'A "lamp"')),
        (
            {"body": '<img src="/l.jpg" width="90" height="90"><img src="/lamp.jpg" width="900" height="600">'},
            (LAMP, 900, 600, None),
        ),
        ({"body": '<details><summary>Who</summary><img src="/lamp.jpg"></details>'}, (None, None, None, None)),
        ({}, (None, None, None, None)),
    ],
)
def test_the_lead_image_with_its_size_and_words(page, shown):
    assert picture(read(**page)) == shown


def test_the_size_of_one_picture_is_not_that_of_another():
    node = {
        "@type": "Article",
        "headline": "H",
        "image": {"url": "/other.jpg", "width": 9, "height": 9, "caption": "No"},
    }
    assert picture(read('<meta property="og:image" content="/lamp.jpg">', **node)) == (LAMP, None, None, None)
    node["image"] = {"url": "/lamp.jpg", "width": 900, "height": 600, "caption": "A lamp"}
    assert picture(read('<meta property="og:image" content="/lamp.jpg">', **node)) == (LAMP, 900, 600, "A lamp")


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_an_article_that_is_not_free(free):
    assert read(**{"@type": "NewsArticle", "headline": "H", "isAccessibleForFree": free}).is_paywalled is True


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ({"@type": "NewsArticle", "headline": "H", "isAccessibleForFree": True}, False),
        (
            {
                "@type": "NewsArticle",
                "headline": "H",
                "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid"},
            },
            True,
        ),
        ({"head": '<meta property="article:content_tier" content="metered">'}, True),
        ({"head": '<meta property="article:content_tier" content="Locked">'}, True),
        ({"head": '<meta property="article:content_tier" content="free">'}, False),
        ({"body": '<div class="paywall" hidden>Subscribe</div>'}, None),
    ],
)
def test_a_page_that_says_whether_it_is_for_those_who_pay(page, said):
    assert read(**page).is_paywalled is said


@pytest.mark.parametrize(
    ("page", "site"),
    [
        (
            {"head": '<meta property="og:site_name" content="Bay News"><meta name="application-name" content="App">'},
            "Bay News",
        ),
        ({"@type": "Article", "headline": "H", "publisher": {"name": "Bay News"}}, "Bay News"),
        ({"@graph": [{"@type": "WebSite", "name": "Bay News"}, {"@type": "Article", "headline": "H"}]}, "Bay News"),
        ({"head": '<meta property="og:site_name" content="https://bay.example">'}, None),
        ({"head": '<meta name="application-name" content="Bay News">'}, "Bay News"),
    ],
)
def test_the_name_of_the_site(page, site):
    assert read(**page).site == site


@pytest.mark.parametrize(
    ("title", "url", "site"),
    [
        ("The counting keeper | Bay News", "https://www.bay-news.example/keeper", "Bay News"),
        ("The Bay News - The counting keeper", "https://bay-news.example/keeper", "The Bay News"),
        ("The counting keeper | Harbour | Bay", "https://bay.example/keeper", "Bay"),
        ("The counting keeper | Harbour", "https://bay.example/keeper", None),
        ("Bay", "https://bay.example/keeper", None),
        ("The counting keeper | Bay News", None, None),
    ],
)
def test_a_site_that_nothing_names_is_named_by_the_page_title_and_its_host(title, url, site):
    assert article(f"<title>{title}</title><h1>The counting keeper</h1>{STORY}", url=url).site == site


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ({"lang": "de-AT"}, "de-AT"),
        ({"lang": "", "head": '<meta property="og:locale" content="de_AT">'}, "de-AT"),
        ({"lang": "", "@type": "Article", "headline": "H", "inLanguage": "de"}, "de"),
        ({"lang": "en", "story": GERMAN}, "de"),
        ({"lang": "fr", "story": GERMAN}, "fr"),
        ({"lang": "en"}, "en"),
        ({"lang": "utf-8"}, None),
        ({"lang": ""}, None),
    ],
)
def test_the_language_is_the_one_declared_unless_a_template_says_english(page, language):
    assert read(**page).language == language
