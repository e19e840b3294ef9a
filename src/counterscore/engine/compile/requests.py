"""Compile the decisions: who applies, how scarce places are allocated, and what each answer changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

import numpy as np

from counterscore.chance.kernel import Words
from counterscore.engine.access.compiling import each_gate
from counterscore.engine.compile.acts import RATE_FLOOR, mask
from counterscore.engine.compile.numbers import PER_NATURAL, log2_odds, threshold
from counterscore.engine.core.plan import Changes, Denials, Grants, OutcomeTerms, RequestRules, Scarcity
from counterscore.engine.core.scale import thousandths
from counterscore.regime.schema import Gate, Listing, RegimeFile
from counterscore.society.aggregate_tables import rows
from counterscore.society.decisions import Decision, Incumbent, PersonEffect
from counterscore.society.schema import SocietyFile
from counterscore.society.structure import IncumbentRule
from counterscore.society.traits import BIT, PREDICTORS

_INPUTS = ("income", "collateral", "history", "seniority", "lottery")
_FULL = 255
TABLES = (None, "start", "score")


def asking(society: SocietyFile, regime: RegimeFile) -> RequestRules:
    """Return, by decision in the society's order, the demand, the incumbent's rules and the effects of lists."""
    decisions, gates, lists = society.decisions, each_gate(society, regime), regime.lists
    return RequestRules(
        needs=_words([mask(d.needs) for d in decisions]),
        excludes=_words([mask(d.excludes) for d in decisions]),
        demand=np.array([threshold(d.demand.value) for d in decisions], np.uint32),
        again=np.array(
            [threshold((g.again or d.again or d.demand).value) for d, g in zip(decisions, gates, strict=True)],
            np.uint32,
        ),
        lacks=_words([mask([d.hindered.lacks]) if d.hindered else 0 for d in decisions]),
        hindered=np.array([threshold((d.hindered or d).demand.value) for d in decisions], np.uint32),
        index_from=np.float32(society.index.from_yuan.value),
        index_steps=np.float32(society.index.doubling.value),
        index_months=np.int64(society.index.seniority.value),
        weights=np.array([_weights(d.incumbent, society.structure.incumbent) for d in decisions], np.int32),
        blocks=_words([_lists_with(lists, lambda entry, d=d: d.id in entry.blocks) for d in decisions]),
        family=_words([_lists_with(lists, lambda entry, d=d: d.id in entry.family_blocks) for d in decisions]),
        opens=_words([_lists_with(lists, lambda entry, d=d: d.id in entry.opens) for d in decisions]),
        list_months=np.array([entry.months for entry in lists], np.int32),
    )


def scarcity(society: SocietyFile) -> Scarcity:
    """Return the places of every decision, and the terms of those that form couples."""
    return Scarcity(
        places=np.array([d.places.value if d.places else -1.0 for d in society.decisions], np.float64),
        apart=np.array([int(d.pairing.apart.value * 12) if d.pairing else -1 for d in society.decisions], np.int32),
        offers=np.array([int(d.pairing.offers.value) if d.pairing else 0 for d in society.decisions], np.int32),
    )


def grants(society: SocietyFile) -> Grants:
    """Return what an approval requires and changes, by decision."""
    effects = [decision.granted for decision in society.decisions]
    needs = _words([mask(decision.needs) for decision in society.decisions])
    excludes = _words([mask(decision.excludes) for decision in society.decisions])
    return Grants(needs=needs, excludes=excludes, changes=_changes(effects))


def denials(society: SocietyFile, regime: RegimeFile) -> Denials:
    """Return what a refusal changes, and what a refusal by a gate changes in addition, by decision."""
    decisions, gates = society.decisions, each_gate(society, regime)
    wait = np.array([_months(decision) for decision in decisions], np.int32)
    gate_wait = np.array([_months(gate) for gate in gates], np.int32)
    return Denials(
        changes=_changes([decision.denied for decision in decisions]),
        wait=wait,
        gate_changes=_changes([gate.denied for gate in gates]),
        gate_wait=np.maximum(wait, gate_wait),
    )


def outcomes(society: SocietyFile, regime: RegimeFile) -> OutcomeTerms:
    """Return the outcome models of approvals, by decision."""
    models = [decision.outcome for decision in society.decisions]
    terms = [[(PREDICTORS.index(n), e.value) for n, e in model.effects.items()] if model else [] for model in models]
    return OutcomeTerms(
        some=np.array([int(model is not None) for model in models], np.int32),
        base=np.array([_base(decision) for decision in society.decisions], np.float32),
        first=np.array([0, *accumulate(len(row) for row in terms)], np.int32),
        which=np.array([which for row in terms for which, _ in row], np.int32),
        coefficient=np.array([value * PER_NATURAL for row in terms for _, value in row], np.float32),
        bad=_changes([model.spoilt if model else [] for model in models]),
        tabled=np.array([TABLES.index(model.table if model else None) for model in models], np.int32),
        table=rows(society.aggregates),
        lowest=np.int32(thousandths(regime.score.lowest) if regime.score else 0),
    )


def _base(decision: Decision) -> np.float32:
    rate = decision.outcome.ill_rate.value if decision.outcome else RATE_FLOOR
    return log2_odds(min(max(rate, RATE_FLOOR), 1 - RATE_FLOOR))


def _months(entry: Decision | Gate) -> int:
    months = entry.wait if isinstance(entry, Decision) else entry.months
    return int(months.value) if months else 0


def _changes(effects: list[list[PersonEffect]]) -> Changes:
    """Return the effects of an answer, by decision."""
    wealth = [sum(e.by.value for e in row if e.by and e.changes == "wealth") for row in effects]
    wage = [1 + sum(e.by.value for e in row if e.by and e.changes == "wage") for row in effects]
    return Changes(
        to_set=_words([_bits(row, 1) for row in effects]),
        to_clear=_words([_bits(row, 0) for row in effects]),
        wealth=np.array(wealth, np.float32),
        wage=np.array(wage, np.float32),
    )


def _words(values: list[int]) -> Words:
    return np.array(values, np.uint32)


def _weights(incumbent: Incumbent, rule: IncumbentRule) -> list[int]:
    """Return whole weights that add up to 255, so that an index of inputs from 0 to 255 stays below 2**16.

    Only ratios matter, so a weight without others is not read, nor is any under the rule `lottery`.
    """
    given = [name for name in _INPUTS if getattr(incumbent, name)]
    if rule == "lottery" or len(given) == 1:
        only = "lottery" if rule == "lottery" else given[0]
        return [_FULL if name == only else 0 for name in _INPUTS]
    values = [figure.value if (figure := getattr(incumbent, name)) else 0.0 for name in _INPUTS]
    values = _leading(values) if rule == "leading" else values
    whole = [int(value * _FULL / sum(values)) for value in values]
    whole[values.index(max(values))] += _FULL - sum(whole)
    return whole


def _leading(values: list[float]) -> list[float]:
    """Return 1 for the input with the largest weight apart from the lottery, and 0 for the others."""
    known = max(values[:-1])
    first = values.index(known) if known else len(values) - 1
    return [float(place == first) for place in range(len(values))]


def _lists_with(lists: list[Listing], holds: Callable[[Listing], bool]) -> int:
    """Return the lists for which `holds` is true, a bit each."""
    return sum(1 << place for place, entry in enumerate(lists) if holds(entry))


def _bits(effects: list[PersonEffect], to: int) -> int:
    return sum(BIT[effect.changes] for effect in effects if effect.to == to)
