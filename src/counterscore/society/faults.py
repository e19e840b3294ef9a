"""Checks of a society beyond those of single values."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import same_ids, same_words
from counterscore.catalogue.origins import origin_complaints
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.activities import Activity
from counterscore.society.aggregate_faults import aggregate_complaints
from counterscore.society.circumstance_faults import circumstance_complaints
from counterscore.society.credit_faults import credit_complaints
from counterscore.society.decision_faults import decision_complaints, index_complaints
from counterscore.society.decisions import Decision
from counterscore.society.effect_faults import slopes
from counterscore.society.firms_faults import firm_complaints
from counterscore.society.joint_faults import joint_complaints
from counterscore.society.labour_faults import labour_complaints
from counterscore.society.opinion_faults import opinion_complaints
from counterscore.society.schema import SocietyFile
from counterscore.society.structure import FORMS
from counterscore.society.tactic_faults import tactic_complaints

MOST = {"yes-no": (1,), "count": (4, 8, 16)}
FIFTHS = ("1", "2", "3", "4", "5")
WIDEST_GAP = 2_000_000
LONGEST_BURN_IN = 240


def complaints(file: SocietyFile) -> Iterator[Complaint]:
    """Yield everything that is wrong with the society itself."""
    yield from faults_of_values(file)
    yield from origin_complaints(file, file.held_out)


def faults_of_values(file: SocietyFile) -> Iterator[Complaint]:
    """Yield those of them that depend on values, and not only on what figures were set from."""
    if file.society.run_in.value % 1 or file.society.run_in.value > LONGEST_BURN_IN:
        allowed = f"whole months, 0 to {LONGEST_BURN_IN}"
        yield Complaint(("society", "run_in", "value"), "not a possible length of the burn-in", allowed)
    yield from same_ids("activities", file.activities)
    yield from same_ids("decisions", file.decisions)
    yield from same_ids("targets", file.targets)
    yield from same_ids("set_aside", file.set_aside)
    if file.responses.shun_gap.value > WIDEST_GAP:
        yield Complaint(("responses", "shun_gap", "value"), "the gap is wider than any scale", f"at most {WIDEST_GAP}")
    yield from tactic_complaints(file.responses, tuple(activity.id for activity in file.activities))
    if file.structure.response == "threshold" and file.responses.threshold is None:
        message = "the form threshold needs `threshold` in [responses]"
        yield Complaint(("structure", "response"), message, ", ".join(FORMS["response"]))
    for index, target in enumerate(file.targets):
        if (target.measure == "quintile-income") != (target.part in FIFTHS):
            message = "`part` is needed for the measure quintile-income, and for no other"
            yield Complaint(("targets", index, "part"), message, ", ".join(FIFTHS))
    for index, activity in enumerate(file.activities):
        yield from _activity(("activities", index), activity)
    for index, decision in enumerate(file.decisions):
        yield from decision_complaints(("decisions", index), decision)
        yield from credit_complaints(("decisions", index), decision, file.circumstances)
    yield from labour_complaints(file)
    yield from index_complaints(file.index)
    yield from joint_complaints(file.population)
    yield from circumstance_complaints(file.circumstances, file.population.grown_up.value)
    yield from _minority(file)
    if file.opinions:
        yield from opinion_complaints(file.opinions)
    if file.firms:
        yield from firm_complaints(file.firms, file.population.grown_up.value)
    if file.aggregates:
        yield from aggregate_complaints(file.aggregates)
    elif (index := next((k for k, each in enumerate(file.decisions) if _tabled(each)), None)) is not None:
        message = "an outcome with `table` needs [aggregates]; add the tables or leave `table` out"
        yield Complaint(("decisions", index, "outcome", "table"), message)


def _minority(file: SocietyFile) -> Iterator[Complaint]:
    """A minority that differs by place needs a state that is drawn for households, with one share for everybody."""
    states = [each for each in file.population.states if each.bit == "minority"]
    whole = len(states) == 1 and states[0].household and states[0].everyone and len(states[0].everyone) == 1
    if file.population.minority and not whole:
        message = "the minority differs by place, but its share is not one number for all households"
        allowed = 'one [[population.states]] with bit = "minority", household = true and one share for everyone'
        yield Complaint(("population", "minority"), message, allowed)
    regions = file.population.regions
    for column in ("income", "zeal", "coverage"):
        values = getattr(regions, column)
        if values and not sum(each.value for each in values) > 0:
            yield Complaint(("population", "regions", column), "all of them are 0", "at least one above 0")


def _tabled(decision: Decision) -> bool:
    return decision.outcome is not None and decision.outcome.table is not None


def _activity(path: Where, activity: Activity) -> Iterator[Complaint]:
    yield from same_words((*path, "who"), activity.who)
    most = MOST.get(activity.kind)
    if most and activity.most not in most:
        allowed = " or ".join(map(str, most))
        yield Complaint((*path, "most"), f"not a possible limit for an activity of kind {activity.kind}", allowed)
    limit = 1 if activity.kind == "yes-no" else activity.most
    rate = activity.rate.value
    if not 0 < rate < limit:
        yield Complaint((*path, "rate", "value"), "not a possible rate", f"above 0 and below {limit}")
    yield from _law(path, activity)
    yield from slopes((*path, "effects"), activity.effects)


def _law(path: Where, activity: Activity) -> Iterator[Complaint]:
    if activity.law == "protected" and activity.protected is None:
        yield Complaint((*path, "law"), "a protected activity needs `protected`, the freedom that protects it")
    if activity.law != "protected" and activity.protected is not None:
        yield Complaint((*path, "protected"), f'only allowed with law = "protected", not "{activity.law}"')
