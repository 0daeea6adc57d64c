"""What is written into config/: valid whatever it is made of, never over another file, taken back where it harms."""

import tomllib
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.config.writing import Ids, comment, source_block, write_sources
from caveat.errors import ConfigError, Problem, StorageError
from caveat.model import Every, ListingRules, Source, SourceKind
from tests.unit.config.folders import load, write

FEED = '[[source]]\nid = "harbour-lamp"\nkind = "feed"\nurl = "https://a.example/feed"\n'


def source(**more):
    values = {"id": "x", "kind": SourceKind.FEED, "url": "https://a.example/feed", **more}
    return Source(schedule=Every(interval=timedelta()), **values)


def ids(folder, **files):
    return Ids(write(folder, **files), load(folder, **files))


@pytest.mark.parametrize(
    ("title", "url", "minted"),
    [
        ("Harbour Lamp", "https://a.example/", "harbour-lamp"),
        ("  Café & Bar: «News»!", "https://a.example/", "cafe-bar-news"),
        ("新聞", "https://www.news.example:8080/x", "news-example"),
        ("", "https://www.news.example/", "news-example"),
        ("TV", "https://a.example/", "a-example"),
        ("tv", "https://a.example/", "tv"),
        ("", "", "source"),
        ("A title that goes on and on for longer than any id should be", "", "a-title-that-goes-on-and-on-for-longer"),
        ("x" * 80, "", "x" * 80),
        ("X" * 80, "", "x" * 40),
        ("../../etc/passwd", "", "etc-passwd"),
    ],
)
def test_an_id_is_made_of_the_title_or_else_of_the_host(tmp_path, title, url, minted):
    assert ids(tmp_path).mint(title, url) == minted


def test_an_id_is_minted_once(tmp_path):
    minting = ids(tmp_path, source_a=FEED)
    assert [minting.mint("Harbour lamp", "") for _ in range(3)] == [
        "harbour-lamp-2",
        "harbour-lamp-3",
        "harbour-lamp-4",
    ]


def test_the_name_of_a_file_is_taken_too(tmp_path):
    assert ids(tmp_path, source_a=FEED).problem("source_a") is not None
    write(tmp_path, source_b="")
    (tmp_path / "config/sources/other.toml").write_text("")
    assert Ids(tmp_path / "config", load(tmp_path)).mint("Other", "") == "other-2"


@pytest.mark.parametrize("wanted", ["A", "a b", "a--b", "-a", "", "ä", "../a"])
def test_an_id_that_is_none_is_refused(tmp_path, wanted):
    assert "lower-case letters" in (ids(tmp_path).problem(wanted) or "")


@settings(deadline=None)  # it writes files
@given(title=st.text(max_size=100), url=st.sampled_from(["", "https://a.example/", "https://例え.example/"]))
def test_whatever_the_title_the_id_is_one(tmp_path_factory, title, url):
    folder = tmp_path_factory.getbasetemp() / "one"
    assert ids(folder).problem(ids(folder).mint(title, url)) is None


texts = st.text(min_size=1, max_size=40)


@given(tags=st.lists(texts, max_size=3), item=texts, title=texts, choices=st.booleans())
def test_whatever_a_source_holds_its_block_says_so(tags, item, title, choices):
    listing = ListingRules(item=item, title=title)
    block = source_block(source(kind=SourceKind.LISTING, tags=tuple(tags), listing=listing), choices=choices)
    (table,) = tomllib.loads(f"{comment(title)}\n{block}")["source"]
    assert tuple(table.get("tags", ())) == tuple(tags)
    assert table["select"] == {"item": item, "link": "a", "title": title}


def test_the_block_of_a_feed_is_loaded_as_that_source(tmp_path):
    given = source(id="x", tags=("tv", "film"), full_text=True, language="en", include=("https://a.example/tv/*",))
    loaded = load(tmp_path, source_x=source_block(given, choices=True)).sources[0]
    for name in ("id", "kind", "url", "tags", "full_text", "language", "include"):
        assert getattr(loaded, name) == getattr(given, name), name


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path):
    config = write(tmp_path)
    checked = []
    path = write_sources(config, "harbour-lamp", FEED, check=lambda: checked.append(path_of(config).read_text()))
    assert path == path_of(config)
    assert checked == [FEED]
    assert [file.name for file in (config / "sources").iterdir()] == ["harbour-lamp.toml"]


def test_the_folder_of_sources_is_made_where_it_is_missing(tmp_path):
    config = write(tmp_path)
    (config / "sources").rmdir()
    assert write_sources(config, "harbour-lamp", FEED, check=lambda: None).read_text() == FEED


def test_no_file_is_written_over(tmp_path):
    config = write(tmp_path)
    path_of(config).write_text("# mine\n")
    with pytest.raises(StorageError, match="is there already"):
        write_sources(config, "harbour-lamp", FEED, check=lambda: None)
    assert path_of(config).read_text() == "# mine\n"
    assert len(list((config / "sources").iterdir())) == 1


def test_a_file_after_which_the_config_is_wrong_is_taken_back(tmp_path):
    config = write(tmp_path)

    def refuse():
        raise ConfigError([Problem(file="x", message="wrong")])

    with pytest.raises(ConfigError, match="wrong"):
        write_sources(config, "harbour-lamp", FEED, check=refuse)
    assert list((config / "sources").iterdir()) == []


def test_where_nothing_can_be_written_the_error_names_the_file(tmp_path):
    config = write(tmp_path)
    (config / "sources").rmdir()
    (config / "sources").write_text("a file")
    with pytest.raises(StorageError, match=r"harbour-lamp\.toml cannot be written"):
        write_sources(config, "harbour-lamp", FEED, check=lambda: None)


def path_of(config):
    return config / "sources" / "harbour-lamp.toml"
