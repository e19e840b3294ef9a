"""Owen values over a tree of clauses: exact sums, known games, planted interactions, and shares that are supported."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterscore import Problem, Regime, attribute
from counterscore.measure.groups import TITLES
from counterscore.regime.clauses import clauses, without
from counterscore.regime.schema import RegimeFile
from counterscore.report.attribution.report import AttributionReport
from counterscore.report.attribution.words import NOT_ONE, causes
from counterscore.study.adding import Ordered, in_orders
from counterscore.study.attribute import GROUPS
from counterscore.study.division import NOISE, NOTHING, ONE, TOGETHER, UNCLEAR, contribution
from counterscore.study.interactions import clear, corners, second_differences
from counterscore.study.options import Execution, StudyOptions
from counterscore.study.orders import Tree, consistent, leaves, marginal, whole
from counterscore.study.parties import parties
from counterscore.study.setting import study
from counterscore.study.unions import ClauseTree, clause_tree
from study.small import CHINA, MEASURES, SCORE, SMALL, owen

Game = Callable[[frozenset[int]], float]
DECIDING = ("list", "family", "gate", "perk", "rank", "friends", "firms", "joint")
UNIONS: Tree = ((0, 1), 2)


def of(game: Game, tree: Tree, count: int = 400, noise: float = 0.0) -> Ordered:
    """Return a game played in sampled orders; `noise`: by how much its values differ between pairs of orders."""
    shifts = np.random.default_rng(1).normal(0.0, noise, count)
    return Ordered(
        consistent(count, tree, 1), lambda present, pair: game(present) * (1 + float(shifts[pair])) if present else 0.0
    )


def curved(present: frozenset[int]) -> float:
    """Return the value of parts that all interact."""
    return sum(present) * len(present) ** 0.5 + 3.0 * ({0, 2} <= present)


def every_order(tree: Tree) -> list[tuple[int, ...]]:
    """Return all orders that are consistent with a tree."""
    if isinstance(tree, int):
        return [(tree,)]
    found: list[tuple[int, ...]] = []
    for branches in permutations(tree):
        begun: list[tuple[int, ...]] = [()]
        for branch in branches:
            begun = [(*start, *order) for start in begun for order in every_order(branch)]
        found += begun
    return found


def exactly(game: Game, tree: Tree) -> list[float]:
    """Return the mean over all orders that are consistent with a tree."""
    return np.mean([marginal(order, game) for order in every_order(tree)], axis=0).tolist()


def glove(present: frozenset[int]) -> float:
    """Two left gloves, 0 and 1, and a right one: a pair is worth 1."""
    return float(2 in present and bool(present & {0, 1}))


def test_known_owen_values() -> None:
    # Each order of the unions {0, 1} and {2} is as likely: whoever completes the pair gets 1, so the right glove gets a
    # half, and the owners of left gloves share the other half.
    assert np.mean([marginal(order, glove) for order in every_order(UNIONS)], axis=0) == pytest.approx(
        [0.25, 0.25, 0.5]
    )
    # Owen's union {0, 1} of three players who each win with one other: the outsider gets nothing.
    assert exactly(lambda present: float(len(present) >= 2), UNIONS) == pytest.approx([0.5, 0.5, 0.0])


@pytest.mark.parametrize("tree", [UNIONS, (((0, 1), 2), (3, 4)), (0, (1, (2, 3)), 4)])
def test_sampled_orders_keep_unions_together_and_find_the_mean_over_all_of_them(tree: Tree) -> None:
    allowed = every_order(tree)
    drawn = consistent(400, tree, 7)
    assert set(drawn) == set(allowed)
    exact, sampled = exactly(curved, tree), of(curved, tree)
    for part in leaves(tree):
        found = sampled.of([part])
        assert abs((found.value or 0.0) - exact[part]) <= 4 * (found.error or 0.0) + 1e-9


@given(st.lists(st.floats(-1e5, 1e5), min_size=32, max_size=32), st.integers(0, 1000))
def test_in_every_order_the_parts_add_up_exactly(values: list[float], seed: int) -> None:
    def game(present: frozenset[int]) -> float:
        return values[sum(1 << part for part in present)]

    for order in consistent(8, ((0, 1), (2, 3)), seed, first=(4,)):
        assert order[0] == 4
        assert marginal(order, game).sum() == whole(values[31]) - whole(values[0])


def test_unions_get_what_their_parts_get() -> None:
    found = of(glove, UNIONS)
    assert found.of([0, 1]).value == pytest.approx((found.of([0]).value or 0.0) + (found.of([1]).value or 0.0))


def planted(present: frozenset[int]) -> float:
    """Return the value of four parts: each adds something, and 1 and 3 together 5 more."""
    return 1.0 * (0 in present) + 2.0 * (1 in present) + 4.0 * (2 in present) + 5.0 * ({1, 3} <= present)


def test_a_planted_interaction_is_recovered_and_no_other_is_found() -> None:
    orders = consistent(16, ((0, 1), (2, 3)), 3)
    shifts = np.random.default_rng(1).normal(0.0, 0.1, 8)
    game = Ordered(orders, lambda present, pair: planted(present) * (1 + float(shifts[pair])))
    both, none = game.together((1, 3)), game.together((0, 2))
    assert both.low is not None
    assert both.high is not None
    assert both.low < 5 < both.high
    assert both.error is not None
    assert both.error < 0.5
    assert none.value == pytest.approx(0.0, abs=1e-6)
    assert clear([both, none], 7) == [True, False]
    exact = second_differences(orders, (3, 1), lambda present, pair: planted(present))
    assert exact is not None
    assert exact.tolist() == [5.0] * 8


def test_two_clauses_that_need_each_other_share_what_they_do_within_and_across_unions() -> None:
    def need(present: frozenset[int]) -> float:
        return float({0, 2} <= present)

    for tree in (((0, 1), (2, 3)), ((0, 2), (1, 3))):
        found = of(need, tree)
        assert [found.of([part]).value for part in range(4)] == pytest.approx([0.5, 0.0, 0.5, 0.0], abs=1e-6)
    assert second_differences(consistent(4, (0, 2), 1), (0, 2), lambda present, pair: need(present)) == pytest.approx(1)


def test_what_comes_before_a_pair() -> None:
    neither, one, other, both = corners((3, 2, 1, 0), (1, 3))
    assert (neither, one, other, both) == ({2}, {1, 2}, {2, 3}, {1, 2, 3})


def test_an_undefined_effect_gives_no_part_but_a_whole() -> None:
    found = Ordered(consistent(4, (0, 1), 1), lambda present, pair: 1.0 if len(present) == 2 else None)
    assert found.of([0]).value is None
    assert found.of([0]).why
    assert found.wholes == [1.0, 1.0]


@pytest.mark.parametrize(
    ("added", "whole", "remainder", "why"),
    [
        ([1.0, 1.2, 0.9], [2.0, 2.1, 2.2], 0.0, ""),
        ([1.0, 1.2, 0.9], [2.0, 2.1, 2.2], -1.2, TOGETHER),
        ([1.0, -0.9, 0.2], [2.0, 2.1, 2.2], 0.0, NOISE),
        ([1.0, 1.2, 0.9], [2.0, -2.1, 0.2], 0.0, UNCLEAR),
        ([1.0], [2.0], 0.0, ONE),
        ([0.0, 0.0], [2.0, 2.1], 0.0, NOTHING),
    ],
)
def test_a_share_is_given_only_where_it_is_supported(
    added: list[float], whole: list[float], remainder: float, why: str
) -> None:
    part = contribution(np.array(added), np.array(whole), remainder)
    assert part.why == why
    assert (part.share.value is None) == bool(why)


def test_the_interval_of_a_share_covers_it_19_times_in_20() -> None:
    random, covered = np.random.default_rng(5), 0
    for _ in range(1000):
        noise = random.normal(0.0, 0.3, (2, 8))
        part = contribution(1.0 + noise[0], 4.0 + noise[0] + noise[1])
        assert part.share.low is not None
        assert part.share.high is not None
        covered += part.share.low < 0.25 < part.share.high
    assert 930 <= covered <= 970


def test_intervals_cover_the_value_of_a_clause_that_needs_two_others() -> None:
    covered = 0
    for seed in range(400):
        found = Ordered(consistent(16, (0, 1, 2), seed), lambda present, pair: float(len(present) == 3)).of([0])
        assert found.low is not None
        assert found.high is not None
        covered += found.low < 1 / 3 < found.high
    assert 368 <= covered <= 388  # 94 % are expected: the exact value for 8 pairs


def test_the_tree_of_a_regime_holds_every_clause_once() -> None:
    among = parties(clauses(SCORE.file, CHINA.file), "clause")
    tree = clause_tree(among)
    assert sorted((*tree.switches, *leaves(tree.tree))) == list(range(len(among)))
    members = {union.id: [among[place].id for place in union.members] for union in tree.unions}
    assert set(members["union.gates"]) < set(members["union.use"])
    assert {"list.black", "family.black"} < set(members["union.lists"])
    assert all(id.startswith(("partner.", "attention.")) for id in members["union.watching"])
    black = [place for place, each in enumerate(among) if each.id.endswith(".black")]
    assert all(abs(order.index(black[0]) - order.index(black[1])) == 1 for order in consistent(20, tree.tree, 1))


def test_in_a_small_world_parts_unions_and_groups_add_up() -> None:
    found = owen()
    assert list(found.divisions) == list(GROUPS)
    for division in found.divisions.values():
        for name in MEASURES:
            parts = [part.value or 0.0 for part in division.parts[name].values()]
            assert division.remainder[name] == 0.0
            assert sum(parts) == pytest.approx(division.whole[name].value, abs=1e-9)
    assert found.divisions["minority"].whole != found.divisions["all"].whole


def test_in_a_small_world_watching_and_nothing_else_makes_the_records() -> None:
    parts, whole = owen().parts["records"], owen().whole["records"]
    assert parts["partners"].value == pytest.approx(whole.value, rel=0.05)
    assert owen().main.scheme["records"]["scheme.partners"].value == pytest.approx(whole.value, rel=0.05)


def test_in_a_small_world_a_list_and_a_gate_that_need_each_other_share_their_effect() -> None:
    among = parties(clauses(blacklisted(), CHINA.file), "kind")
    place = {party.id: k for k, party in enumerate(among)}
    first = tuple(k for id, k in place.items() if id not in ("lists", "gates"))
    tree = ClauseTree(tree=(place["lists"], place["gates"]), switches=first)
    options: StudyOptions = {"measures": ["refused"], "citizens": 300, "years": 1, "seeds": 4}
    found = in_orders(study(Regime.of(blacklisted()), CHINA, options, seeds=4), among, tree, 3, Execution(workers=1))
    [pair], parts, whole = found["all"].interactions["refused"], found["all"].parts["refused"], found["all"].whole
    assert (pair.first, pair.second, pair.clear) == ("lists", "gates", True)
    assert pair.effect.value == pytest.approx(whole["refused"].value, abs=1e-6)
    assert parts["lists"].value == pytest.approx(parts["gates"].value, abs=1e-6)
    assert parts["lists"].share.value == pytest.approx(0.5, abs=1e-6)


def blacklisted() -> RegimeFile:
    """Return a regime in which half of the people are on a list that one gate asks about, and nothing else decides."""
    kept = {"list.black", "gate.flight"}
    off = [each for each in clauses(SCORE.file, CHINA.file) if each.kind in DECIDING and each.id not in kept]
    bare = without(SCORE.file, off)
    black = bare.lists[0].model_copy(update={"below": 649.0, "blocks": [], "family_blocks": []})
    return bare.model_copy(update={"lists": [black]})


def test_text_json_and_page_report_every_group() -> None:
    report = AttributionReport(owen())
    text = report.text()
    assert all(f"Among {TITLES[group]}: " in text for group in GROUPS[1:])
    assert "The scheme as such" in text
    entries: list[dict[str, Any]] = report.json()
    assert {entry["group"] for entry in entries} == set(GROUPS)
    assert {"whole", "clause", "union", "remainder", "scheme"} <= {entry["of"] for entry in entries}
    assert all(entry["no_share"] for entry in entries if entry["of"] == "clause" and entry["share"] is None)
    tables = [table.title for table in report.page().tables]
    assert sum("by group" in title for title in tables) == len(MEASURES)


def test_several_groups_cost_no_further_worlds_and_the_first_is_the_same_alone() -> None:
    few: dict[str, Any] = {**SMALL, "citizens": 150, "orders": 2, "pairs": 0, "parts": "kind", "measures": ["refused"]}
    totals: list[set[int]] = [set(), set()]
    several = attribute(SCORE, CHINA, **few, progress=lambda done, total, word: totals[0].add(total))
    one = attribute(SCORE, CHINA, **few, group="all", progress=lambda done, total, word: totals[1].add(total))
    assert totals[0] == totals[1]
    assert one.main == several.main


def test_no_clause_is_named_where_the_whole_is_unclear() -> None:
    found = owen()
    unclear = [name for name in MEASURES if not found.whole[name].sure and found.whole[name].value]
    assert all(causes(found, name) == NOT_ONE for name in unclear)
    assert all(part.share.value is None for name in unclear for part in found.parts[name].values())


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"pairs": -1}, "pairs"), ({"group": []}, "group"), ({"group": ["all", "minorty"]}, "did you mean minority")],
)
def test_bad_options_get_one_clear_error(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem, match=message):
        attribute(SCORE, CHINA, **{**SMALL, **changes})
