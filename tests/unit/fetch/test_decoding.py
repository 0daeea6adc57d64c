"""Bounded decoding of content codings."""

import contextlib
import gzip
import subprocess
import sys
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.fetch.decoding import DecodingError, SizeError, decoder

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = b"".join(b"line %d of a long article\n" % number for number in range(3000))


def bare_deflate(data):
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def decode(coding, data, *, limit=1_000_000, step=1000):
    stream = decoder(coding, limit)
    decoded = b"".join(stream.feed(data[at : at + step]) for at in range(0, len(data), step))
    stream.finish()
    return decoded


@pytest.mark.parametrize("coding", ENCODERS)
@pytest.mark.parametrize("step", [1, 1000, 10**6])
def test_a_coding_is_undone_however_the_body_is_cut_into_chunks(coding, step):
    assert decode(coding, ENCODERS[coding](TEXT), step=step) == TEXT


def test_deflate_without_its_zlib_header_is_understood():
    assert decode("deflate", bare_deflate(TEXT), step=1) == TEXT


@pytest.mark.parametrize("coding", ["", "identity", " Identity , "])
def test_no_coding_passes_the_body_on(coding):
    assert decode(coding, TEXT) == TEXT


def test_two_codings_are_undone_from_the_last_to_the_first():
    assert decode("GZIP, br", brotli.compress(gzip.compress(TEXT))) == TEXT


def test_three_codings_are_refused():
    with pytest.raises(DecodingError, match="more than 2 times"):
        decoder("gzip, gzip, gzip", 1000)


@pytest.mark.parametrize("coding", ["lzma", "compress", "gzip, nonsense"])
def test_a_coding_that_was_not_asked_for_is_refused_by_name(coding):
    with pytest.raises(DecodingError, match="not asked for"):
        decoder(coding, 1000)


@pytest.mark.parametrize("coding", ["", *ENCODERS])
def test_a_body_of_exactly_the_limit_passes_and_one_more_byte_does_not(coding):
    body = ENCODERS.get(coding, bytes)(TEXT)
    assert decode(coding, body, limit=len(TEXT)) == TEXT
    with pytest.raises(SizeError):
        decode(coding, body, limit=len(TEXT) - 1)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br", "zstd, zstd"])
def test_a_bomb_stops_at_the_limit_without_being_built(coding):
    bomb = bytes(64_000_000)
    for name in coding.split(", "):
        bomb = ENCODERS[name](bomb)
    tracemalloc.start()
    with pytest.raises(SizeError):
        decode(coding, bomb, limit=100_000, step=10**6)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("coding", ENCODERS)
@pytest.mark.parametrize("cut", [1, 8, 100])
def test_a_body_cut_short_is_an_error(coding, cut):
    with pytest.raises(DecodingError, match="cut short"):
        decode(coding, ENCODERS[coding](TEXT)[:-cut])


@pytest.mark.parametrize("coding", ENCODERS)
def test_a_body_in_another_format_is_an_error(coding):
    with pytest.raises(DecodingError):
        decode(coding, b"<html>\xff\xff\xff not encoded at all")


def test_gzip_members_follow_one_another_and_padding_after_the_last_is_ignored():
    body = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(512)
    assert decode("gzip", body, step=7) == b"one two"


def test_zstd_frames_follow_one_another_and_those_to_skip_are_skipped():
    skipped = b"\x52\x2a\x4d\x18\x04\x00\x00\x00note"
    body = zstd.compress(b"one ") + skipped + zstd.compress(b"two") + bytes(512)
    for step in (1, 7, 10_000):
        assert decode("zstd", body, step=step) == b"one two"


def test_zstd_may_not_ask_for_a_window_of_more_than_8_megabytes():
    def frame(window):
        return zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: window})

    for window, whole in ((23, True), (24, False)):
        stream = frame(window)
        body = stream.compress(TEXT, stream.FLUSH_BLOCK) + stream.compress(TEXT, stream.FLUSH_FRAME)
        if whole:
            assert decode("zstd", body) == TEXT * 2
        else:
            with pytest.raises(DecodingError, match="not what its coding says"):
                decode("zstd", body)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_very_many_members_is_refused(coding):
    member = ENCODERS[coding](b"x")
    assert decode(coding, member * 1000, step=10**6) == b"x" * 1000
    with pytest.raises(DecodingError, match="more than 1000 pieces"):
        decode(coding, member * 1001, step=10**6)


_BOMB = """
import resource, sys
from caveat.fetch.decoding import SizeError, decoder
coding, limit = sys.argv[1], 10_000_000
bomb = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    decoder(coding, limit).feed(bomb)
except SizeError:
    print(len(bomb), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_half_a_gigabyte_in_16_kilobytes_of_zstd_costs_no_more_than_the_limit_and_the_window():
    stream, nothing = zstd.ZstdCompressor(), bytes(1 << 20)
    bomb = b"".join(stream.compress(nothing) for _ in range(512)) + stream.flush()
    ran = subprocess.run([sys.executable, "-c", _BOMB, "zstd"], input=bomb, capture_output=True, check=True)
    size, kilobytes = map(int, ran.stdout.split())
    assert size < 20_000
    assert kilobytes < 50_000


@given(st.sampled_from(sorted(ENCODERS)), st.binary(max_size=300))
def test_hostile_bytes_give_a_body_or_a_decoding_error_and_nothing_else(coding, data):
    with contextlib.suppress(DecodingError):
        assert len(decode(coding, data, limit=1000, step=17)) <= 1000
