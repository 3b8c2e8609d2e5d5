"""Episodes: what holds incidents together, and what does not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from tests.reconciliation.accounts_made import (
    ARMENIA,
    ARMY,
    AZERBAIJAN,
    REBELS,
    STRELSAU,
    ZENDA,
    account,
)

from servanda.model import Actor
from servanda.model.account import Where
from servanda.model.views import Episode, Incident
from servanda.reconciliation.episodes import build_episodes
from servanda.reconciliation.incidents import build_incident

RUSSIA = Actor("Russia", "RUS", "GOV")


def incident(
    name: str,
    day: date,
    kind: str = "ASSAULT",
    *,
    actors: tuple[Actor, ...] = (AZERBAIJAN,),
    recipients: tuple[Actor, ...] = (ARMENIA,),
    where: Where | None = None,
    background: bool = False,
    status: str = "happened",
) -> Incident:
    made = account(
        name,
        name,
        said=day.isoformat(),
        when=day.isoformat(),
        kind=kind,
        mode=None,
        actors=actors,
        recipients=recipients,
        where=where,
        background=background,
        status=status,
    )
    return build_incident([made], {})


DAY = date(2022, 9, 12)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def of_kind(kind: str, episodes: tuple[Episode, ...]) -> list[Episode]:
    return [e for e in episodes if e.kind == kind]


def test_escalation_between_states() -> None:
    fights = [incident("a", DAY), incident("b", after(5)), incident("c", after(12)), incident("d", after(30))]
    (episode,) = build_episodes(fights)
    assert episode.kind == "escalation"
    assert episode.incidents == tuple(i.id for i in fights[:3])
    assert episode.when == (DAY, after(12))
    assert set(episode.actors) == {ARMENIA, AZERBAIJAN}
    assert episode.reasons == (
        "3 uses of force between Armenia and Azerbaijan, no more than 7 days apart, 2022-09-12 to 2022-09-24",
    )


def test_within_one_country_places_count() -> None:
    def fight(name: str, days: int, where: Where | None) -> Incident:
        return incident(name, after(days), where=where, actors=(ARMY,), recipients=(REBELS,))

    near = [fight("a", 0, ZENDA), fight("b", 2, ZENDA)]
    far = [fight("c", 2, STRELSAU), fight("d", 1, None)]
    (episode,) = build_episodes([*near, *far])
    assert episode.incidents == tuple(i.id for i in near)


def test_one_side_alone_is_no_escalation() -> None:
    assert build_episodes([incident("a", DAY, recipients=()), incident("b", DAY, recipients=())]) == ()


def test_history_denials_and_vague_days_are_left_out() -> None:
    told = [
        incident("a", DAY),
        incident("b", after(1), background=True),
        incident("c", after(1), status="denied"),
        replace(incident("d", DAY), when=(DAY, after(90))),
    ]
    assert build_episodes(told) == ()


def test_rounds_and_their_process() -> None:
    def talks(name: str, day: date, kind: str = "CONSULT") -> Incident:
        return incident(name, day, kind, actors=(ARMENIA, AZERBAIJAN), recipients=())

    met, agreed = talks("a", DAY), talks("b", after(1), "AGREE")
    later, alone = talks("c", after(40)), talks("d", after(400))
    episodes = build_episodes([alone, later, agreed, met])
    (process,) = of_kind("process", episodes)
    first, second = of_kind("round", episodes)
    assert first.incidents == (met.id, agreed.id)
    assert second.incidents == (later.id,)
    assert {first.parent, second.parent} == {process.id}
    assert process.incidents == (met.id, agreed.id, later.id)
    assert "2 rounds of talks of Armenia and Azerbaijan" in process.reasons[0]


def test_an_agreement_without_talks_is_no_round() -> None:
    agreed = [incident(n, DAY, "AGREE", actors=(ARMENIA, RUSSIA), recipients=()) for n in "ab"]
    assert build_episodes(agreed) == ()


def test_order_and_id_do_not_change_with_what_comes_later() -> None:
    fights = [incident(n, after(k)) for k, n in enumerate("abcdef")]
    whole = build_episodes(fights)
    for seed in range(5):
        mixed = list(fights)
        random.Random(seed).shuffle(mixed)
        assert build_episodes(mixed) == whole
    assert build_episodes(fights[:3])[0].id == whole[0].id
