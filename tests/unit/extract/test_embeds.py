"""Players and posts of other sites, as links to where people see them."""

from html import unescape

import pytest
from lxml import html

from caveat.extract.embeds import embed_html
from caveat.extract.sanitize import sanitize

PAGE = "https://news.example/tv/finale"


def embed(markup):
    return embed_html(html.fragment_fromstring(markup), PAGE)


def address(markup):
    found = html.fragment_fromstring(embed(markup) or "<i></i>").find("a")
    return None if found is None else found.get("href")


def label(markup):
    return unescape(html.fragment_fromstring(embed(markup)).text_content())


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("https://www.youtube.com/embed/a1B2c3D4e5F?rel=0", "https://www.youtube.com/watch?v=a1B2c3D4e5F"),
        ("//www.youtube-nocookie.com/embed/a1B2c3D4e5F", "https://www.youtube.com/watch?v=a1B2c3D4e5F"),
        ("https://www.youtube.com/embed/videoseries?list=PL12", "https://www.youtube.com/playlist?list=PL12"),
        ("https://player.vimeo.com/video/7654321?h=1", "https://vimeo.com/7654321"),
        ("https://geo.dailymotion.com/player.html?video=x8abc", "https://www.dailymotion.com/video/x8abc"),
        ("https://open.spotify.com/embed/episode/4xyz?utm_source=a", "https://open.spotify.com/episode/4xyz"),
        (
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/9&color=f",
            "https://api.soundcloud.com/tracks/9",
        ),
        ("https://platform.twitter.com/embed/Tweet.html?dnt=1&id=55", "https://twitter.com/i/status/55"),
        ("https://www.instagram.com/p/AbC_1/embed/captioned/", "https://www.instagram.com/p/AbC_1/"),
        (
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F",
            "https://www.facebook.com/a/videos/1/",
        ),
        ("https://social.example/@ann/1090/embed", "https://social.example/@ann/1090"),
        ("https://datawrapper.dwcdn.net/aBcD1/2/", "https://datawrapper.dwcdn.net/aBcD1/2/"),
    ],
)
def test_a_player_is_a_link_to_what_it_plays(source, seen):
    assert address(f'<iframe src="{source}"></iframe>') == seen


@pytest.mark.parametrize(
    "source",
    [
        "https://ads.example/slot?youtube.com/embed/a1B2c3D4e5F",
        "https://news.example/widgets/weather",
        "about:blank",
        "javascript:alert(1)",
        "",
    ],
)
def test_any_other_frame_is_left_out(source):
    assert embed(f'<iframe src="{source}"></iframe>') is None


def test_a_frame_that_waits_for_consent_or_for_the_reader_is_known_by_what_it_will_show():
    lazy = '<iframe src="about:blank" data-src="https://www.youtube.com/embed/a1B2c3D4e5F"></iframe>'
    assert address(lazy) == "https://www.youtube.com/watch?v=a1B2c3D4e5F"


def test_the_parameter_of_a_stranger_makes_no_address_of_another_site():
    hostile = "https://www.youtube.com/embed/videoseries?list=a%26b%3D%22%3E"
    assert address(f'<iframe src="{hostile}"></iframe>') == hostile
    script = "https://w.soundcloud.com/player/?url=javascript%3Aalert(1)"
    assert address(f'<iframe src="{script}"></iframe>') == script


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ("", "YouTube"),
        ('title="The lamp goes out"', "YouTube: The lamp goes out"),
        ('title="YouTube video player"', "YouTube video player"),
        ('title="&lt;b&gt;"', "YouTube: <b>"),
    ],
)
def test_a_player_is_called_by_its_site_and_its_title(attributes, said):
    assert label(f'<iframe {attributes} src="https://www.youtube.com/embed/a1B2c3D4e5F"></iframe>') == said


def test_a_long_title_is_cut_at_a_word():
    long = f'<iframe title="{"lamp " * 100}" src="https://www.youtube.com/embed/a1B2c3D4e5F"></iframe>'
    assert len(label(long)) < 220
    assert label(long).endswith("lamp…")


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ('<video src="/v/lamp.mp4"></video>', "https://news.example/v/lamp.mp4"),
        ('<video><source src="blob:x"><source src="/v/lamp.webm"></video>', "https://news.example/v/lamp.webm"),
        ('<audio controls><source src="lamp.mp3"></audio>', "https://news.example/tv/lamp.mp3"),
        ("<video></video>", None),
        ('<video src="/tv/finale.html"></video>', None),
    ],
)
def test_a_film_or_sound_of_the_page_is_a_link_to_its_file(markup, seen):
    assert address(markup) == seen


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        (
            '<blockquote class="twitter-tweet"><p>Out at nine. <a href="https://t.co/x">t.co/x</a></p>'
            '&mdash; Ann (@ann) <a href="https://twitter.com/ann/status/77?ref_src=twsrc">May 3</a></blockquote>',
            "https://twitter.com/ann/status/77",
        ),
        (
            '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/reel/Xy_1/?utm=a">'
            "</blockquote>",
            "https://www.instagram.com/reel/Xy_1/",
        ),
        (
            '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ann/video/123"></blockquote>',
            "https://www.tiktok.com/@ann/video/123",
        ),
        (
            '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3k2"></blockquote>',
            "https://bsky.app/profile/did:plc:abc/post/3k2",
        ),
        ('<blockquote class="twitter-tweet"><p>Gone.</p></blockquote>', None),
        ("<blockquote><p>She said so.</p></blockquote>", None),
    ],
)
def test_a_post_is_a_link_to_itself(markup, seen):
    assert address(markup) == seen


def test_a_post_is_called_by_its_words():
    tweet = (
        '<blockquote class="twitter-tweet"><p>Out at nine.</p><p>Nobody saw.</p>'
        '<a href="https://x.com/ann/status/77">May 3</a></blockquote>'
    )
    assert label(tweet) == "Twitter: Out at nine. Nobody saw. May 3"


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ('<lite-youtube videoid="a1B2c3D4e5F"></lite-youtube>', "https://www.youtube.com/watch?v=a1B2c3D4e5F"),
        ('<amp-twitter data-tweetid="77"></amp-twitter>', "https://twitter.com/i/status/77"),
        ('<amp-youtube data-videoid="a&quot;b"></amp-youtube>', None),
        ('<oembed url="https://vimeo.com/7654321"></oembed>', "https://vimeo.com/7654321"),
    ],
)
def test_an_element_of_its_own_names_what_it_shows(markup, seen):
    assert address(markup) == seen


def test_the_link_is_clean_html():
    markup = embed('<iframe title="A &amp; B" src="https://www.youtube.com/embed/a1B2c3D4e5F"></iframe>')
    assert sanitize(markup).replace(' rel="noopener noreferrer nofollow"', "") == markup


def test_an_address_of_a_thousand_parameters_is_one():
    long = "https://www.youtube.com/watch?" + "a=1&" * 400 + "v=a1B2c3D4e5F"
    assert address(f'<iframe src="{long}"></iframe>') == "https://www.youtube.com/watch?v=a1B2c3D4e5F"
