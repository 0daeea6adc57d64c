"""Owns what the SQLite store promises beyond the contract: how it opens, its indexes, its errors in words."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import sqlite as dialect

from caveat.errors import StorageError
from caveat.model import Article, facets_of
from caveat.store import SqlStore, open_store
from caveat.store.codec import to_json
from caveat.store.database import Database
from caveat.store.migrations import STEPS, migrate
from caveat.store.newest import newest_query, withdrawn_query
from caveat.store.schema import metadata
from tests.contract.samples import article, dated, document, entry, page, poll


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var/caveat.db"


@pytest.fixture
def store(path):
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def rows(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def plan(path, query):
    """How SQLite would answer, a line a step."""
    text = str(query.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True}))
    return [row[3] for row in rows(path, f"EXPLAIN QUERY PLAN {text}")]


def test_what_was_saved_is_there_when_it_is_opened_again(path):
    first = open_store(f"sqlite:///{path}")
    first.save(poll(entry()))
    first.close()
    second = open_store(f"sqlite:///{path}")
    assert list(second.entries(None, limit=10)) == [entry()]
    second.close()


def test_the_migrations_make_the_tables_that_the_program_expects(store, path, tmp_path):
    expected = create_engine(f"sqlite:///{tmp_path}/expected.db")
    metadata.create_all(expected)
    made = create_engine(f"sqlite:///{path}")

    def shape(engine):
        look = inspect(engine)
        return {
            table: (
                sorted(
                    (column["name"], column["nullable"], column["primary_key"]) for column in look.get_columns(table)
                ),
                sorted((index["name"], index["column_names"]) for index in look.get_indexes(table)),
                sorted((key["constrained_columns"], key["referred_table"]) for key in look.get_foreign_keys(table)),
                sorted(key["column_names"] for key in look.get_unique_constraints(table)),
            )
            for table in look.get_table_names()
        }

    assert shape(made) == shape(expected)
    made.dispose()
    expected.dispose()


def test_entries_that_an_older_version_stored_are_chosen_like_any_other(path):
    database = Database(f"sqlite:///{path}")
    migrate(database, STEPS[:3])
    stored = (entry().id, to_json(article(title="Old and spoiling")))
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO entries VALUES (?, 'old', NULL, 0, 0, 0, 1, 'd')", stored[:1])
        connection.exec_driver_sql("INSERT INTO revisions VALUES (?, 1, 'd', 0, ?)", stored)
        connection.exec_driver_sql("INSERT INTO entry_sources VALUES (?, 'tv', 0, 0)", stored[:1])
        page = (f"articles/{entry().slug}.html",)
        connection.exec_driver_sql("INSERT INTO documents VALUES (?, 'k', 't', 'e', 0, x'', x'', x'')", page)
    database.close()
    opened = open_store(f"sqlite:///{path}")
    (head,) = opened.heads(["tv"], limit=9)
    assert head.facets == facets_of(article(title="Old and spoiling"))
    assert opened.changes() == {"tv": 1}
    assert [found.entry for found in opened.shelved()] == [entry().id]
    opened.close()


def test_the_newest_of_some_sources_come_from_the_index(store, path):
    store.save(poll(*(dated(f"n{hour}", hour, f"s{hour % 3}") for hour in range(30))))
    for sources in (["s1"], ["s0", "s1", "s2"], [f"s{number}" for number in range(600)]):
        steps = plan(path, newest_query(sources, limit=50, after=None))
        assert any("entry_sources USING COVERING INDEX entry_sources_newest (source_id=?)" in step for step in steps)
        assert not any(step.startswith(("SCAN entries", "SCAN entry_sources")) for step in steps)


def test_the_newest_of_all_come_from_the_index_without_sorting(store, path):
    assert plan(path, newest_query(None, limit=50, after=None)) == ["SCAN entries USING COVERING INDEX entries_newest"]


def test_a_later_batch_begins_in_the_index_where_the_one_before_ended(store, path):
    store.save(poll(*(dated(f"n{hour}", hour, f"s{hour % 3}") for hour in range(30))))
    last = dated("n9", 9)
    found = "USING COVERING INDEX entry_sources_newest (source_id=? AND (published,entry_id)<(?,?))"
    assert any(found in step for step in plan(path, newest_query(["s0", "s1"], limit=50, after=last)))
    (step,) = plan(path, newest_query(None, limit=50, after=last))
    assert step == "SEARCH entries USING COVERING INDEX entries_newest ((published,id)<(?,?))"


def test_what_was_withdrawn_comes_from_the_index_and_no_other_entry_is_looked_at(store, path):
    steps = plan(path, withdrawn_query(["s0", "s1"], limit=50))
    assert steps[0].startswith("SEARCH entries USING INDEX entries_withdrawn")
    assert any("entry_sources" in step and "(entry_id=? AND source_id=?)" in step for step in steps)
    assert not any(step.startswith(("SCAN entries", "SCAN entry_sources")) for step in steps)


def test_every_revision_stays(store, path):
    store.save(poll(entry()))
    store.save(poll(entry(revision=2, digest="d2", article=article(title="It stands"))))
    titles = rows(path, "SELECT json_extract(article, '$.title') FROM revisions ORDER BY revision")
    assert titles == [("The tower falls",), ("It stands",)]


def test_works_of_warnings_of_the_newest_revision_can_be_queried(store, path):
    query = "SELECT title, polarity FROM notice_works JOIN notices USING (entry_id) WHERE polarity = 'contains'"
    store.save(poll(entry(), entry("other", article=article(title="Other"))))
    assert rows(path, query) == [("The Tower", "contains")] * 2
    store.save(poll(entry(revision=2, digest="d2", article=Article(title="Calm"))))
    assert rows(path, query) == [("The Tower", "contains")]


def test_raw_pages_are_stored_compressed(store, path):
    store.save(poll(entry(), pages=[page(entry().key, body=b"<p>word</p>" * 10_000)]))
    assert rows(path, "SELECT length(body) < 2000 FROM pages") == [(1,)]


def test_the_file_is_in_wal_mode(store, path):
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_many_threads_write_and_read_at_once(store):
    def work(number):
        store.save(poll(entry(f"n{number}")))
        store.publish([document(f"f{number}.rss")], removed=[])
        return len(store.entries(["tv"], limit=100))

    with ThreadPoolExecutor(12) as threads:
        assert max(threads.map(work, range(40))) <= 40
    assert len(store.entries(None, limit=100)) == len(store.shelved()) == 40


def test_a_newer_database_is_refused_and_left_as_it_is(path):
    open_store(f"sqlite:///{path}").close()
    rows(path, "UPDATE schema_version SET version = 99")
    with pytest.raises(StorageError, match=r"caveat\.db: its version 99 is newer than this program"):
        open_store(f"sqlite:///{path}")
    assert rows(path, "SELECT version FROM schema_version") == [(99,)]


def test_a_database_of_another_program_is_refused_and_left_as_it_is(path):
    path.parent.mkdir()
    rows(path, "CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StorageError, match=r"caveat\.db: belongs to another program"):
        open_store(f"sqlite:///{path}")
    assert rows(path, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path):
    path.parent.mkdir()
    path.write_text("Dear diary. " * 100)
    with pytest.raises(StorageError, match=r"caveat\.db: is not an SQLite database: move it away"):
        open_store(f"sqlite:///{path}")
    assert path.read_text() == "Dear diary. " * 100


def test_a_folder_that_cannot_be_made_is_said(path):
    path.parent.write_text("a file where the folder would be")
    with pytest.raises(StorageError, match=r"caveat\.db: its folder cannot be made"):
        open_store(f"sqlite:///{path}")


def test_a_folder_in_the_place_of_the_file_is_said(path):
    path.mkdir(parents=True)
    with pytest.raises(StorageError, match=r"caveat\.db: cannot be opened"):
        open_store(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["", "caveat.db", "sqlite://", "sqlite:///:memory:", "mysql://user:secret@h/d"])
def test_an_address_that_names_no_file_is_refused_without_its_password(url):
    with pytest.raises(StorageError, match=r"sqlite:///var/caveat\.db") as refused:
        open_store(url)
    assert "secret" not in str(refused.value)


def test_a_damaged_article_is_said_with_its_key(store, path):
    store.save(poll(entry()))
    rows(path, "UPDATE revisions SET article = '{'")
    with pytest.raises(StorageError, match=r"the stored article of https://news\.example/tower is damaged"):
        store.entries(None, limit=10)


def test_a_writer_that_another_process_blocks_says_so(path):
    open_store(f"sqlite:///{path}").close()
    store = SqlStore(Database(f"sqlite:///{path}", patience=0.05))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="is held by another process"):
            store.save(poll(entry()))
        assert store.find([entry().key]) == {}
    store.save(poll(entry()))
    store.close()
