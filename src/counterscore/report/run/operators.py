"""Operators and phases in a run: how many joined, when joining became mandatory, and what it cost not to join."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from counterscore.regime.phases import in_force, timeline
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import Decided, decided
from counterscore.report.text.numbers import listing, percent, span, times

if TYPE_CHECKING:
    from counterscore.regime.schema import Operator, Phase
    from counterscore.run.reading import Run

INSIDE, OUTSIDE = "enrolled", "not-enrolled"
ENOUGH = 30


class Enrolment(NamedTuple):
    """One operator in one month: the share of adults who have a score there, and the mean of the scores."""

    month: int
    share: float
    mean: float | None


class Spell(NamedTuple):
    """A phase as far as the run goes, from month `first` up to `end`; enrolment by operator, month by month."""

    phase: Phase
    first: int
    end: int
    operators: list[Operator]
    enrolled: dict[str, list[Enrolment]]

    @property
    def free(self) -> bool:
        """Return whether participation was voluntary."""
        return self.phase.participation == "voluntary"


def spells(run: Run, monthly: Monthly) -> list[Spell]:
    """Return the phases that the run went through, in order; none for a regime without a score."""
    adults = dict(zip(*monthly.course("adults"), strict=True))
    found: dict[str, list[Enrolment]] = {}
    for month, operator, enrolled, mean in run.operators.iter_rows():
        found.setdefault(operator, []).append(Enrolment(month=month, share=enrolled / max(adults[month], 1), mean=mean))
    course, last = timeline(run.regime.file), run.manifest.months
    ends = [phase.from_month for phase in course[1:]] + [last]
    reached = [(phase, min(end, last)) for phase, end in zip(course, ends, strict=True) if phase.from_month < last]
    return [_spell(run, phase, end, found) for phase, end in reached] if found else []


def _spell(run: Run, phase: Phase, end: int, found: dict[str, list[Enrolment]]) -> Spell:
    operators = in_force(run.regime.file, phase)
    enrolled = {
        each.id: [one for one in found.get(each.id, []) if phase.from_month <= one.month < end] for each in operators
    }
    return Spell(phase=phase, first=phase.from_month, end=end, operators=operators, enrolled=enrolled)


def last_share(spell: Spell, operator: str) -> float:
    """Return the share of adults with a score there at the end of a spell."""
    course = spell.enrolled[operator]
    return course[-1].share if course else 0.0


def first_share(spell: Spell, operator: str) -> float:
    """Return the share of adults with a score there in the first month of a spell."""
    course = spell.enrolled[operator]
    return course[0].share if course else 0.0


def staying_out(run: Run, spell: Spell) -> list[Decided]:
    """Return the requests in a voluntary spell for which some operator has a perk, by members and others."""
    eased = {gate.decision for gate in run.regime.file.gates if gate.operator in spell.enrolled}
    found = [each for each in decided(run, spell.first, spell.end) if each.id in eased]
    return [each for each in found if INSIDE in each.of]


def sentences(run: Run, monthly: Monthly) -> Iterator[str]:
    """Return one finding: who joined while participation was voluntary, what it cost not to join, and what followed."""
    course = spells(run, monthly)
    free = next((spell for spell in course if spell.free), None)
    if free is not None:
        yield f"{_joined(free)}{_cost(staying_out(run, free))}{_after(course, free)}"


def _joined(free: Spell) -> str:
    """How many had joined which operator at the end of the voluntary time."""
    first, *rest = free.operators
    shares = [f"{percent(last_share(free, first.id))} of adults had joined {first.title}"]
    shares += [f"{percent(last_share(free, each.id))} {each.title}" for each in rest]
    length = span(free.end - free.first)
    return f"Participation was voluntary for {length}, by the end of which {listing(shares)}."


def _cost(eased: list[Decided]) -> str:
    """For what people who had not joined were refused more often than members, by the widest gap."""
    widest = widest_cost(eased)
    if widest is None:
        return ""
    out, within = widest.of[OUTSIDE].share, widest.of[INSIDE].share
    return (
        f" People who had not joined were refused {widest.title} {times(out / within)} as members: {percent(out)} of "
        f"requests, compared with {percent(within)}."
    )


def widest_cost(eased: list[Decided]) -> Decided | None:
    """Return the decision in which not joining cost most; None for too few requests or no cost."""
    enough = [each for each in eased if min(each.of[INSIDE].asked, each.of[OUTSIDE].asked) >= ENOUGH]
    found = max(enough, key=cost, default=None)
    return found if found and found.of[INSIDE].refused and cost(found) > 0 else None


def cost(decision: Decided) -> float:
    """Return how much larger the share of requests refused is for people who had not joined than for members."""
    return decision.of[OUTSIDE].share - decision.of[INSIDE].share


def _after(course: list[Spell], free: Spell) -> str:
    """What came after the voluntary time."""
    later = next((spell for spell in course if spell.first >= free.end and not spell.free), None)
    return f" After that, {later.operators[0].title} was mandatory for all adults." if later else ""
