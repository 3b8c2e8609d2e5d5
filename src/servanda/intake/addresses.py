"""Which internet addresses may be fetched from: public ones only, checked for every answer a name gives."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Final

from servanda.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

Resolver = Callable[[str, int], list[str]]
"""From a host name and a port to all its addresses, as text."""

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b:1::/48")
_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, in the order of the system's resolver.

    Raises:
        InputError: I011 if it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(
            "I011",
            "no address is known for this name",
            where=host,
            remedy="check the spelling and the network",
        ) from error
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    It is not private, loopback, link-local, multicast, reserved or shared, nor an IPv6 form (mapped, 6to4,
    Teredo, NAT64) of an IPv4 address that is one of these.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(inner) for inner in (found, *_embedded(found)))


def _is_public(address: Address) -> bool:
    if address in _NAT64 or getattr(address, "ipv4_mapped", None):
        return True  # judged by the address it carries
    if address in _TRANSLATED or address in _SHARED:
        return False
    closed = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or getattr(address, "is_site_local", False)
    )
    return not closed and (address.is_global or isinstance(address, ipaddress.IPv6Address))


def _embedded(address: Address) -> list[Address]:
    if not isinstance(address, ipaddress.IPv6Address):
        return []
    inner: list[Address] = [
        a for a in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if a is not None
    ]
    if address in _NAT64 or int(address) >> 32 == 0:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return inner
