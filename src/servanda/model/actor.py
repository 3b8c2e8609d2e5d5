"""Who: a name with country and sector (codebook section 2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """``name|COUNTRY|SECTOR``.

    The fullest name the report gives; ISO 3166-1 alpha-3 or ``INT`` or empty; a sector code of the codebook.
    """

    name: str
    country: str = ""
    sector: str = ""

    def __str__(self) -> str:
        return f"{self.name.replace('|', '/')}|{self.country}|{self.sector}"

    @classmethod
    def parse(cls, text: str) -> Actor:
        """Read the codebook's form back; missing parts are empty."""
        name, country, sector = [*text.split("|"), "", ""][:3]
        return cls(name, country, sector)
