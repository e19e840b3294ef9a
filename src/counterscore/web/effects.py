"""What a regime does to its people, over several lucks: who loses and gains, who pays, which clause carries it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import TITLES
from counterscore.report.comparison.findings import findings
from counterscore.report.text.studies import byline
from counterscore.run.scenario import Scenario
from counterscore.study.attribute import Attribution, attribute
from counterscore.study.comparison.compare import Comparison, GroupFigure, compare
from counterscore.study.comparison.losses import PersonEffects, Sides
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import HEADLINES, LIVES

Json = dict[str, Any]
Told = Callable[[float], None]

# Beside those that say something of each life: what was chilled, how people move up and down, what it is good for.
FREEDOM = ("chilling", "chilling-all", "stay-home")
MOBILITY = ("shorrocks", "rank-slope", "leave-bottom", "school-gap", "poverty-trap", "gini-wealth", "gini-opportunity")
WORTH = ("truth-auc", "wrongly-listed", "owed-to-friends", "unpaid", "tax-wrongs", "dealings", "cheated")
MEASURES = (*LIVES, *FREEDOM, *MOBILITY, *WORTH)
# A study lives many worlds: beyond these sizes it takes a sample of its own, and says so.
MOST_CITIZENS, MOST_FOR_CLAUSES, MOST_YEARS = 20_000, 2_000, 10
LUCKS, MOST_LUCKS = 4, 16
NOT, LOSES, GAINS = 0, 1, 2


@dataclass(frozen=True)
class Harms:
    """What was found: `told` as JSON holds it, and by measure of lives x people who loses and who gains."""

    told: Json
    sides: NDArray[np.uint8]


def harms(first: Scenario, second: Scenario, seeds: int, told: Told, cancel: Event) -> Harms:
    """Compare a scenario with its twin over so many random seeds, from that of the scenario on."""
    sample = replace(first, citizens=min(first.citizens, MOST_CITIZENS))
    found = compare(
        sample, second.regime, seeds=seeds, measures=MEASURES, progress=lambda done, total, word: told(done / total),
        cancel=cancel,
    )  # fmt: skip
    lives = [id for id in LIVES if id in found.effects]
    columns = np.stack([_side(found.effects[id]) for id in lives])
    document = {
        "lucks": seeds,
        "citizens": sample.citizens,
        "months": sample.months,
        "sentences": [{"words": each.words, "tag": each.tag} for each in findings(found)],
        "groups": TITLES,
        "lives": [_life(found, id) for id in lives],
        "figures": [
            _figure(each) for each in found.figures if each.group == "all" and each.measure.about.id not in LIVES
        ],
        "freedom": list(FREEDOM),
        "mobility": list(MOBILITY),
        "worth": list(WORTH),
    }
    return Harms(document, columns)


def _side(found: PersonEffects) -> NDArray[np.uint8]:
    """Whoever loses, or gains, more than the line, averaged over luck."""
    mean, line = found.mean, found.line
    return np.where(mean < -line, LOSES, np.where(mean > line, GAINS, NOT)).astype(np.uint8)


def _life(found: Comparison, id: str) -> Json:
    effects = found.effects[id]
    about, measure = effects.about, found.figure[id, "all"].measure
    return {
        "id": id,
        "title": measure.title,
        "unit": about.unit,
        "better": about.better,
        "tag": about.tag,
        "threshold": effects.threshold,
        "line": effects.line,
        "quantiles": {str(percent): value for percent, value in found.quantiles[id].items()},
        "groups": {group: _sides(found.sides[id, group]) for group in TITLES},
        "figure": _figure(found.figure[id, "all"]),
    }


def _sides(of: Sides) -> Json:
    return {"people": of.people, "lose": _shown(of.lose), "gain": _shown(of.gain), "placebo": of.placebo}


def _figure(each: GroupFigure) -> Json:
    about = each.measure.about
    return {
        "id": each.measure.id,
        "measure": about.id,
        "title": each.measure.title,
        "unit": about.unit,
        "better": about.better,
        "tag": about.tag,
        "first": _shown(each.first),
        "second": _shown(each.second),
        "difference": _shown(each.difference),
        "why": each.why_none,
    }


def _shown(found: Estimate) -> Json:
    return {name: _number(getattr(found, name)) for name in ("value", "low", "high")}


def _number(value: float | None) -> float | None:
    """A number that JSON can hold."""
    return value if value is not None and math.isfinite(value) else None


def carried(scenario: Scenario, by: str, told: Told, cancel: Event) -> Json:
    """Say which part of the scenario's regime carries how much of each headline: against no regime, part by part."""
    years = min(MOST_YEARS, max(1, scenario.months // 12))
    found = attribute(
        replace(scenario, citizens=min(scenario.citizens, MOST_FOR_CLAUSES), months=12 * years),
        parts="clause" if by == "clause" else "kind", seeds=LUCKS,
        progress=lambda done, total, word: told(done / total), cancel=cancel,
    )  # fmt: skip
    return _carried(found)


def _carried(found: Attribution) -> Json:
    study = found.study
    return {
        "byline": byline(study),
        "measures": [
            {"id": each.id, "title": each.title, "unit": each.about.unit, "better": each.about.better}
            for each in study.asked.measures
            if each.id in HEADLINES
        ],
        "parties": [
            {"id": party.id, "title": party.title, "clauses": [clause.title for clause in party.clauses]}
            for party in found.parties
        ],
        "whole": {id: _shown(whole) for id, whole in found.whole.items()},
        "parts": {id: {party: _shown(part) for party, part in parts.items()} for id, parts in found.parts.items()},
    }
