"""Checks of credit markets and of deciders who learn."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.circumstances import Circumstances
from counterscore.society.credit import Credit
from counterscore.society.decisions import Decision
from counterscore.society.learning import LearningDeciders
from counterscore.society.traits import Bit

RATES = 255  # classes of interest rates
CLASSES_A_PERCENT = 4
DEAREST = RATES / CLASSES_A_PERCENT / 100
MOST_MONTHS = 240


def credit_complaints(path: Where, decision: Decision, circumstances: Circumstances) -> Iterator[Complaint]:
    """Yield what is wrong with the credit market of a decision, and with what its deciders learn."""
    if decision.credit:
        yield from _market((*path, "credit"), decision, decision.credit)
        yield from _term((*path, "credit"), decision, decision.credit, circumstances)
    if decision.learning:
        yield from _learning((*path, "learning"), decision, decision.learning)


def ends_with(decision: Decision, circumstances: Circumstances) -> list[Bit]:
    """Return the states that an approval sets and that lapse: a loan ends with them."""
    given = {effect.changes for effect in decision.granted if effect.to == 1}
    return [lapse.ends for lapse in circumstances.lapses if lapse.ends in given]


def _market(path: Where, decision: Decision, credit: Credit) -> Iterator[Complaint]:
    if decision.places or decision.pairing:
        other = "places" if decision.places else "pairing"
        message = f"a decision with `credit` has no `{other}`: the number of loans depends on their price and on funds"
        yield Complaint((*path[:-1], other), message, on_key=True)
    if not decision.outcome:
        yield Complaint(path, "lenders need an `outcome`: what a default is, and how often it happens")
    for name in ("amount", "capital"):
        if not getattr(credit, name).value > 0:
            yield Complaint((*path, name, "value"), "nothing could be lent", "above 0")
    dearest = f"above `funds` + `cost`, at most {DEAREST:g}"
    if not credit.funds.value + credit.cost.value < credit.cap.value <= DEAREST:
        yield Complaint((*path, "cap", "value"), "at this highest rate no loan breaks even, or it is too high", dearest)


def _term(path: Where, decision: Decision, credit: Credit, circumstances: Circumstances) -> Iterator[Complaint]:
    states = ends_with(decision, circumstances)
    if states and credit.term:
        message = f"the loan ends with the state `{states[0]}`, which lapses"
        yield Complaint((*path, "term"), message, "no `term`", on_key=True)
    if not states and not credit.term:
        message = "nothing says when a loan ends: no state that an approval sets lapses"
        yield Complaint(path, message, "a `term` in months")
    if credit.term and credit.term.value < 1:
        yield Complaint((*path, "term", "value"), "a loan runs for a month or more", "1 or more")


def _learning(path: Where, decision: Decision, learning: LearningDeciders) -> Iterator[Complaint]:
    yield from same_words((*path, "signs"), learning.signs)
    if not decision.outcome:
        yield Complaint(path, "deciders can learn nothing without an `outcome`")
    if decision.pairing:
        yield Complaint(path, "nobody decides over couples: a decision with `pairing` has no `learning`")
    if learning.every.value % 1 or not 1 <= learning.every.value <= MOST_MONTHS:
        yield Complaint(
            (*path, "every", "value"), "not a possible number of months", f"whole months, 1 to {MOST_MONTHS}"
        )
    for name in ("memory", "prior"):
        if not getattr(learning, name).value > 0:
            yield Complaint((*path, name, "value"), "the regression would have no solution", "above 0")
    if learning.interview and (learning.interview.group is None) != (learning.interview.group_error is None):
        message = "`group` and `group_error` belong together"
        yield Complaint((*path, "interview"), message, "both, or neither")
