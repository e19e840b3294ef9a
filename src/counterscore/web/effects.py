"""The effects of a regime over several random seeds: who loses, who gains, who pays, and which clause causes it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import TITLES
from counterscore.report.attribution.words import made_from
from counterscore.report.comparison import tags
from counterscore.report.comparison.findings import findings
from counterscore.run.scenario import Scenario
from counterscore.study.attribute import Attribution, attribute
from counterscore.study.comparison.compare import Comparison, GroupFigure, compare
from counterscore.study.comparison.losses import PersonEffects, Sides
from counterscore.study.comparison.related import RelatedStudies, related_studies
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import HEADLINES, LIVES

Json = dict[str, Any]
OnProgress = Callable[[float], None]

# Measures in addition to those of each life: chilling effects, mobility, and what the score is worth.
FREEDOM = ("chilling", "chilling-all", "stay-home")
MOBILITY = ("shorrocks", "rank-slope", "leave-bottom", "school-gap", "poverty-trap", "gini-wealth", "gini-opportunity")
WORTH = ("truth-auc", "wrongly-listed", "owed-to-friends", "unpaid", "tax-wrongs", "dealings", "cheated")
MEASURES = (*LIVES, *FREEDOM, *MOBILITY, *WORTH)
# A study simulates many worlds, so it uses at most this many people and years, and says so.
MOST_CITIZENS, MOST_FOR_CLAUSES, MOST_YEARS = 20_000, 2_000, 10
SEEDS, MOST_SEEDS = 4, 16
NOT, LOSES, GAINS = 0, 1, 2


@dataclass(frozen=True)
class Harms:
    """The result of a comparison.

    `result`: the figures as JSON. `sides`: measures of lives x people, LOSES, GAINS or NOT.
    """

    result: Json
    sides: NDArray[np.uint8]


def harms(first: Scenario, second: Scenario, seeds: int, on_progress: OnProgress, cancel: Event) -> Harms:
    """Compare a scenario with its twin over `seeds` random seeds, starting with the seed of `first`."""
    sample = replace(first, citizens=min(first.citizens, MOST_CITIZENS))
    found = compare(
        sample, second.regime, populations=1, seeds=seeds, measures=MEASURES,
        progress=lambda done, total, word: on_progress(done / total), cancel=cancel,
    )  # fmt: skip
    known = RelatedStudies(tags=related_studies(found, None).tags)
    lives = [id for id in LIVES if id in found.effects]
    columns = np.stack([_side(found.effects[id]) for id in lives])
    document = {
        "seeds": seeds,
        "citizens": sample.citizens,
        "months": sample.months,
        "sentences": [{"words": each.words, "tag": each.tag} for each in findings(found, known)],
        "groups": TITLES,
        "lives": [_life(found, known, id) for id in lives],
        "figures": [
            _figure(each, known) for each in found.figures if each.group == "all" and each.measure.about.id not in LIVES
        ],
        "freedom": list(FREEDOM),
        "mobility": list(MOBILITY),
        "worth": list(WORTH),
    }
    return Harms(document, columns)


def _side(found: PersonEffects) -> NDArray[np.uint8]:
    """Return LOSES, GAINS or NOT for each person: whether the mean effect over the seeds exceeds the threshold."""
    mean, line = found.mean, found.line
    return np.where(mean < -line, LOSES, np.where(mean > line, GAINS, NOT)).astype(np.uint8)


def _life(found: Comparison, known: RelatedStudies, id: str) -> Json:
    effects = found.effects[id]
    about, measure = effects.about, found.figure[id, "all"].measure
    return {
        "id": id,
        "title": measure.title,
        "unit": about.unit,
        "better": about.better,
        "tag": tags.word(known.tag(id)),
        "threshold": effects.threshold,
        "line": effects.line,
        "quantiles": {str(percent): value for percent, value in found.quantiles[id].items()},
        "groups": {group: _sides(found.sides[id, group]) for group in TITLES},
        "figure": _figure(found.figure[id, "all"], known),
    }


def _sides(of: Sides) -> Json:
    return {"people": of.people, "lose": _shown(of.lose), "gain": _shown(of.gain), "enough": of.enough}


def _figure(each: GroupFigure, known: RelatedStudies) -> Json:
    about = each.measure.about
    return {
        "id": each.measure.id,
        "measure": about.id,
        "title": each.measure.title,
        "unit": about.unit,
        "better": about.better,
        "tag": tags.word(known.tag(each.measure.id)),
        "first": _shown(each.first),
        "second": _shown(each.second),
        "difference": _shown(each.difference),
        "why": each.why_none,
    }


def _shown(found: Estimate) -> Json:
    return {name: _number(getattr(found, name)) for name in ("value", "low", "high")}


def _number(value: float | None) -> float | None:
    """Return the number, or None if JSON cannot represent it."""
    return value if value is not None and math.isfinite(value) else None


def attribution(scenario: Scenario, by: str, on_progress: OnProgress, cancel: Event) -> Json:
    """Return how much of each headline effect is due to each part of the regime, compared with no regime."""
    years = min(MOST_YEARS, max(1, scenario.months // 12))
    found = attribute(
        replace(scenario, citizens=min(scenario.citizens, MOST_FOR_CLAUSES), months=12 * years),
        method="leave-one-out", parts="clause" if by == "clause" else "kind", seeds=SEEDS, group="all",
        progress=lambda done, total, word: on_progress(done / total), cancel=cancel,
    )  # fmt: skip
    return _attribution(found)


def _attribution(found: Attribution) -> Json:
    study = found.study
    return {
        "byline": made_from(found),
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
