"""Owns what every store promises about rendered documents."""

import gzip
import hashlib
from datetime import timedelta

import brotli
import pytest

from tests.contract.samples import NOON, document, entry, poll


def keys(store):
    return {found.path: found.key for found in store.shelved()}


LATER = NOON + timedelta(hours=1)
BODY = b"<rss>" + b"<item/>" * 500 + b"</rss>"


def test_a_document_comes_back_in_every_coding(store):
    store.publish([document(body=BODY)], removed=[])
    stored = store.document("tv.rss")
    assert (stored.path, stored.media_type) == ("tv.rss", "application/rss+xml; charset=utf-8")
    assert stored.body == gzip.decompress(stored.gzip) == brotli.decompress(stored.br) == BODY
    assert max(len(stored.gzip), len(stored.br)) < len(BODY) // 10
    assert hashlib.sha256(BODY).hexdigest().startswith(stored.etag)
    assert len(stored.etag) == 32
    assert stored.changed == NOON


def test_an_unknown_document_is_none(store):
    assert store.document("nothing.rss") is None


def test_a_document_with_the_same_bytes_keeps_its_time_and_takes_the_key(store):
    store.publish([document()], removed=[])
    before = store.document("tv.rss")
    store.publish([document(key="k2", changed=LATER)], removed=[])
    assert store.document("tv.rss") == before
    assert keys(store) == {"tv.rss": "k2"}


def test_a_document_with_other_bytes_is_replaced(store):
    store.publish([document()], removed=[])
    store.publish([document(body=BODY, key="k2", changed=LATER)], removed=[])
    stored = store.document("tv.rss")
    assert (stored.body, stored.changed) == (BODY, LATER)
    assert gzip.decompress(stored.gzip) == BODY
    assert keys(store) == {"tv.rss": "k2"}


def test_the_same_bytes_give_the_same_codings_at_any_time(store):
    store.publish([document("a.rss", BODY), document("b.rss", BODY, changed=LATER)], removed=[])
    one, other = store.document("a.rss"), store.document("b.rss")
    assert (one.gzip, one.br, one.etag) == (other.gzip, other.br, other.etag)
    assert one.gzip[4:8] == bytes(4), "the time of compression stands in the header (RFC 1952, section 2.3)"


def test_the_tags_of_what_is_there_are_told_without_the_bytes(store):
    store.publish([document("a.rss"), document("b.rss", BODY)], removed=[])
    tags = store.etags(["a.rss", "b.rss", "never.rss"])
    assert tags == {path: store.document(path).etag for path in ("a.rss", "b.rss")}
    assert store.etags([]) == {}


def test_removed_documents_are_forgotten_and_unknown_ones_passed_over(store):
    store.publish([document("a.rss"), document("b.rss")], removed=[])
    store.publish([], removed=["a.rss", "never.rss"])
    assert store.document("a.rss") is None
    assert keys(store) == {"b.rss": "k1"}


def test_a_path_both_published_and_removed_is_published(store):
    store.publish([document()], removed=[])
    store.publish([document(key="k2")], removed=["tv.rss"])
    assert keys(store) == {"tv.rss": "k2"}


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 10])
def test_any_bytes_can_be_a_body(store, body):
    store.publish([document(body=body)], removed=[])
    stored = store.document("tv.rss")
    assert stored.body == gzip.decompress(stored.gzip) == brotli.decompress(stored.br) == body


def test_the_page_of_an_entry_that_is_saved_again_loses_its_key(store):
    found = entry()
    public, private = f"articles/{found.slug}.html", f"articles/token/{found.slug}.html"
    pages = [document(path, entry=found.id) for path in (public, private)]
    store.publish([*pages, document("articles/other.html", entry="urn:uuid:other"), document("tv.rss")], removed=[])
    store.save(poll(found))
    assert keys(store) == {public: "", private: "", "articles/other.html": "k1", "tv.rss": "k1"}
    assert store.document(public).body == b"<rss/>"


def test_what_a_document_belongs_to_is_told_without_its_bytes(store):
    store.publish([document(feed="tv", format="rss", entries=7)], removed=[])
    store.publish([document(feed="films", format="rss", entries=8, key="k2")], removed=[])
    (found,) = store.shelved()
    assert (found.path, found.key, found.feed, found.entry, found.format, found.entries) == (
        *("tv.rss", "k2"),
        *("films", None, "rss", 8),
    )


def test_what_feeds_were_published_from_is_kept_by_name(store):
    store.publish([], removed=[], based_on={"feed tv": "1", "pages": "a"})
    store.publish([], removed=[], based_on={"feed tv": "2"})
    assert store.bases() == {"feed tv": "2", "pages": "a"}
    store.publish([], removed=[], based_on={"feed tv": None, "never": None})
    assert store.bases() == {"pages": "a"}
