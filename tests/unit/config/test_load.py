"""What operators write comes out as values, and what is wrong is said all at once, with its place."""

from datetime import date, timedelta
from ipaddress import ip_network

import pytest

from caveat.config import default_settings, load_settings
from caveat.errors import ConfigError
from caveat.model import (
    Content,
    Cron,
    Disclosure,
    Every,
    Format,
    Level,
    Medium,
    Pattern,
    SourceKind,
    Variant,
)
from tests.unit.config.folders import load, problems


def test_every_key_of_the_process_reaches_its_value(tmp_path):
    settings = load(
        tmp_path,
        caveat="""
            base_url = "https://feeds.example/"
            database = "sqlite:///state/my.db"
            feeds_dir = "public"
            [fetch]
            timeout = "1m30s"
            max_size = "2MiB"
            concurrency = 4
            delay = "250ms"
            contact = "mailto:me@example.org"
            allow_networks = ["192.168.7.0/24", "::1/128"]
            [serve]
            host = "0.0.0.0"
            port = 80
            [store]
            keep_pages = "1w"
            [demo]
            newsroom = true
        """,
    )
    assert settings.base_url == "https://feeds.example"
    assert settings.database == f"sqlite:///{tmp_path}/state/my.db"
    assert settings.lock_file == tmp_path / "state" / "my.lock"
    assert settings.feeds_dir == tmp_path / "public"
    assert settings.fetch.timeout == timedelta(seconds=90)
    assert settings.fetch.max_size == 2 * 2**20
    assert settings.fetch.delay == timedelta(milliseconds=250)
    assert settings.fetch.user_agent == "caveat/9.9 (+mailto:me@example.org)"
    assert settings.fetch.allow_networks == (ip_network("192.168.7.0/24"), ip_network("::1/128"))
    assert (settings.host, settings.port, settings.newsroom) == ("0.0.0.0", 80, True)
    assert settings.keep_pages == timedelta(days=7)


def test_every_key_of_a_source_reaches_its_value(tmp_path):
    settings = load(
        tmp_path,
        environ={"TV_COOKIE": "a=b"},
        source_tv="""
            [[source]]
            id = "tv-news"
            kind = "listing"
            url = "https://news.example/tv/"
            every = "2h"
            tags = ["tv"]
            language = "en-GB"
            limit = 7
            initial = 3
            move = false
            [source.select]
            item = "article.card"
            link = "h2 a"
            published = "time"
            [source.article]
            body = "div.story"
            remove = [".related"]
            [source.spoilers]
            always = true
            selectors = [".warning"]
            phrases = ["plot details follow"]
            [source.headers]
            Cookie = { env = "TV_COOKIE" }
            Accept-Language = "en"
        """,
    )
    (source,) = settings.sources
    assert (source.id, source.kind, source.url) == ("tv-news", SourceKind.LISTING, "https://news.example/tv/")
    assert source.schedule == Every(interval=timedelta(hours=2))
    assert (source.tags, source.language, source.limit, source.initial) == (("tv",), "en-GB", 7, 3)
    assert source.listing.item == "article.card"
    assert source.listing.link == "h2 a"
    assert source.rules.body == "div.story"
    assert source.rules.remove == (".related",)
    assert source.spoilers.always
    assert source.spoilers.phrases == ("plot details follow",)
    assert source.headers == (("Cookie", "a=b"), ("Accept-Language", "en"))
    assert not source.shared, "what came with a cookie is not for everybody"


def test_sources_are_gathered_from_every_file_and_take_the_common_pace(tmp_path):
    settings = load(
        tmp_path,
        caveat='[schedule]\nevery = "45m"\ntimezone = "Europe/Paris"\n',
        source_a='[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example/rss"\n',
        source_b='[[source]]\nid = "b"\nkind = "feed"\nurl = "https://b.example/rss"\ncron = "0 6 * * *"\n',
        source_c='[[source]]\nid = "c"\nkind = "inbox"\npath = "inbox"\n',
    )
    schedules = {source.id: source.schedule for source in settings.sources}
    assert schedules == {
        "a": Every(interval=timedelta(minutes=45)),
        "b": Cron(expression="0 6 * * *", timezone="Europe/Paris"),
        "c": Every(interval=timedelta()),
    }
    assert settings.sources[2].path == tmp_path / "inbox"


def test_feeds_and_works_reach_their_values(tmp_path):
    settings = load(
        tmp_path,
        feeds="""
            [[feed]]
            id = "tv"
            title = "TV, with fair warning"
            tags = ["tv"]
            formats = ["rss"]
            disclosure = "redact"
            variants = ["spoiler-free"]
            limit = 5
            title_prefix = false
        """,
        works="""
            [[work]]
            title = "進撃の巨人"
            slug = "進撃の巨人"
            aliases = ["AoT"]
            medium = "manga"
            until = 2026-06-30
        """,
    )
    (feed,) = settings.feeds
    assert (feed.formats, feed.disclosure, feed.variants) == ((Format.RSS,), Disclosure.REDACT, (Variant.SPOILER_FREE,))
    assert (feed.limit, feed.title_prefix, feed.tags) == (5, False, ("tv",))
    (work,) = settings.works
    assert (work.slug, work.medium, work.until) == ("進撃の巨人", Medium.MANGA, date(2026, 6, 30))


def test_every_key_of_a_feed_that_chooses_and_limits_reaches_its_value(tmp_path):
    (tmp_path / "token.txt").write_text("fedcba9876543210\n")
    settings = load(
        tmp_path,
        environ={"TV_TOKEN": "0123456789abcdef"},
        feeds="""
            [[feed]]
            id = "calm"
            title = "Calm"
            spoilers = ["none", "minor", "unrated"]
            include = ["*dune*", { pattern = "https://news.example/tv/*" }]
            exclude = [{ pattern = "*world cup*", until = 2026-07-19 }]
            fixed = true
            content = "excerpt"
            neutral_titles = true
            max_age = "90d"
            max_size = "500KB"
            token = { env = "TV_TOKEN" }
            [[feed]]
            id = "index"
            title = "Private, so that its page is no index"
            token = { file = "token.txt" }
        """,
    )
    feed, private = settings.feeds
    assert feed.spoilers == (Level.NONE, Level.MINOR, Level.UNRATED)
    assert feed.include == (Pattern(text="*dune*"), Pattern(text="https://news.example/tv/*"))
    assert feed.exclude == (Pattern(text="*world cup*", until=date(2026, 7, 19)),)
    assert (feed.fixed, feed.content, feed.neutral_titles) == (True, Content.EXCERPT, True)
    assert (feed.max_age, feed.max_size) == (timedelta(days=90), 500_000)
    assert (feed.token, private.token) == ("0123456789abcdef", "fedcba9876543210")
    assert (private.max_age, private.max_size, private.content) == (None, 1_000_000, Content.FULL)


@pytest.mark.parametrize(
    ("caveat", "environ", "hubs"),
    [
        ("", {}, ()),
        ('[websub]\nhub = "https://hub.example/"\n', {}, ("https://hub.example/",)),
        (
            '[websub]\nhub = ["https://hub.example/", "https://two.example/", "https://hub.example/"]\n',
            {},
            ("https://hub.example/", "https://two.example/"),
        ),
        ("", {"CAVEAT_WEBSUB__HUB": "https://hub.example/"}, ("https://hub.example/",)),
        ("", {"CAVEAT_WEBSUB__HUB": '["https://hub.example/"]'}, ("https://hub.example/",)),
    ],
)
def test_hubs_are_one_address_or_many(tmp_path, caveat, environ, hubs):
    assert load(tmp_path, caveat=caveat, environ=environ).hubs == hubs


def test_the_environment_wins_over_the_file(tmp_path):
    environ = {
        "CAVEAT_FETCH__TIMEOUT": "5s",
        "CAVEAT_FETCH__ALLOW_NETWORKS": '["10.0.0.0/8"]',
        "CAVEAT_DEMO__NEWSROOM": "true",
        "CAVEAT_SERVE__PORT": "9000",
        "CAVEAT_CONFIG": "elsewhere",
    }
    settings = load(tmp_path, environ=environ, caveat='[fetch]\ntimeout = "20s"\n')
    assert settings.fetch.timeout == timedelta(seconds=5)
    assert settings.fetch.allow_networks == (ip_network("10.0.0.0/8"),)
    assert (settings.newsroom, settings.port) == (True, 9000)


def test_a_variable_that_names_no_key_is_an_error(tmp_path):
    assert problems(tmp_path, environ={"CAVEAT_FETCH__TIMOUT": "5s"}) == [
        "environment: CAVEAT_FETCH__TIMOUT: this environment variable names no key of caveat.toml"
    ]


def test_every_problem_of_every_file_is_told_at_once_with_its_line(tmp_path):
    found = problems(
        tmp_path,
        caveat='base_url = "feeds.example"\n\n[fetch]\ntimeout = "20 parsecs"\ndealy = "1s"\n',
        source_a='[[source]]\nid = "A B"\nkind = "gopher"\nurl = "https://a.example/"\n',
        feeds='[[feed]]\nid = "tv"\ntitle = "TV"\n\n[[feed]]\nid = "x"\ntitle = "X"\ndisclosure = "hide"\n',
    )
    assert [line.split(": ")[:2] for line in found] == [
        ["config/caveat.toml:1", "base_url"],
        ["config/caveat.toml:4", "fetch.timeout"],
        ["config/caveat.toml:5", "fetch.dealy"],
        ["config/sources/source_a.toml:2", "source.0.id"],
        ["config/sources/source_a.toml:3", "source.0.kind"],
        ["config/feeds.toml:8", "feed.1.disclosure"],
    ]
    assert "did you mean delay?" in found[2]
    assert "found 'gopher'" in found[4]
    assert "'warn', 'fold', 'redact' or 'drop'" in found[5]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('kind = "feed"', "source.0.url: is missing"),
        ('kind = "inbox"\npath = "x"\n[[source]]\nid = "ingest"\nkind = "inbox"\npath = "y"', "is the name of what"),
        ('kind = "inbox"\nurl = "https://a.example/"\npath = "inbox"', "source.0.url: has no meaning"),
        (
            'kind = "listing"\nurl = "https://a.example/"\npage_url = "https://a.example/2"',
            "in which {page} stands for",
        ),
        ('kind = "feed"\nurl = "https://a.example/"\nadaptive = true\nevery = "1h"', "either every or adaptive"),
        ('kind = "feed"\nurl = "https://a.example/"\nevery = "1h"\ncron = "0 6 * * *"', "either every or cron"),
        ('kind = "feed"\nurl = "file:///etc/passwd"', "begins with"),
        ('kind = "listing"\nurl = "https://a.example/"\nselect = { item = "a[" }', "not a CSS selector"),
        ('kind = "listing"\nurl = "https://a.example/"\n[source.article]\nbody = "p::before"', "not a CSS selector"),
        ('kind = "feed"\nurl = "https://a.example/"\nheaders = { Cookie = "secret" }', "does not belong in this file"),
        ('kind = "feed"\nurl = "https://a.example/"\nheaders = { X = { env = "NOT_THERE" } }', "no variable NOT_THERE"),
        ('kind = "feed"\nurl = "https://a.example/"\nheaders = { X = { file = "gone" } }', "cannot be read"),
    ],
)
def test_what_makes_no_sense_in_a_source_is_said(tmp_path, source, said):
    found = problems(tmp_path, source_a=f'[[source]]\nid = "a"\n{source}\n')
    assert any(said in line for line in found), found


def test_a_secret_is_never_printed(tmp_path):
    found = problems(
        tmp_path,
        source_a='[[source]]\nid = "a"\nkind = "feed"\nheaders = { Cookie = "hunter2", X = 3 }\n',
    )
    assert "hunter2" not in "\n".join(found)


def test_ids_are_unique_and_feeds_name_sources_that_exist(tmp_path):
    feed = '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example/rss"\n'
    found = problems(
        tmp_path, source_a=feed, source_b=feed, feeds='[[feed]]\nid = "tv"\ntitle = "TV"\nsources = ["b"]\n'
    )
    assert found == [
        'config/sources/source_b.toml:2: source.0.id: "a" is taken already, in config/sources/source_a.toml',
        'config/feeds.toml:4: feed.0.sources: no source has the id "b"; there are: a',
    ]


def test_a_cron_expression_is_judged_by_who_will_run_it(tmp_path):
    source = '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example/rss"\ncron = "0 6 * *"\n'
    found = problems(tmp_path, source_a=source, cron_problem=lambda text: f"{text} has four fields")
    assert "0 6 * * has four fields" in found[0]


@pytest.mark.parametrize("text", ["id = ", "\xff\xfe".encode("latin-1").decode("latin-1"), "a = 1\na = 2"])
def test_a_file_that_is_not_toml_is_named(tmp_path, text):
    assert problems(tmp_path, source_a=text)[0].startswith("config/sources/source_a.toml")


def test_a_config_without_feeds_says_that_nothing_would_be_published(tmp_path):
    assert "nothing would be published" in problems(tmp_path, feeds="")[0]


def test_a_folder_that_is_not_there_is_named_with_the_way_out(tmp_path):
    with pytest.raises(ConfigError, match="--config DIR or CAVEAT_CONFIG"):
        load_settings(tmp_path / "nowhere", version="1", cron_problem=lambda _: None, environ={})


def test_a_preview_needs_no_config(tmp_path):
    settings = default_settings(tmp_path / "config", version="1")
    assert settings.sources == ()
    assert settings.fetch.allow_networks == ()
