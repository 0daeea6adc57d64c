"""Which addresses may be dialled (research: `is_global` of Python 3.11 is wrong for half of these)."""

from ipaddress import IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.fetch.guard import is_inside, literal, refusal


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::200e", "192.0.1.1"]
)
def test_a_public_address_may_be_dialled(address):
    assert refusal(ip_address(address), ()) is None


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "shared"),
        ("169.254.169.254", "link-local"),
        ("168.63.129.16", "cloud"),
        ("192.0.0.8", "protocols"),
        ("192.0.2.1", "documentation"),
        ("198.19.0.1", "benchmarks"),
        ("224.0.0.251", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "IPv4-compatible"),
        ("::ffff:127.0.0.1", "IPv4-mapped"),
        ("64:ff9b::127.0.0.1", "NAT64"),
        ("64:ff9b:1::1", "NAT64"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
        ("2001:20::1", "protocols"),
        ("2001:db8::1", "documentation"),
        ("2002:7f00:1::", "6to4"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%2", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
        ("100::1", "reserved"),
    ],
)
def test_an_address_that_is_not_public_is_refused_with_its_kind(address, word):
    assert word in (refusal(ip_address(address), ()) or "")


def test_an_allowed_network_may_be_dialled_and_only_that_one():
    allow = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert refusal(ip_address("10.1.2.3"), allow) is None
    assert refusal(ip_address("fd00::1"), allow) is None
    assert refusal(ip_address("192.168.0.1"), allow) is not None


@pytest.mark.parametrize(
    ("outer", "address"),
    [
        ("64:ff9b::/96", "64:ff9b::192.168.0.1"),
        ("2002::/16", "2002:c0a8:1::"),
        ("::ffff:0:0/96", "::ffff:192.168.0.1"),
        ("2001::/32", "2001:0:4136:e378:8000:63bf:3f57:fffe"),
    ],
)
def test_an_embedded_address_is_judged_too(outer, address):
    outside, inside = ip_network(outer), ip_network("192.168.0.0/16")
    assert "192.168.0.1, a private address" in (refusal(ip_address(address), (outside,)) or "")
    assert refusal(ip_address(address), (outside, inside)) is None


def test_allowed_nat64_still_leads_to_the_public_network():
    assert refusal(ip_address("64:ff9b::93.184.216.34"), (ip_network("64:ff9b::/96"),)) is None


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_no_address_outside_the_global_range_is_ever_dialled(address):
    if address not in ip_network("2000::/3"):
        assert refusal(address, ()) is not None


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("[::1]", "::1"),
        ("news.example", None),
        ("", None),
        ("é", None),
    ],
)
def test_a_name_that_spells_an_address_is_known_in_every_spelling(name, address):
    assert literal(name) == (None if address is None else ip_address(address))


@pytest.mark.parametrize(
    "name", ["10.0.0.1", "127.1", "[fe80::1]", "localhost", "printer", "nas.local", "a.internal.", "x.lan"]
)
def test_a_name_of_one_network_is_told_from_public_ones(name):
    assert is_inside(name)


@pytest.mark.parametrize("name", ["news.example", "1.1.1.1", "[2606:4700::1111]", "local.example", "notlocal.example"])
def test_a_public_name_is_not(name):
    assert not is_inside(name)
