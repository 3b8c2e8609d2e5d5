"""The shared clustering: what joins, what forbids, whose word outranks, and that no order matters."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.judgement import Judgement, Role, Verdict
from servanda.model.pair import Pair
from servanda.reconciliation.grouping import split


def pair(left: str, right: str, score: float = 0.9, *, same: bool = True) -> Pair:
    return Pair(left, right, score, (), same)


def judged(
    number: int, verdict: Verdict, *things: str, role: Role = "person", undoes: str | None = None
) -> Judgement:
    return Judgement(
        id=f"J-{number}",
        number=number,
        verdict=verdict,
        things=(undoes,) if undoes else things,
        author="x",
        role=role,
        at="2026-01-01T00:00:00Z",
    )


def test_alone_stays_alone() -> None:
    assert split(["b", "a"], []) == (("b",), ("a",))


def test_joins_and_keeps_order_of_ids() -> None:
    pairs = [pair("a", "c"), pair("b", "d")]
    assert split(["d", "c", "b", "a"], pairs) == (("d", "b"), ("c", "a"))


def test_what_forbids_outranks_a_chain() -> None:
    pairs = [pair("a", "b", 0.9), pair("b", "c", 0.8), pair("a", "c", 0.1, same=False)]
    assert split("abc", pairs) == (("a", "b"), ("c",))


def test_surest_pair_first() -> None:
    pairs = [pair("a", "b", 0.7), pair("b", "c", 0.8), pair("a", "c", 0.1, same=False)]
    assert split("abc", pairs) == (("a",), ("b", "c"))


def test_ids_break_ties() -> None:
    pairs = [pair("b", "c"), pair("a", "b"), pair("a", "c", 0.1, same=False)]
    assert split("cba", pairs) == (("c",), ("b", "a"))


def test_too_little_support() -> None:
    triangle = [pair("a", "b"), pair("a", "c"), pair("b", "c"), pair("c", "d", 0.6)]
    assert split("abcd", triangle) == (("a", "b", "c"), ("d",))
    assert split("abcd", triangle, support=0.3) == (("a", "b", "c", "d"),)


def test_a_join_lends_support_to_another() -> None:
    # ab–c lacks support until c has taken d in, which two of the first group know.
    pairs = [pair("a", "b", 0.95), pair("a", "c", 0.9), pair("a", "d", 0.7), pair("b", "d", 0.7)]
    assert split("abcd", [*pairs, pair("c", "d", 0.8)], support=0.6) == (("a", "b", "c", "d"),)


def test_the_most_doubtful_comparison_counts() -> None:
    assert split("ab", [pair("a", "b", 0.9), pair("b", "a", 0.2, same=False)]) == (("a",), ("b",))


def test_people_join_what_pairs_forbid() -> None:
    assert split("ab", [pair("a", "b", 0.1, same=False)], [judged(1, "same", "a", "b")]) == (("a", "b"),)


def test_people_split_what_pairs_join() -> None:
    pairs = [pair("a", "b"), pair("b", "c"), pair("a", "c")]
    assert split("abc", pairs, [judged(1, "different", "a", "c")]) == (("a", "b"), ("c",))


def test_undone_judgements_count_for_nothing() -> None:
    said = [judged(1, "different", "a", "b"), judged(2, "undo", undoes="J-1")]
    assert split("ab", [pair("a", "b")], said) == (("a", "b"),)


def test_people_outrank_later_rules() -> None:
    said = [judged(1, "different", "a", "b"), judged(2, "same", "a", "b", role="rule")]
    assert split("ab", [], said) == (("a",), ("b",))


def test_the_later_of_equals_holds() -> None:
    said = [judged(1, "different", "a", "b"), judged(2, "same", "a", "b")]
    assert split("ab", [], said) == (("a", "b"),)


def test_later_word_breaks_an_older_chain() -> None:
    said = [judged(1, "same", "a", "b"), judged(2, "same", "b", "c"), judged(3, "different", "a", "c")]
    assert split("abc", [], said) == (("a",), ("b", "c"))


def test_judgement_on_many_means_each_two() -> None:
    pairs = [pair(a, b) for a, b in combinations("abc", 2)]
    assert split("abc", pairs, [judged(1, "different", "a", "b", "c")]) == (("a",), ("b",), ("c",))
    assert split("abc", [], [judged(1, "same", "a", "b", "c")]) == (("a", "b", "c"),)


@pytest.mark.parametrize("verdict", ["accept", "reject", "note"])
def test_other_verdicts_join_nothing(verdict: Verdict) -> None:
    assert split("ab", [], [judged(1, verdict, "a", "b")]) == (("a",), ("b",))


IDS = "abcdefgh"
ENDS = st.sampled_from(list(combinations(IDS, 2)))
PAIRS = st.lists(
    st.builds(
        lambda ends, score, same: pair(ends[0], ends[1], score, same=same),
        ENDS,
        st.sampled_from([0.1, 0.5, 0.9]),
        st.booleans() | st.just(value=True),
    ),
    max_size=30,
)
VERDICTS: tuple[Verdict, ...] = ("same", "different")
DECIDED = st.lists(st.tuples(st.sampled_from(VERDICTS), ENDS), max_size=5).map(
    lambda said: [judged(n, verdict, *ends) for n, (verdict, ends) in enumerate(said)]
)
SUPPORTS = st.sampled_from([0.0, 0.34, 0.5, 1.0])


@given(PAIRS, DECIDED, SUPPORTS, st.randoms(use_true_random=False))
def test_order_changes_nothing_but_the_order_of_the_answer(pairs, decided, support, chance) -> None:  # type: ignore[no-untyped-def]
    straight = split(IDS, pairs, decided, support=support)
    ids, mixed, said = list(IDS), list(pairs), list(decided)
    for one in (ids, mixed, said):
        chance.shuffle(one)
    other = split(ids, mixed, said, support=support)
    assert {frozenset(g) for g in other} == {frozenset(g) for g in straight}
    assert [m for g in straight for m in sorted(g)] == [m for g in straight for m in g]


@given(PAIRS, DECIDED, SUPPORTS, st.sets(st.sampled_from(IDS)))
def test_restricted_is_as_if_the_others_did_not_exist(pairs, decided, support, kept) -> None:  # type: ignore[no-untyped-def]
    ids = sorted(kept)
    fed = [p for p in pairs if {p.left, p.right} <= kept]
    told = [j for j in decided if set(j.things) <= kept]
    assert split(ids, pairs, decided, support=support) == split(ids, fed, told, support=support)


@given(PAIRS, DECIDED, SUPPORTS)
def test_a_partition_that_breaks_no_ban(pairs, decided, support) -> None:  # type: ignore[no-untyped-def]
    groups = split(IDS, pairs, decided, support=support)
    assert sorted(m for g in groups for m in g) == list(IDS)
    home = {m: g for g in groups for m in g}
    if not decided:
        assert all(home[p.left] != home[p.right] for p in pairs if not p.same)
    else:
        last = decided[-1]
        together = home[last.things[0]] == home[last.things[1]]
        assert together == (last.verdict == "same")
