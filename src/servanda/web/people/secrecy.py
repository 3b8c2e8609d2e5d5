"""Passwords, tokens and keys: how they are made, and what of them is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from servanda.errors import RequestError

SHORTEST: Final = 12
"""Characters of a password."""
LONGEST: Final = 1024
"""Bytes of a password: more would only cost time."""
_COMMON: Final = frozenset(
    {"123456789012", "password1234", "passwordpassword", "qwertyuiop12", "servandaservanda"}
)
_VARIETY: Final = 5
"""Different characters of a password."""

_HASHER: Final = PasswordHasher()  # argon2id, RFC 9106's second choice: 64 MiB, three passes
_AT_ONCE: Final = BoundedSemaphore(2)
"""Each takes 64 MiB and a core: many sign-ins at once wait."""

KEY: Final = "sv_"
"""What every key begins with, so that it is known where it was left lying about."""


def check_password(password: str, name: str) -> None:
    """Whether it may become a password.

    Raises:
        RequestError: W022.
    """
    plain = normal(password)
    told = None
    if len(plain) < SHORTEST:
        told = f"at least {SHORTEST} characters"
    elif len(plain.encode("utf-8", "replace")) > LONGEST:
        told = f"at most {LONGEST} bytes"
    elif name.casefold() in plain.casefold() and len(name) * 2 > len(plain):
        told = "not the name of the account"
    elif plain.casefold() in _COMMON or len(set(plain)) < _VARIETY:
        told = "not one that is guessed first"
    if told:
        raise RequestError("W022", f"the password is not good enough: {told}", remedy="a few random words do")


def hash_password(password: str) -> str:
    """The argon2id hash with its parameters and salt."""
    with _AT_ONCE:
        return _HASHER.hash(normal(password))


def is_password(stored: str, given: str) -> bool:
    """Whether it is the password; takes as long if the account has none."""
    plain = normal(given)
    if len(plain.encode("utf-8", "replace")) > LONGEST:
        plain = ""
    with _AT_ONCE:
        try:
            right = _HASHER.verify(stored or _nobody(), plain)
        except (VerificationError, InvalidHashError):
            return False
    return right and bool(stored)


def is_weak(stored: str) -> bool:
    """Whether it was hashed with other parameters than those of today."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe())


def normal(password: str) -> str:
    """However a keyboard composes its letters (RFC 8265)."""
    return unicodedata.normalize("NFC", password.encode("utf-8", "replace").decode())


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """A key for programs."""
    return KEY + new_token()


def new_id(letter: str) -> str:
    """``U-`` and 16 hex digits."""
    return f"{letter}-{secrets.token_hex(8)}"


def hash_of_token(token: str) -> str:
    """What is kept of a token or key: it is random, so that a quick hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def bound(secret: bytes, purpose: str, text: str) -> str:
    """A text only we can make of another: HMAC-SHA-256, in hexadecimal."""
    return hmac.new(secret, f"{purpose}\0{text}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
