"""What every study is set up with: a scenario, a baseline, random seeds, and what is measured of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.measure import registry
from counterscore.measure.groups import TITLES
from counterscore.measure.protocol import Measure
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.run.scenario import Scenario, ScenarioOptions, refuse_unknown, scenario_for
from counterscore.society.load import Society
from counterscore.study.effects import Asked, Twin
from counterscore.study.headlines import HEADLINES, distinct
from counterscore.study.limits import refuse_part_of_a_year, seeds_of
from counterscore.study.options import StudyOptions

USUAL_CITIZENS = 5_000


@dataclass(frozen=True, kw_only=True)
class Study:
    """A `scenario` held against its twin under `baseline`, once for each of the random `seeds`.

    `named`: whether the measures were asked for by name.
    """

    scenario: Scenario
    baseline: Regime
    seeds: range
    asked: Asked
    named: bool = True

    def variant(self, rules: RegimeFile, seed: int) -> Scenario:
        """Return the scenario under other rules, or the study's own, with this random seed."""
        own = self.scenario.regime
        return self.scenario.with_seed(seed).under(own if rules is own.file else Regime.of(rules))

    def twin(self, rules: RegimeFile, seed: int) -> Twin:
        """Return the scenario under these rules beside the baseline, both with this random seed."""
        variant = self.variant(rules, seed)
        return Twin(variant, variant.under(self.baseline))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each measure is called."""
        return {each.id: each.title for each in self.asked.measures}


def study(
    regime: Regime | Scenario, society: Society | None, options: StudyOptions, *, seeds: int, least_seeds: int = 1,
    default: Sequence[str] = HEADLINES,
) -> Study:  # fmt: skip
    """Check what was asked for and set it up; raise a Problem that says what cannot be used.

    `seeds` and `default`: how many random seeds, and which measures, are taken if nothing is said.
    """
    refuse_unknown(options, StudyOptions.__optional_keys__)
    about_scenario = {key: value for key, value in options.items() if key in ScenarioOptions.__optional_keys__}
    scenario = scenario_for(regime, society, cast(ScenarioOptions, about_scenario), citizens=USUAL_CITIZENS)
    refuse_part_of_a_year(scenario.months)
    measures = options.get("measures")
    named = None if measures is None else distinct(tuple(measures))
    return Study(
        scenario=scenario,
        baseline=Regime.load("none"),
        seeds=seeds_of(scenario, options.get("seeds", seeds), least_seeds),
        asked=Asked(tuple(_chosen(scenario.society, default if named is None else named)), _group(options)),
        named=named is not None,
    )


def _group(options: StudyOptions) -> str:
    group = options.get("group", "all")
    if group not in TITLES:
        raise Problem(Fault("there is no such group", "group", group, ", ".join(TITLES), nearest(group, TITLES)))
    return group


def _chosen(society: Society, chosen: Sequence[str]) -> list[Measure]:
    if not chosen:
        raise Problem(Fault("no measure is named", "measures", allowed="see counterscore list measures"))
    return registry.measures(society.file, chosen)
