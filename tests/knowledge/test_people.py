"""People by full and by family name."""

from __future__ import annotations

import pytest

from servanda.knowledge.people import find_people, fold_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Bashar al-Assad", "bashar assad"),
        ("President Yar'Adua", "yaradua"),
        ("Binali Yıldırım", "binali yildirim"),
        ("Gen. H.R. McMaster", "hr mcmaster"),
    ],
)
def test_names_are_compared_in_plain_letters(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("name", "who"),
    [
        pytest.param("Muammar Qaddafi", "Moammar Gadhafi", id="transliteration"),
        pytest.param("Gaddafi", "Moammar Gadhafi", id="transliterated family name"),
        pytest.param("de Klerk", "F.W. de Klerk", id="particle"),
        pytest.param("Mahathir", "Mahathir Mohamad", id="given name"),
        pytest.param("Mahamadou Issoufou", "Mahamadou Issoufou", id="full"),
        pytest.param("Pérez de Cuéllar", "Javier Perez de Cuellar", id="accents"),
    ],
)
def test_one_bears_the_name(name: str, who: str) -> None:
    people, _ = find_people(name)
    assert [p.name for p in people] == [who]


def test_several_bear_a_family_name() -> None:
    people, full = find_people("Bush")
    assert {p.name for p in people} == {"George H.W. Bush", "George W. Bush"}
    assert not full


def test_nobody_bears_an_unknown_name() -> None:
    assert find_people("Rassendyll") == ((), False)
