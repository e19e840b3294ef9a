"""Faults of a regime whose values are each allowed but do not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.lists import repeated, same_ids, same_words
from counterscore.catalogue.origins import origin_complaints
from counterscore.catalogue.problem import Complaint
from counterscore.catalogue.source import Source, refuse
from counterscore.regime.facts.check import fact_complaints
from counterscore.regime.firm_faults import rule_complaints, rule_mismatches
from counterscore.regime.gates.faults import gate_complaints, gate_mismatches
from counterscore.regime.looking import attention_complaints
from counterscore.regime.method_faults import method_complaints
from counterscore.regime.officials import official_complaints
from counterscore.regime.scale import scale_complaints
from counterscore.regime.schema import RegimeFile
from counterscore.regime.standing import list_complaints, sanctions
from counterscore.regime.timeline import operator_complaints, timeline_complaints

if TYPE_CHECKING:
    from counterscore.regime.load import Regime
    from counterscore.society.load import Society
    from counterscore.society.schema import SocietyFile


def check(regime: Regime, society: Society) -> None:
    """Raise a Problem that names places in the regime's file if the regime cannot run with this society."""
    found = list(mismatches(regime.file, society.file))
    if found and regime.path:
        Source.open(regime.path).blame(found)
    refuse(found, regime.file)


def complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield every fault of the regime by itself, whatever the society."""
    yield from faults_of_values(file)
    yield from origin_complaints(file, file.held_out)


def faults_of_values(file: RegimeFile) -> Iterator[Complaint]:
    """Yield those of them that depend on values, and not only on what figures were set from."""
    yield from _needs_a_score(file)
    for key in ("partners", "operators", "bands", "lists", "phases"):
        yield from same_ids(key, getattr(file, key))
    yield from _watching(file)
    yield from attention_complaints(file)
    yield from official_complaints(file)
    yield from scale_complaints(file)
    yield from method_complaints(file)
    yield from list_complaints(file.lists)
    yield from timeline_complaints(file)
    yield from operator_complaints(file)
    yield from _one_gate_each(file)
    for place, gate in enumerate(file.gates):
        if gate.operator is None:
            yield from gate_complaints(("gates", place), gate, file)
    yield from fact_complaints(file)
    if file.firms:
        yield from rule_complaints(file.firms, file)


def _one_gate_each(file: RegimeFile) -> Iterator[Complaint]:
    """Each decision has at most one gate of the state and one perk of each operator."""
    for owner in dict.fromkeys(gate.operator for gate in file.gates):
        of_one = [(place, gate) for place, gate in enumerate(file.gates) if gate.operator == owner]
        yield from repeated((("gates", place, "decision"), gate.decision) for place, gate in of_one)


def mismatches(file: RegimeFile, society: SocietyFile) -> Iterator[Complaint]:
    """Yield everything in the regime that does not exist in this society."""
    acts = tuple(activity.id for activity in society.activities)
    decisions = tuple(decision.id for decision in society.decisions)
    named = [
        (("partners", p, "sees", a), act) for p, each in enumerate(file.partners) for a, act in enumerate(each.sees)
    ]
    named += [(("ratings", place, "activity"), rating.activity) for place, rating in enumerate(file.ratings)]
    named += [
        (("operators", o, "ratings", place, "activity"), rating.activity)
        for o, operator in enumerate(file.operators)
        for place, rating in enumerate(operator.ratings)
    ]
    for where, act in named:
        if act not in acts:
            yield Complaint(where, f"the society {society.society.id} has no such activity", ", ".join(acts), acts)
    asked = [(("gates", place, "decision"), gate.decision) for place, gate in enumerate(file.gates)]
    for where, decision in (*asked, *sanctions(file.lists)):
        if decision not in decisions:
            message = f"the society {society.society.id} has no such decision"
            yield Complaint(where, message, ", ".join(decisions), decisions)
    for place, gate in enumerate(file.gates):
        yield from gate_mismatches(("gates", place), gate, society)
    yield from _local(file, society)
    if file.score and file.score.starts == "table" and society.aggregates is None:
        message = f"the society {society.society.id} does not come from aggregate tables"
        yield Complaint(("score", "starts"), message, "base")
    for place, gate in enumerate(file.gates):
        if gate.operator is None or gate.decision not in decisions:
            continue
        eased = society.decisions[decisions.index(gate.decision)]
        if not (eased.places or eased.pairing or eased.matching or eased.credit):
            message = "a perk eases only a decision with scarce places, and this one has room for everybody"
            allowed = "a decision with `places`, `matching`, `credit` or `pairing`"
            yield Complaint(("gates", place, "decision"), message, allowed)
    if file.firms and society.firms:
        yield from rule_mismatches(file.firms, society.firms, society.society.id)


def _local(file: RegimeFile, society: SocietyFile) -> Iterator[Complaint]:
    """Yield regions of local partners and gates that the society does not have."""
    last = len(society.population.regions.shares) - 1
    for key in ("partners", "gates"):
        for place, each in enumerate(getattr(file, key)):
            for index, region in enumerate(each.regions or ()):
                if not 0 <= region <= last:
                    message = f"the society {society.society.id} has no region {region}"
                    yield Complaint((key, place, "regions", index), message, f"0 to {last}")


def _needs_a_score(file: RegimeFile) -> Iterator[Complaint]:
    if file.score is None:
        own = any(operator.score for operator in file.operators)
        for key in ("ratings", "bands", "lists", "gates"):
            entries = [each for each in getattr(file, key) if getattr(each, "operator", None) is None]
            if entries and not (own and key == "ratings"):
                yield Complaint((key, 0), f"{key} need a score, and this regime has no [score]")
        if file.rank and file.rank.public:
            yield Complaint(("rank", "public"), "a rank needs a score, and this regime has no [score]")


def _watching(file: RegimeFile) -> Iterator[Complaint]:
    """Each activity is seen by at most one partner, has at most one rating, and is rated only if it is seen."""
    sees = [
        (("partners", p, "sees", a), act) for p, each in enumerate(file.partners) for a, act in enumerate(each.sees)
    ]
    yield from repeated(sees, "is already seen by another partner; only one partner may see an activity")
    for place, source in enumerate(file.partners):
        yield from same_words(("partners", place, "needs"), source.needs)
    rated = [(("ratings", place, "activity"), rating.activity) for place, rating in enumerate(file.ratings)]
    yield from repeated(rated, "already has a rating")
    seen = tuple(act for _, act in sees)
    for where, act in rated:
        if act not in seen:
            yield Complaint(where, "no partner sees this activity", ", ".join(seen), seen)
