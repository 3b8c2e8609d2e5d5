"""Where: a place of the gazetteer that a mention was resolved to, and the candidates that lost."""

from __future__ import annotations

from dataclasses import dataclass

ACLED_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
"""UCDP's seven steps to ACLED's three (1 the town itself, 2 its surroundings or district, 3 a region)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """One place that a name may stand for.

    Attributes:
        id: ``geonames:<number>`` for places of GeoNames, ``servanda:<name>`` for those of the overlay,
            ``iso:<alpha-3>`` for countries.
        name: its usual English name.
        kind: ``country``, ``admin1``, ``admin2``, ``city``, or one of the overlay (``region``, ``river`` …).
        countries: ISO 3166-1 alpha-3 of the state it lies in; of all claimants, in alphabetical order, if
            it is disputed; empty for the open sea.
        hierarchy: what holds it, narrowest first ("Rapides Parish", "Louisiana", "United States").
        lat, lon: degrees (WGS 84) of its centre.
        radius_km: all of the place lies within this distance of the centre, roughly.
        population: as given by GeoNames; 0 if unknown.
        score: 0 to 1, how well it fits the report beside the other candidates.
        reason: why it won or lost, in a few words.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    hierarchy: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    population: int = 0
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPlace:
    """What a mention of a place stands for.

    Attributes:
        name: the usual name of the place, or the words of the report if it stays open.
        id: see :class:`PlaceCandidate`; ``None`` if open.
        lat, lon: degrees (WGS 84); ``None`` if open. Of "40 km east of Homs" the point meant.
        precision: UCDP ``where_prec``, or ``None`` if open: 1 exact place, 2 within some 25 km of it,
            3 district, 4 province, 5 line or area that is no administrative unit, 6 country, 7 sea or air.
        radius_km: the point is off by this much at most, roughly; ``None`` if open.
        kind, countries, hierarchy, score: of the candidate that won.
        reason: why it won, or why the mention was left open.
        rejected: the candidates that lost, best first.
    """

    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    radius_km: float | None = None
    kind: str = ""
    countries: tuple[str, ...] = ()
    hierarchy: tuple[str, ...] = ()
    score: float = 0.0
    reason: str = ""
    rejected: tuple[PlaceCandidate, ...] = ()

    @property
    def geo_precision(self) -> int | None:
        """ACLED's ``geo_precision``, 1 to 3, or ``None`` if open."""
        return None if self.precision is None else ACLED_PRECISION[self.precision]
