"""The setup of every study: a scenario, a baseline, random seeds, and the measures of a group of people."""

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
from counterscore.study.effects import MeasureSelection, Twin
from counterscore.study.headlines import HEADLINES, distinct
from counterscore.study.limits import refuse_part_of_a_year, seeds_of
from counterscore.study.options import StudyOptions
from counterscore.study.replicates import Replicate, Replicates, replicate_of

USUAL_CITIZENS = 5_000


@dataclass(frozen=True, kw_only=True)
class Study:
    """A `scenario` compared with its twin under `baseline`, once for each of the random `seeds`.

    Each seed has its own people. `named`: whether the measures were named by the user.
    """

    scenario: Scenario
    baseline: Regime
    seeds: range
    asked: MeasureSelection
    named: bool = True

    def variant(self, rules: RegimeFile, seed: int) -> Scenario:
        """Return the scenario under these rules, with this random seed and its people."""
        own = self.scenario.regime
        return replicate_of(self.scenario, seed).under(own if rules is own.file else Regime.of(rules))

    def twin(self, rules: RegimeFile, seed: int) -> Twin:
        """Return the scenario under these rules, and its twin under the baseline with the same people and seed."""
        variant = self.variant(rules, seed)
        return Twin(variant, variant.under(self.baseline))

    @property
    def replicates(self) -> Replicates:
        """Return the populations and random seeds: one seed for each population."""
        return Replicates(len(self.seeds), 1, Replicate(self.scenario.people_seed, self.scenario.seed))

    @cached_property
    def titles(self) -> dict[str, str]:
        """Return the titles of the measures, by id."""
        return {each.id: each.title for each in self.asked.measures}


def study(
    regime: Regime | Scenario, society: Society | None, options: StudyOptions, *, seeds: int, least_seeds: int = 1,
    default: Sequence[str] = HEADLINES, groups: Sequence[str] = (),
) -> Study:  # fmt: skip
    """Return a study with these options, checked. Raises a Problem if one of them cannot be used.

    `seeds` and `default`: the number of random seeds, and the measures, if the options do not say. `least_seeds`: the
    smallest number of seeds allowed. `groups`: the default groups of a study that can measure several; without them it
    measures one.
    """
    refuse_unknown(options, StudyOptions.__optional_keys__)
    about_scenario = {key: value for key, value in options.items() if key in ScenarioOptions.__optional_keys__}
    scenario = scenario_for(regime, society, cast(ScenarioOptions, about_scenario), citizens=USUAL_CITIZENS)
    refuse_part_of_a_year(scenario.months)
    measures = options.get("measures")
    usual = [id for id in default if registry.has(scenario.society.file, id)]
    chosen = usual if measures is None else distinct(tuple(measures))
    return Study(
        scenario=scenario,
        baseline=Regime.load("none"),
        seeds=seeds_of(scenario, options.get("seeds", seeds), least_seeds),
        asked=MeasureSelection(measures=tuple(_chosen(scenario.society, chosen)), groups=_groups(options, groups)),
        named=measures is not None,
    )


def _groups(options: StudyOptions, usual: Sequence[str]) -> tuple[str, ...]:
    given = options.get("group", usual or "all")
    chosen = (given,) if isinstance(given, str) else distinct(given)
    for group in chosen:
        if group not in TITLES:
            raise Problem(Fault("no such group", "group", group, ", ".join(TITLES), nearest(group, TITLES)))
    if not chosen or (len(chosen) > 1 and not usual):
        allowed = "one or more groups" if usual else "one group"
        raise Problem(Fault("the number of groups does not fit the study", "group", ", ".join(chosen), allowed))
    return chosen


def _chosen(society: Society, chosen: Sequence[str]) -> list[Measure]:
    if not chosen:
        raise Problem(Fault("no measure is named", "measures", allowed="one or more of `counterscore list measures`"))
    return registry.measures(society.file, chosen)
