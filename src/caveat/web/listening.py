"""Owns the sockets of the web server: bound before anything else begins, so that a taken port is said at once."""

import errno
import socket

from caveat.errors import ConfigError, Problem

_BACKLOG = 2048
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at every address of a host. Raises `ConfigError` where one cannot."""
    sockets: list[socket.socket] = []
    missing: OSError | None = None
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
            try:
                sockets.append(_listener(family, address))
            except OSError as error:
                if error.errno not in _NOT_HERE:
                    raise
                missing = error  # "localhost" may have an address of a family that this machine does not speak
        if missing is not None and not sockets:
            raise missing
    except (OSError, UnicodeError) as error:
        for listener in sockets:
            listener.close()
        raise ConfigError([_problem(host, port, error)]) from error
    return sockets


def address_of(host: str, port: int) -> str:
    """Where a browser on this machine finds it."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listener(family: int, address: tuple[object, ...]) -> socket.socket:
    # The protocol is named, since asyncio turns Nagle's delay off only then.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _problem(host: str, port: int, error: Exception) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    message = (
        f"cannot listen there: {reason}; another address or port is set with [serve] host and port in caveat.toml, "
        "or with --host and --port"
    )
    return Problem(file=f"{host} port {port}", message=message)
