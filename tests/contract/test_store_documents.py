"""Owns what every store promises about rendered documents."""

import gzip
import hashlib
from datetime import timedelta

import brotli
import pytest

from tests.contract.samples import NOON, document, entry, poll

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
    assert store.document_keys() == {"tv.rss": "k2"}


def test_a_document_with_other_bytes_is_replaced(store):
    store.publish([document()], removed=[])
    store.publish([document(body=BODY, key="k2", changed=LATER)], removed=[])
    stored = store.document("tv.rss")
    assert (stored.body, stored.changed) == (BODY, LATER)
    assert gzip.decompress(stored.gzip) == BODY
    assert store.document_keys() == {"tv.rss": "k2"}


def test_the_same_bytes_give_the_same_codings_at_any_time(store):
    store.publish([document("a.rss", BODY), document("b.rss", BODY, changed=LATER)], removed=[])
    one, other = store.document("a.rss"), store.document("b.rss")
    assert (one.gzip, one.br, one.etag) == (other.gzip, other.br, other.etag)
    assert one.gzip[4:8] == bytes(4), "the time of compression stands in the header (RFC 1952, section 2.3)"


def test_removed_documents_are_forgotten_and_unknown_ones_passed_over(store):
    store.publish([document("a.rss"), document("b.rss")], removed=[])
    store.publish([], removed=["a.rss", "never.rss"])
    assert store.document("a.rss") is None
    assert store.document_keys() == {"b.rss": "k1"}


def test_a_path_both_published_and_removed_is_published(store):
    store.publish([document()], removed=[])
    store.publish([document(key="k2")], removed=["tv.rss"])
    assert store.document_keys() == {"tv.rss": "k2"}


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 10])
def test_any_bytes_can_be_a_body(store, body):
    store.publish([document(body=body)], removed=[])
    stored = store.document("tv.rss")
    assert stored.body == gzip.decompress(stored.gzip) == brotli.decompress(stored.br) == body


def test_the_page_of_an_entry_that_is_saved_again_loses_its_key(store):
    found = entry()
    store.publish([document(found.page), document("tv.rss")], removed=[])
    store.save(poll(found))
    assert store.document_keys() == {found.page: "", "tv.rss": "k1"}
    assert store.document(found.page).body == b"<rss/>"
