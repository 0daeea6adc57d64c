"""Owns the judgement of addresses: which may be dialled, and why another must not be.

`ipaddress.is_global` of Python 3.11 lets multicast, 64:ff9b::/96, 2002::/16, ::127.0.0.1 and fec0::/10 pass, so the
ranges stand here (IANA special-purpose address registries, RFC 6890).
"""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_SPECIAL_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "an unspecified address"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a carrier's shared address"),
        ("127.0.0.0/8", "a loopback address"),
        ("168.63.129.16/32", "the address of a cloud's own services"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "an address reserved for protocols"),
        ("192.0.2.0/24", "an address reserved for documentation"),
        ("192.88.99.0/24", "a 6to4 relay's address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "an address reserved for benchmarks"),
        ("198.51.100.0/24", "an address reserved for documentation"),
        ("203.0.113.0/24", "an address reserved for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
_SPECIAL_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "an unspecified address"),
        ("::1/128", "a loopback address"),
        ("::/96", "an IPv4-compatible address"),
        ("::ffff:0:0/96", "an IPv4-mapped address"),
        ("64:ff9b::/96", "a NAT64 address"),
        ("64:ff9b:1::/48", "a local NAT64 address"),
        ("2001::/32", "a Teredo address"),
        ("2001::/23", "an address reserved for protocols"),
        ("2001:db8::/32", "an address reserved for documentation"),
        ("2002::/16", "a 6to4 address"),
        ("3fff::/20", "an address reserved for documentation"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_LAST_32_BITS = tuple(IPv6Network(network) for network in ("::/96", "::ffff:0:0/96", "64:ff9b::/96"))
_ALONE = frozenset({IPv6Address("::"), IPv6Address("::1")})
"""Addresses of ::/96 that embed nothing."""
_INSIDE = ("localhost", "local", "internal", "lan", "home.arpa")
"""Domains that mean something within one network only."""


def refusal(address: Address, allow: Sequence[Network]) -> str | None:
    """Why an address must not be dialled, in words that follow "is"; None: it may be.

    An address in one of the networks of `allow` may be dialled, unless an IPv4 address that it embeds must not.
    """
    if not any(address in network for network in allow):
        kind = _special(address)
        if kind is not None:
            return kind
    if isinstance(address, IPv6Address):
        for inner in _embedded(address):
            kind = refusal(inner, allow)
            if kind is not None:
                return f"a form of {inner}, {kind}"
    return None


def _special(address: Address) -> str | None:
    if isinstance(address, IPv4Address):
        return next((kind for network, kind in _SPECIAL_V4 if address in network), None)
    kind = next((kind for network, kind in _SPECIAL_V6 if address in network), None)
    if kind is None and address not in _GLOBAL_UNICAST:
        return "a reserved address"
    return kind


def _embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address leads to (RFC 4291, 6052, 3056 and 4380)."""
    if address in _ALONE:
        return ()
    if any(address in network for network in _LAST_32_BITS):
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    return address.teredo or ()


def literal(name: str) -> Address | None:
    """The IP address that a host name spells, in any way that a resolver understands (127.1, 0x7f000001)."""
    try:
        return ip_address(name.strip("[]"))
    except ValueError:
        pass
    try:
        return ip_address(socket.inet_aton(name))
    except (OSError, UnicodeError):
        return None


def is_inside(name: str) -> bool:
    """Whether a host name, as it is written, means something within one network only."""
    address = literal(name)
    if address is not None:
        return refusal(address, ()) is not None
    name = name.rstrip(".").lower()
    return "." not in name or name.endswith(tuple(f".{domain}" for domain in _INSIDE))
