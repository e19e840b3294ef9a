"""Owen and Shapley values: parts come into force one after the other, in sampled orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from counterscore.study.coalitions import Coalitions, Present, Value
from counterscore.study.division import NOBODY, Division, Interaction, Part, Values, contribution
from counterscore.study.estimate import estimate
from counterscore.study.interactions import Pair, candidates, clear, second_differences, wanted
from counterscore.study.options import Execution
from counterscore.study.orders import Order, consistent, marginal, paired, prefixes, whole
from counterscore.study.parties import Party
from counterscore.study.setting import Study
from counterscore.study.unions import ClauseTree

_SOME, _PAIRS = "worlds with some of the clauses", "worlds with one of two clauses"


@dataclass(frozen=True)
class Ordered:
    """The effects on one measure of one group in all sampled orders of the parts."""

    orders: Sequence[Order]
    value: Value

    @cached_property
    def added(self) -> Values | None:
        """Return what each part adds, pairs of orders x parts; None if the effect is undefined anywhere."""
        if any(
            self.value(present, k // 2) is None for k, order in enumerate(self.orders) for present in prefixes(order)
        ):
            return None
        return paired(
            [
                marginal(order, lambda present, pair=k // 2: self.value(present, pair) or 0.0)
                for k, order in enumerate(self.orders)
            ]
        )

    @property
    def wholes(self) -> list[float | None]:
        """Return the effect of all parts in each pair of orders, rounded like the sum of the parts."""
        everything = frozenset(self.orders[0])
        found = [self.value(everything, pair) for pair in range(len(self.orders) // 2)]
        return [None if each is None else whole(each) for each in found]

    def of(self, members: Sequence[int]) -> Part:
        """Return what these parts contribute together."""
        if self.added is None:
            return Part(None, why=NOBODY)
        return contribution(self.added[:, list(members)].sum(axis=1), self.added.sum(axis=1))

    def last(self, members: Sequence[int]) -> Part:
        """Return what these parts add if they come last: the whole effect minus the effect without them."""
        left = frozenset(self.orders[0]) - set(members)
        without = [self.value(left, pair) for pair in range(len(self.orders) // 2)]
        known = [whole(each) for each in without if each is not None]
        full = self._full()
        if full is None or len(known) < len(without):
            return Part(None, why=NOBODY)
        return contribution(full - np.array(known), full)

    def together(self, pair: Pair) -> Part:
        """Return the interaction of two parts."""
        found, full = second_differences(self.orders, pair, self.value), self._full()
        return Part(None, why=NOBODY) if found is None or full is None else contribution(found, full)

    def _full(self) -> Values | None:
        known = [each for each in self.wholes if each is not None]
        return np.array(known) if len(known) == len(self.wholes) else None


def in_orders(
    study: Study, among: Sequence[Party], tree: ClauseTree, pairs: int, execution: Execution
) -> dict[str, Division]:  # fmt: skip
    """Return the division of effects by group, from two orders for each of the study's seeds.

    `pairs`: how many pairs of parts are examined for interaction.
    """
    worlds = Coalitions(study, among, execution)
    drawn = consistent(2 * len(study.seeds), tree.tree, study.scenario.seed, tree.switches)
    worlds.simulate(_wanted(drawn, tree), _SOME)
    found = {
        group: {each.id: Ordered(drawn, worlds.value(each.id, group)) for each in study.asked.measures}
        for group in study.asked.groups
    }
    divisions = {group: _divided(effects, among, tree) for group, effects in found.items()}
    ids = [party.id for party in among]
    chosen = candidates(divisions[study.asked.group], ids, tree.switches, pairs)
    worlds.simulate(wanted(drawn, chosen), _PAIRS)
    return {
        group: replace(each, interactions=_interactions(found[group], ids, chosen, len(study.seeds) - 1))
        for group, each in divisions.items()
    }


def _wanted(drawn: Sequence[Order], tree: ClauseTree) -> Iterator[tuple[Present, int]]:
    """The parts in force after each step of each order, and all but a switch of the scheme; with the pair of orders."""
    for k, order in enumerate(drawn):
        yield from ((present, k // 2) for present in prefixes(order))
        yield from ((frozenset(order) - set(switch.members), k // 2) for switch in tree.scheme)


def _divided(found: dict[str, Ordered], among: Sequence[Party], tree: ClauseTree) -> Division:
    """The division for one group, without interactions."""
    return Division(
        whole={name: estimate(each.wholes) for name, each in found.items()},
        parts={name: {party.id: each.of([k]) for k, party in enumerate(among)} for name, each in found.items()},
        remainder={name: None if each.added is None else 0.0 for name, each in found.items()},
        unions={name: {union.id: each.of(union.members) for union in tree.unions} for name, each in found.items()},
        scheme={name: {each.id: effect.last(each.members) for each in tree.scheme} for name, effect in found.items()},
    )


def _interactions(
    found: dict[str, Ordered], ids: Sequence[str], chosen: Sequence[Pair], freedom: int
) -> dict[str, tuple[Interaction, ...]]:
    """The interactions of the chosen pairs, by measure; which of them are clear is decided for all measures at once."""
    effects = [each.together(pair) for each in found.values() for pair in chosen]
    sure = iter(zip(effects, clear(effects, freedom), strict=True))
    return {name: tuple(Interaction(ids[i], ids[j], *next(sure)) for i, j in chosen) for name in found}
