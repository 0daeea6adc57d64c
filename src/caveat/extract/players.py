"""Owns which players and posts of other sites are known where a page embeds them, and where people see them."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Player(NamedTuple):
    """A site whose frames show something that has an address of its own."""

    name: str
    place: re.Pattern[str]
    """Host without `www.`, and path, of the frame."""
    page: str = ""
    """The address that people open, groups of `place` and `{}` filled in; "": the frame's own."""
    parameter: str = ""
    """Of the frame's query: what `{}` stands for."""


class Element(NamedTuple):
    """An element that names what it shows by an attribute, which `{}` in `page` stands for."""

    name: str
    attribute: str
    page: str = "{}"


class Post(NamedTuple):
    """A site whose posts are embedded as an element of a class; `place` is the part of an address that names a post."""

    name: str
    place: re.Pattern[str]


def _player(name: str, place: str, page: str = "", parameter: str = "") -> Player:
    return Player(name, re.compile(place), page, parameter)


_ID = r"([\w-]{1,100})"
PLAYERS = (
    _player(
        "YouTube", r"youtube(?:-nocookie)?\.com/embed/videoseries", "https://www.youtube.com/playlist?list={}", "list"
    ),
    _player(
        "YouTube", rf"youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)/{_ID}", r"https://www.youtube.com/watch?v=\1"
    ),
    _player("YouTube", r"youtube\.com/watch", "https://www.youtube.com/watch?v={}", "v"),
    _player("YouTube", rf"youtu\.be/{_ID}", r"https://www.youtube.com/watch?v=\1"),
    _player("Vimeo", r"(?:player\.)?vimeo\.com/(?:video/)?(\d{1,20})", r"https://vimeo.com/\1"),
    _player("Dailymotion", rf"dailymotion\.com/embed/video/{_ID}", r"https://www.dailymotion.com/video/\1"),
    _player("Dailymotion", r"geo\.dailymotion\.com/player", "https://www.dailymotion.com/video/{}", "video"),
    _player(
        "Spotify", rf"open\.spotify\.com/embed(?:-podcast)?/([a-z]{{1,20}})/{_ID}", r"https://open.spotify.com/\1/\2"
    ),
    _player("SoundCloud", r"w\.soundcloud\.com/player", "{}", "url"),
    _player("Apple Podcasts", r"embed\.podcasts\.apple\.com(/.{1,500})", r"https://podcasts.apple.com\1"),
    _player("Apple Music", r"embed\.music\.apple\.com(/.{1,500})", r"https://music.apple.com\1"),
    _player("TED", rf"embed\.ted\.com/talks/(?:lang/[\w-]{{1,10}}/)?{_ID}", r"https://www.ted.com/talks/\1"),
    _player("Twitter", r"platform\.twitter\.com/embed/", "https://twitter.com/i/status/{}", "id"),
    _player("Instagram", rf"instagram\.com/(p|reel|tv)/{_ID}", r"https://www.instagram.com/\1/\2/"),
    _player("Facebook", r"facebook\.com/plugins/(?:post|video)\.php", "{}", "href"),
    _player("Reddit", r"(?:embed\.reddit|redditmedia)\.com(/r/[\w/]{1,300})", r"https://www.reddit.com\1"),
    _player(
        "Bluesky",
        rf"embed\.bsky\.app/embed/([\w.:-]{{1,200}})/app\.bsky\.feed\.post/{_ID}",
        r"https://bsky.app/profile/\1/post/\2",
    ),
    _player("Mastodon", r"([\w.-]{1,200}/@[\w.@-]{1,100}/\d{1,30})/embed", r"https://\1"),
    _player("Giphy", rf"giphy\.com/embed/{_ID}", r"https://giphy.com/gifs/\1"),
    _player("Google Maps", r"google\.[a-z.]{2,6}/maps/"),
    _player("TikTok", r"tiktok\.com/(?:embed|player)/"),
    _player("Twitch", r"(?:player\.twitch\.tv|clips\.twitch\.tv)/"),
    _player("Bandcamp", r"bandcamp\.com/EmbeddedPlayer"),
    _player("Bilibili", r"player\.bilibili\.com/"),
    _player("Niconico", r"embed\.nicovideo\.jp/"),
    _player("Rutube", r"rutube\.ru/(?:play|video)/embed/"),
    _player("VK", r"vk(?:video)?\.(?:com|ru)/video_ext\.php"),
    _player("Rumble", r"rumble\.com/embed/"),
    _player("Streamable", r"streamable\.com/"),
    _player("Internet Archive", r"archive\.org/embed/"),
    _player("Mixcloud", r"(?:player-widget\.)?mixcloud\.com/widget/"),
    _player("Deezer", r"widget\.deezer\.com/"),
    _player("Brightcove", r"players\.brightcove\.net/"),
    _player("JW Player", r"(?:cdn\.jwplayer|content\.jwplatform)\.com/"),
    _player("Kaltura", r"cdnapi(?:sec)?\.kaltura\.com/"),
    _player("Wistia", r"fast\.wistia\.(?:net|com)/embed/"),
    _player("Megaphone", r"playlist\.megaphone\.fm|player\.megaphone\.fm/"),
    _player("Acast", r"embed\.acast\.com/"),
    _player("Simplecast", r"player\.simplecast\.com/"),
    _player("Buzzsprout", r"buzzsprout\.com/"),
    _player("Podbean", r"podbean\.com/"),
    _player("Datawrapper", r"datawrapper\.dwcdn\.net/"),
    _player("Flourish", r"flo\.uri\.sh/|public\.flourish\.studio/"),
    _player("Infogram", r"(?:e\.)?infogram\.com/"),
    _player("Tableau", r"public\.tableau\.com/"),
    _player("DocumentCloud", r"(?:embed\.)?documentcloud\.org/"),
    _player("Scribd", r"scribd\.com/embeds/"),
    _player("SlideShare", r"slideshare\.net/slideshow/embed"),
    _player("CodePen", r"codepen\.io/"),
    _player("OpenStreetMap", r"openstreetmap\.org/export/embed"),
)
_WATCH = "https://www.youtube.com/watch?v={}"
ELEMENTS: Mapping[str, Element] = {
    "lite-youtube": Element("YouTube", "videoid", _WATCH),
    "lite-vimeo": Element("Vimeo", "videoid", "https://vimeo.com/{}"),
    "amp-youtube": Element("YouTube", "data-videoid", _WATCH),
    "amp-vimeo": Element("Vimeo", "data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": Element("Dailymotion", "data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-twitter": Element("Twitter", "data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": Element("Instagram", "data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": Element("Facebook", "data-href"),
    "amp-reddit": Element("Reddit", "data-src"),
    "amp-tiktok": Element("TikTok", "data-src"),
    # CKEditor's: https://ckeditor.com/docs/ckeditor5/latest/features/media-embed.html
    "oembed": Element("", "url"),
}

_TWEET = Post("Twitter", re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w{1,50}/status(?:es)?/\d{1,30}"))
_GRAM = Post("Instagram", re.compile(r"https?://(?:www\.)?instagram\.com/(?:[\w.]{1,50}/)?(?:p|reel|tv)/[\w-]{1,50}/?"))
_TIKTOK = Post("TikTok", re.compile(r"https?://(?:www\.|m\.)?tiktok\.com/@[\w.-]{1,50}/(?:video|photo)/\d{1,30}"))
_REDDIT = Post(
    "Reddit", re.compile(r"https?://(?:www\.|old\.)?reddit\.com/(?:r|user)/\w{1,50}/comments/[\w/%-]{1,300}")
)
_SKY = Post("Bluesky", re.compile(r"https?://bsky\.app/profile/[\w.:-]{1,200}/post/\w{1,40}"))
_THREAD = Post("Threads", re.compile(r"https?://(?:www\.)?threads\.(?:net|com)/@[\w.]{1,50}/post/[\w-]{1,50}"))
_FACE = Post("Facebook", re.compile(r"https?://(?:www\.|m\.)?facebook\.com/[^\s\"<>]{1,500}"))
_TOOT = Post("Mastodon", re.compile(r"https?://[\w.-]{1,200}/@[\w.@-]{1,100}/\d{1,30}"))
POSTS: Mapping[str, Post] = {
    "twitter-tweet": _TWEET,
    "twitter-video": _TWEET,
    "instagram-media": _GRAM,
    "tiktok-embed": _TIKTOK,
    "reddit-embed-bq": _REDDIT,
    "reddit-card": _REDDIT,
    "bluesky-embed": _SKY,
    "text-post-media": _THREAD,
    "fb-post": _FACE,
    "fb-video": _FACE,
    "mastodon-embed": _TOOT,
}
"""By the class that the site's own embedding code gives to the element."""
