"""Everything that is wrong is said in one round, at its own place, in words that name what would be right."""

import pytest

from caveat.config import load_settings
from caveat.errors import ConfigError
from tests.unit.config.folders import load, problems, write

FEED = '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example/rss"\n'


def test_one_broken_table_hides_nothing_of_the_others(tmp_path):
    found = problems(
        tmp_path,
        source_a="""
            [[source]]
            id = "a"
            kind = "feed"
            url = "https://a.example/rss"
            limit = "many"
            cron = "never"
            [[source]]
            id = "a"
            kind = "listing"
            [source.headers]
            Cookie = { env = "NOT_THERE" }
        """,
        feeds='[[feed]]\nid = "tv"\nsources = ["b", "a"]\n[[feed]]\nid = "tv"\ntitle = "TV"\n',
        works='[[work]]\nslug = "x"\n[[work]]\ntitle = "X"\nslug = "X"\n',
        cron_problem=lambda _: "never comes",
    )
    assert [line.split(": ")[1:3] for line in found] == [
        ["source.0.limit", "wants a whole number, without quotes; found 'many'"],
        ["source.0.cron", 'never comes; five fields are wanted, such as "0 6 * * *"'],
        ["source.1.url", "is missing"],
        ["source.1.id", '"a" is taken already, in config/sources/source_a.toml'],
        ["source.1.headers.Cookie", "the environment has no variable NOT_THERE"],
        ["feed.0.title", "is missing"],
        ["feed.0.sources", 'no source has the id "b"; there are'],
        ["feed.1.id", '"tv" is taken already, in config/feeds.toml'],
        ["work.0.title", "is missing"],
        ["work.1.slug", '"X" is taken already, in config/works.toml'],
    ]


def test_an_unreadable_file_of_sources_makes_no_id_unknown(tmp_path):
    feeds = '[[feed]]\nid = "tv"\ntitle = "TV"\nsources = ["a"]\n'
    (found,) = problems(tmp_path, source_a="id = \n", feeds=feeds)
    assert found.startswith("config/sources/source_a.toml:1: not valid TOML")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ('tags = "tv"', """wants a list, such as ["tv"]; found 'tv'"""),
        ("tags = 3", 'wants a list, such as ["tv"]; found 3'),
        ('tags = [""]', "wants a text that is not empty"),
        ("language = 7", "wants a text in quotes; found 7"),
        ('limit = "5"', "wants a whole number, without quotes; found '5'"),
        ("limit = 5.0", "wants a whole number, without quotes; found 5.0"),
        ("limit = 0", "wants a number of at least 1; found 0"),
        ("limit = 5000", "wants a number of at most 1000; found 5000"),
        ('full_text = "yes"', "wants true or false, without quotes; found 'yes'"),
        ("move = 1", "wants true or false, without quotes; found 1"),
        ("limit = true", "wants a whole number, without quotes; found true"),
        ("article = 2026-01-01", "wants a table of keys; found 2026-01-01"),
        ('every = "0s"', "would ask a site without pause"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_in_plain_words(tmp_path, key, said):
    (found,) = problems(tmp_path, source_a=f"{FEED}{key}\n")
    assert found.startswith("config/sources/source_a.toml:5: source.0.")
    assert said in found


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("formats = []", "wants one item at least"),
        ('disclosure = "hide"', "should be 'warn', 'fold', 'redact' or 'drop'; found 'hide'"),
        ('content = "some"', "content: should be 'full', 'excerpt' or 'none'; found 'some'"),
        ('spoilers = ["huge"]', "'none', 'minor', 'mild', 'unrated', 'major' or 'full'; found 'huge'"),
        ('include = "*dune*"', """include: wants a list, such as ["*dune*"]"""),
        ('include = [" "]', "include.0: a pattern that is not empty is wanted"),
        ("exclude = [3]", "exclude.0: wants a text in quotes; found 3"),
        ("exclude = [{ until = 2026-07-19 }]", "exclude.0.pattern: is missing"),
        ('exclude = [{ pattern = "" }]', "exclude.0.pattern: a pattern that is not empty is wanted"),
        ('exclude = [{ pattern = "*x*", til = 2026-07-19 }]', "exclude.0.til: unknown key; did you mean until?"),
        ('exclude = [{ pattern = "*x*", until = "2026-07-19" }]', "until: wants a date without quotes"),
        ('max_age = "0d"', "max_age: a length of time above zero is wanted"),
        ('max_age = "99999999d"', "max_age: a length of time of at most a hundred years is wanted"),
        ("max_size = 0", "max_size: a number of bytes is wanted"),
        ("neutral_titles = 1", "neutral_titles: wants true or false"),
    ],
)
def test_a_feed_is_judged_in_plain_words(tmp_path, key, said):
    (found,) = problems(tmp_path, feeds=f'[[feed]]\nid = "tv"\ntitle = "TV"\n{key}\n')
    assert found.startswith("config/feeds.toml:4: feed.0.")
    assert said in found


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ('"0123456789abcdef"', ": a secret does not belong in this file: { env ="),
        ("7", ": wants a table of keys"),
        ('{ env = "SHORT" }', ": what stands there is no token: 16 to 64 lower-case letters and digits are wanted"),
        ('{ env = "CAPITAL" }', "as `openssl rand -hex 16` makes them"),
        ('{ env = "NOT_THERE" }', ": the environment has no variable NOT_THERE"),
        ('{ file = "gone" }', "/gone cannot be read: No such file or directory"),
        ('{ file = "packed" }', "/packed cannot be read: it is no text in UTF-8"),
        ('{ env = "SHORT", file = "gone" }', ': either { env = "NAME" } or { file = "PATH" } is wanted'),
        ('{ evn = "SHORT" }', ".evn: unknown key; did you mean env?"),
    ],
)
def test_a_token_is_judged_and_never_shown(tmp_path, token, said):
    environ = {"SHORT": "abc0123", "CAPITAL": "0123456789ABCDEF"}
    feeds = f'[[feed]]\nid = "tv"\ntitle = "TV"\ntoken = {token}\n'
    (tmp_path / "packed").write_bytes(b"\x1f\x8b\xff")
    found = problems(tmp_path, feeds=feeds, environ=environ)
    assert any(line.startswith("config/feeds.toml:4: feed.0.token") and said in line for line in found), found
    assert not any(secret in line for line in found for secret in ("0123456789", "abc0123")), found


@pytest.mark.parametrize("name", ["index", "feeds", "articles"])
def test_a_feed_is_not_called_as_something_else_that_is_published(tmp_path, name):
    (found,) = problems(tmp_path, feeds=f'[[feed]]\nid = "{name}"\ntitle = "TV"\n')
    assert f'config/feeds.toml:2: feed.0.id: "{name}" is the name of what stands beside the feeds' in found


@pytest.mark.parametrize(
    ("hub", "said"),
    [
        ('"hub.example"', 'begins with "http://" or "https://"'),
        ("3", "wants a text in quotes; found 3"),
        ('["https://hub.example/", ""]', "an absolute address is wanted"),
        ('"https://me:hunter2@hub.example/"', "without user name and password"),
    ],
)
def test_a_hub_is_an_address_that_everybody_may_know(tmp_path, hub, said):
    (found,) = problems(tmp_path, caveat=f"[websub]\nhub = {hub}\n")
    assert found.startswith("config/caveat.toml:2: websub.hub")
    assert said in found
    assert "hunter2" not in found


@pytest.mark.parametrize("until", ['"2026-06-30"', "5", "2026-06-30T10:00:00Z"])
def test_a_day_is_a_date_of_toml(tmp_path, until):
    (found,) = problems(tmp_path, works=f'[[work]]\ntitle = "X"\nslug = "x"\nuntil = {until}\n')
    assert "config/works.toml:4: work.0.until: wants a date without quotes, such as 2026-06-30" in found


@pytest.mark.parametrize("key", ['timeout = "0s"', "max_size = 0", 'max_size = "0MB"', "concurrency = 0"])
def test_a_limit_of_nothing_is_refused(tmp_path, key):
    (found,) = problems(tmp_path, caveat=f"[fetch]\n{key}\n")
    assert found.startswith(f"config/caveat.toml:2: fetch.{key.split()[0]}: ")
    assert "wanted" in found or "at least 1" in found


def test_an_inbox_may_be_looked_through_at_every_pass(tmp_path):
    source = '[[source]]\nid = "a"\nkind = "inbox"\npath = "inbox"\nevery = "0s"\n'
    assert load(tmp_path, source_a=source).sources[0].id == "a"


def test_a_single_bracket_is_told_apart_and_no_secret_is_printed(tmp_path):
    found = problems(tmp_path, source_a='[source]\nid = "a"\nheaders = { Cookie = "hunter2" }\n')
    assert found == [
        "config/sources/source_a.toml:1: source: wants a header in double brackets: [[source]]",
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("feeds", '[feed]\nid = "tv"\n', "config/feeds.toml:1: feed: wants a header in double brackets: [[feed]]"),
        ("works", '[work]\nslug = "x"\n', "config/works.toml:1: work: wants a header in double brackets: [[work]]"),
        (
            "source_a",
            'source = "x"\n',
            "config/sources/source_a.toml:1: source: wants a header in double brackets: [[source]]; found 'x'",
        ),
        (
            "source_a",
            f"{FEED}tags = {{}}\n",
            'config/sources/source_a.toml:5: source.0.tags: wants a list, such as ["tv"]',
        ),
    ],
)
def test_what_should_be_a_list_is_told_which(tmp_path, name, text, said):
    assert problems(tmp_path, **{name: text})[0] == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('{ env = "A", file = "b" }', ': either { env = "NAME" } or { file = "PATH" } is wanted'),
        ("{}", ': either { env = "NAME" } or { file = "PATH" } is wanted'),
        ("{ env = 3 }", ".env: wants a text in quotes"),
        ('{ fil = "b" }', ".fil: unknown key; did you mean file?"),
        ("3", ": wants a text in quotes"),
        ('""', ": wants a text that is not empty"),
    ],
)
def test_what_a_header_should_be_is_said_once(tmp_path, value, said):
    found = problems(tmp_path, source_a=f"{FEED}[source.headers]\nX-B = {value}\n")
    assert found == [f"config/sources/source_a.toml:6: source.0.headers.X-B{said}"]


def test_feeds_that_cannot_be_read_are_not_said_to_be_missing(tmp_path):
    (found,) = problems(tmp_path, feeds="[[feed]\n")
    assert found.startswith("config/feeds.toml:1: not valid TOML")


@pytest.mark.parametrize("database", ["postgresql://localhost/caveat", "sqlite://", "sqlite:///:memory:"])
def test_a_database_of_another_kind_is_refused_where_it_stands(tmp_path, database):
    config = write(tmp_path, caveat=f'\ndatabase = "{database}"\n').rename(tmp_path / "settings")
    with pytest.raises(ConfigError) as caught:
        load_settings(config, version="1", cron_problem=lambda _: None, environ={})
    assert str(caught.value).startswith('settings/caveat.toml:2: database: an address such as "sqlite:///')


def test_what_is_wrong_in_the_environment_is_said_to_be_there(tmp_path):
    environ = {
        "CAVEAT_FETCH__TIMEOUT": "soon",
        "CAVEAT_DEMO__NEWSROOM": "yes",
        "CAVEAT_SERVE__PORT": "http",
        "CAVEAT_FETCH__ALLOW_NETWORKS": '["here"]',
    }
    found = problems(tmp_path, environ=environ, caveat='[fetch]\ntimeout = "20s"\n')
    assert sorted(line.split(": ")[:2] for line in found) == [["environment", name] for name in sorted(environ)]
    assert any("found 'soon'" in line for line in found)


def test_text_from_the_environment_stays_text(tmp_path):
    environ = {"CAVEAT_FETCH__USER_AGENT": "42", "CAVEAT_FETCH__MAX_SIZE": "1000000", "CAVEAT_FETCH__DELAY": "0s"}
    fetch = load(tmp_path, environ=environ).fetch
    assert (fetch.user_agent, fetch.max_size, fetch.delay.total_seconds()) == ("42", 1_000_000, 0)


def test_files_that_nothing_reads_are_named(tmp_path):
    config = write(tmp_path)
    for name in ("tv.toml", "source/tv.toml", "sources/more/tv.toml", "sources/.hidden.toml", ".git/x.toml"):
        (config / name).parent.mkdir(exist_ok=True)
        (config / name).write_text(FEED)
    (config / "sources" / "gone.toml").symlink_to("nowhere.toml")
    found = problems(tmp_path)
    assert [line.split(": ")[:2] for line in found] == [
        ["config/tv.toml", "is not read"],
        ["config/source/tv.toml", "is not read"],
        ["config/sources/more/tv.toml", "is not read"],
        ["config/sources/gone.toml", "cannot be read"],
    ]
    assert "sources belong in config/sources/" in found[0]
