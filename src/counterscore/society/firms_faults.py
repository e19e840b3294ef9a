"""What can be wrong with the firms of a society although each of the values, alone, is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.lists import repeated, same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.firms_schema import (
    FirmActivity,
    FirmDecision,
    FirmEffect,
    FirmOutcome,
    FirmPredictor,
    FirmsSpec,
    Sector,
    Size,
)

STEEPEST = 10
MOST_PER_THOUSAND = 500
OLDEST = 120


def firm_complaints(firms: FirmsSpec, grown_up: float) -> Iterator[Complaint]:
    """Give all that is wrong with the firms; `grown_up`: the age in years from the population."""
    if not grown_up < firms.owners.below_age.value <= OLDEST:
        message = "no age below which grown-ups own firms"
        yield Complaint(("firms", "owners", "below_age", "value"), message, f"over {grown_up:g}, at most {OLDEST}")
    for key in ("sectors", "sizes", "activities", "decisions"):
        ids = [each.id for each in getattr(firms, key)]
        yield from repeated((("firms", key, place, "id"), name) for place, name in enumerate(ids))
    yield from _shares("sectors", firms.sectors)
    yield from _shares("sizes", firms.sizes)
    yield from _workers(firms.sizes)
    if not 0 < firms.per_thousand.value <= MOST_PER_THOUSAND:
        message = "not a number of firms that can be, each with an owner in work"
        yield Complaint(("firms", "per_thousand", "value"), message, f"more than 0, at most {MOST_PER_THOUSAND}")
    yield from _trade(firms)
    for place, activity in enumerate(firms.activities):
        yield from _activity(("firms", "activities", place), activity)
    for place, decision in enumerate(firms.decisions):
        yield from _decision(("firms", "decisions", place), decision, firms)


def _shares(key: str, records: Sequence[Sector] | Sequence[Size]) -> Iterator[Complaint]:
    total = sum(record.share.value for record in records)
    if abs(total - 1) > 1e-6:
        last = len(records) - 1
        yield Complaint(("firms", key, last, "share"), f"the shares of {key} add up to {total:.6f}", "1 in all")


def _workers(sizes: Sequence[Size]) -> Iterator[Complaint]:
    above = 0
    for place, size in enumerate(sizes):
        low, high = size.workers
        if not above < low <= high:
            message = "sizes rise, and no two overlap"
            yield Complaint(
                ("firms", "sizes", place, "workers"), message, f"from {above + 1} workers on, the smaller first"
            )
        above = high


def _trade(firms: FirmsSpec) -> Iterator[Complaint]:
    trade = firms.trade
    for key in ("reserves", "strained_below", "grows_above"):
        if getattr(trade, key).value > trade.fullest.value:
            yield Complaint(("firms", "trade", key, "value"), "more than a firm can hold", "at most `fullest`")


def _activity(here: Where, activity: FirmActivity) -> Iterator[Complaint]:
    if not 0 < activity.rate.value < 1:
        yield Complaint((*here, "rate", "value"), "not a rate that can be", "more than 0 and less than 1")
    if activity.hurts and activity.costs is None:
        yield Complaint((*here, "hurts"), "how much it hurts is missing: `costs`")
    if activity.costs and activity.hurts is None:
        yield Complaint((*here, "costs"), "whom does it hurt? `hurts` is missing", "partner, workers", on_key=True)
    yield from _slopes((*here, "effects"), activity.effects)


def _slopes(here: Where, effects: Mapping[FirmPredictor, Figure]) -> Iterator[Complaint]:
    for name, effect in effects.items():
        if abs(effect.value) > STEEPEST:
            allowed = f"-{STEEPEST} to {STEEPEST}"
            yield Complaint((*here, name, "value"), "too strong an effect on a rate", allowed)


def _outcome(here: Where, outcome: FirmOutcome) -> Iterator[Complaint]:
    if outcome.well == outcome.ill:
        yield Complaint((*here, "ill"), "both ends are called the same", "another word than `well`")
    if not 0 < outcome.ill_rate.value < 1:
        yield Complaint((*here, "ill_rate", "value"), "not a rate that can be", "more than 0 and less than 1")
    yield from _slopes((*here, "effects"), outcome.effects)


def _decision(here: Where, decision: FirmDecision, firms: FirmsSpec) -> Iterator[Complaint]:
    yield from same_words((*here, "needs"), decision.needs)
    if "exporter" in decision.needs and not any(sector.exports for sector in firms.sectors):
        place = decision.needs.index("exporter")
        yield Complaint((*here, "needs", place), "no sector exports, so nobody ever asks")
    weights = vars(decision.incumbent)
    if not any(figure and figure.value for figure in weights.values()):
        allowed = "a weight above 0 for one or more of " + ", ".join(weights)
        yield Complaint((*here, "incumbent"), "without a weight no firm can be put before another", allowed)
    if not decision.granted and not decision.denied:
        yield Complaint(here, "the decision changes nothing: it needs `granted` or `denied`")
    for key in ("granted", "denied"):
        yield from firm_effects((*here, key), getattr(decision, key))
    if decision.outcome:
        yield from _outcome((*here, "outcome"), decision.outcome)


def firm_effects(here: Where, effects: Sequence[FirmEffect]) -> Iterator[Complaint]:
    """Give what is wrong with the effects of a decision on a firm."""
    yield from repeated((((*here, n), effect.changes) for n, effect in enumerate(effects)), "is changed here already")
    for place, effect in enumerate(effects):
        if effect.changes == "jobs" and not -1 <= effect.by.value <= 1:
            yield Complaint((*here, place, "by", "value"), "not a share of a firm's posts", "-1 to 1")
