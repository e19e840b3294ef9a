"""Checks of the firms of a society beyond those of single values."""

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
    FirmTurnover,
    Sector,
    Size,
)
from counterscore.society.traits import Predictor

STEEPEST = 10
MOST_PER_THOUSAND = 500
OLDEST = 120
MOST_FOUNDED = 100
MOST_MONTHS = 240
STEEPEST_POWER = 3


def firm_complaints(firms: FirmsSpec, grown_up: float) -> Iterator[Complaint]:
    """Yield everything that is wrong with the firms; `grown_up`: age of majority in years."""
    if not grown_up < firms.owners.below_age.value <= OLDEST:
        message = "not a possible upper age limit for owners"
        yield Complaint(("firms", "owners", "below_age", "value"), message, f"above {grown_up:g}, at most {OLDEST}")
    for key in ("sectors", "sizes", "activities", "decisions"):
        ids = [each.id for each in getattr(firms, key)]
        yield from repeated((("firms", key, index, "id"), name) for index, name in enumerate(ids))
    yield from _shares("sectors", firms.sectors)
    yield from _shares("sizes", firms.sizes)
    yield from _workers(firms.sizes)
    if not 0 < firms.per_thousand.value <= MOST_PER_THOUSAND:
        message = "not a possible number of firms, each with an owner in work"
        yield Complaint(("firms", "per_thousand", "value"), message, f"above 0, at most {MOST_PER_THOUSAND}")
    yield from _trade(firms)
    for index, activity in enumerate(firms.activities):
        yield from _activity(("firms", "activities", index), activity)
    for index, decision in enumerate(firms.decisions):
        yield from _decision(("firms", "decisions", index), decision, firms)
    if firms.turnover:
        yield from _turnover(("firms", "turnover"), firms.turnover, [size.id for size in firms.sizes])


def _shares(key: str, records: Sequence[Sector] | Sequence[Size]) -> Iterator[Complaint]:
    total = sum(record.share.value for record in records)
    if abs(total - 1) > 1e-6:
        last = len(records) - 1
        yield Complaint(("firms", key, last, "share"), f"the shares of {key} add up to {total:.6f}", "a sum of 1")


def _workers(sizes: Sequence[Size]) -> Iterator[Complaint]:
    above = 0
    for index, size in enumerate(sizes):
        low, high = size.workers
        if not above < low <= high:
            message = "sizes must increase and must not overlap"
            yield Complaint(
                ("firms", "sizes", index, "workers"), message, f"{above + 1} workers or more, the smaller number first"
            )
        above = high


def _trade(firms: FirmsSpec) -> Iterator[Complaint]:
    trade = firms.trade
    for key in ("reserves", "strained_below", "grows_above"):
        if getattr(trade, key).value > trade.fullest.value:
            yield Complaint(
                ("firms", "trade", key, "value"), "more than the reserves that a firm can hold", "at most `fullest`"
            )


def _activity(path: Where, activity: FirmActivity) -> Iterator[Complaint]:
    if not 0 < activity.rate.value < 1:
        yield Complaint((*path, "rate", "value"), "not a possible rate", "above 0 and below 1")
    if activity.hurts and activity.costs is None:
        yield Complaint((*path, "hurts"), "an activity with `hurts` needs `costs`, the loss in months")
    if activity.costs and activity.hurts is None:
        yield Complaint(
            (*path, "costs"),
            "an activity with `costs` needs `hurts`, which says who bears them",
            "partner, workers",
            on_key=True,
        )
    yield from _slopes((*path, "effects"), activity.effects)


def _turnover(path: Where, turnover: FirmTurnover, sizes: Sequence[str]) -> Iterator[Complaint]:
    entry, leaving = turnover.entry, turnover.exit
    if entry.size not in sizes:
        message = f"the society has no size class of firms {entry.size}"
        yield Complaint((*path, "entry", "size"), message, ", ".join(sizes), tuple(sizes))
    if entry.rate.value > MOST_FOUNDED:
        message = "not a possible number of firms founded a month per thousand people"
        yield Complaint((*path, "entry", "rate", "value"), message, f"0 to {MOST_FOUNDED}")
    if entry.capital.value <= 0:
        yield Complaint((*path, "entry", "capital", "value"), "a firm is founded with capital", "above 0")
    yield from _slopes((*path, "entry", "effects"), entry.effects)
    if not 1 <= leaving.months.value <= MOST_MONTHS:
        yield Complaint((*path, "exit", "months", "value"), "not a possible number of months", f"1 to {MOST_MONTHS}")
    for key in ("ageing", "size"):
        if abs(getattr(leaving, key).value) > STEEPEST_POWER:
            allowed = f"-{STEEPEST_POWER} to {STEEPEST_POWER}"
            yield Complaint((*path, "exit", key, "value"), "the effect on the hazard is too strong", allowed)


def _slopes(path: Where, effects: Mapping[FirmPredictor, Figure] | Mapping[Predictor, Figure]) -> Iterator[Complaint]:
    for name, effect in effects.items():
        if abs(effect.value) > STEEPEST:
            allowed = f"-{STEEPEST} to {STEEPEST}"
            yield Complaint((*path, name, "value"), "the effect on the rate is too strong", allowed)


def _outcome(path: Where, outcome: FirmOutcome) -> Iterator[Complaint]:
    if outcome.well == outcome.ill:
        yield Complaint((*path, "ill"), "the bad outcome has the same name as the good one", "a name other than `well`")
    if not 0 < outcome.ill_rate.value < 1:
        yield Complaint((*path, "ill_rate", "value"), "not a possible rate", "above 0 and below 1")
    yield from _slopes((*path, "effects"), outcome.effects)


def _decision(path: Where, decision: FirmDecision, firms: FirmsSpec) -> Iterator[Complaint]:
    yield from same_words((*path, "needs"), decision.needs)
    if "exporter" in decision.needs and not any(sector.exports for sector in firms.sectors):
        index = decision.needs.index("exporter")
        yield Complaint((*path, "needs", index), "no sector exports, so no firm can ever apply")
    weights = vars(decision.incumbent)
    if not any(figure and figure.value for figure in weights.values()):
        allowed = "a weight above 0 for one or more of " + ", ".join(weights)
        yield Complaint((*path, "incumbent"), "without a weight, firms cannot be ranked", allowed)
    if not decision.granted and not decision.denied:
        yield Complaint(path, "the decision changes nothing: it needs `granted` or `denied`")
    for key in ("granted", "denied"):
        yield from firm_effects((*path, key), getattr(decision, key))
    if decision.outcome:
        yield from _outcome((*path, "outcome"), decision.outcome)


def firm_effects(path: Where, effects: Sequence[FirmEffect]) -> Iterator[Complaint]:
    """Yield what is wrong with the effects of a decision on a firm."""
    yield from repeated((((*path, n), effect.changes) for n, effect in enumerate(effects)), "is already changed here")
    for index, effect in enumerate(effects):
        if effect.changes == "jobs" and not -1 <= effect.by.value <= 1:
            yield Complaint((*path, index, "by", "value"), "not a possible share of a firm's jobs", "-1 to 1")
