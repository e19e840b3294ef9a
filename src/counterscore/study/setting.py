"""What every study is set up with: who lives, under which regime, how many, how long, under how many lucks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterscore.catalogue.problem import Fault, Problem, nearest, within
from counterscore.measure import registry
from counterscore.measure.groups import TITLES
from counterscore.measure.protocol import Measure
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society
from counterscore.study.effects import Asked, Twin
from counterscore.study.headlines import HEADLINES, distinct
from counterscore.study.worlds import World

MOST_SEEDS = 1000


@dataclass(frozen=True)
class Study:
    """A regime held against `baseline`, for so many `citizens` and `months`, under `seeds` lucks from `seed` on."""

    society: Society
    regime: Regime
    baseline: Regime
    citizens: int
    months: int
    people_seed: int
    seed: int
    seeds: int
    asked: Asked
    named: bool = True  # whether the measures were asked for by name

    @property
    def lucks(self) -> range:
        """The luck seeds."""
        return range(self.seed, self.seed + self.seeds)

    def world(self, rules: RegimeFile, luck: int) -> World:
        """Return the world of these people under other rules, or the study's own, with this luck."""
        regime = self.regime if rules is self.regime.file else Regime.of(rules)
        return World(self.society, regime, self.citizens, self.months, self.people_seed, luck)

    def twin(self, rules: RegimeFile, luck: int) -> Twin:
        """Return the world under these rules beside the baseline with the same luck."""
        world = self.world(rules, luck)
        return Twin(world, world.under(self.baseline))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each measure is called."""
        return {each.id: each.title for each in self.asked.measures}


def study(
    regime: Regime,
    society: Society,
    *,
    measures: Iterable[str] | None,
    group: str,
    citizens: int,
    years: int,
    people_seed: int,
    seed: int,
    seeds: int,
    least_seeds: int = 1,
    default: Sequence[str] = HEADLINES,
) -> Study:
    """Check what was asked for and set it up; raise a Problem that says what cannot be used.

    `default`: the measures that are taken if none are named.
    """
    baseline = Regime.load("none")
    check(regime, society)
    check(baseline, society)
    within("citizens", citizens, 100, 200_000_000)
    within("years", years, 1, 100)
    within("people_seed", people_seed, 0, 2**63 - 1)
    within("seed", seed, 0, 2**63 - 1 - MOST_SEEDS)
    within("seeds", seeds, least_seeds, MOST_SEEDS)
    if group not in TITLES:
        raise Problem(Fault("there is no such group", "group", group, ", ".join(TITLES), nearest(group, TITLES)))
    named = None if measures is None else distinct(tuple(measures))
    asked = Asked(tuple(_chosen(society, default if named is None else named)), group)
    return Study(
        society, regime, baseline, citizens, 12 * years, people_seed, seed, seeds, asked, named is not None
    )  # fmt: skip


def _chosen(society: Society, chosen: Sequence[str]) -> list[Measure]:
    if not chosen:
        raise Problem(Fault("no measure is named", "measures", allowed="see counterscore list measures"))
    return registry.measures(society.file, chosen)
