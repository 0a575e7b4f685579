"""The address to serve on."""

import errno
import socket
from ipaddress import ip_address

from corpus.errors import PortInUse, SettingsInvalid


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that a client that comes early waits instead of failing.

    Raises PortInUse, or SettingsInvalid when the address is none of this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsInvalid(
            f"FOOTNOTE_HOST = {host!r} is no address: {error.strerror}. Take 127.0.0.1 for this "
            "machine only, 0.0.0.0 for all."
        ) from error
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise _refused(host, port, error) from error
    return taken


def url_of(listening: socket.socket) -> str:
    """Return where this machine reaches the socket."""
    host, port = listening.getsockname()[:2]
    address = ip_address(host)
    if address.is_unspecified:
        address = ip_address("127.0.0.1" if address.version == 4 else "::1")
    return f"http://{address}:{port}" if address.version == 4 else f"http://[{address}]:{port}"


def _refused(host: str, port: int, error: OSError) -> PortInUse | SettingsInvalid:
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"Port {port} of {host} is in use. Stop the program that listens there, or take "
            "another with --port or FOOTNOTE_PORT; 0 takes any free one."
        )
    return SettingsInvalid(
        f"{host}:{port} cannot be listened on: {error.strerror}. Take another --host or --port."
    )
