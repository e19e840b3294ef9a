"""What can be wrong with a society although each of its values, alone, is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from counterscore.catalogue.lists import repeated, same_ids, same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.activities import Activity
from counterscore.society.circumstances import ByAge, Circumstances
from counterscore.society.decisions import Decision, Effect
from counterscore.society.schema import SocietyFile

MOST = {"yes-no": (1,), "count": (4, 8, 16)}
FIFTHS = ("1", "2", "3", "4", "5")
WIDEST_GAP = 2_000_000
LONGEST_RUN_IN = 240
STEEPEST = 10  # an effect of e**10 on a rate is beyond any published one and would drown all others


def complaints(file: SocietyFile) -> Iterator[Complaint]:
    """Give all that is wrong with the society taken by itself."""
    if file.society.run_in.value % 1 or file.society.run_in.value > LONGEST_RUN_IN:
        allowed = f"whole months, 0 to {LONGEST_RUN_IN}"
        yield Complaint(("society", "run_in", "value"), "not a number of months that a run-in may last", allowed)
    yield from same_ids("activities", file.activities)
    yield from same_ids("decisions", file.decisions)
    yield from same_ids("targets", file.targets)
    yield from same_ids("set_aside", file.set_aside)
    if file.responses.shun_gap.value > WIDEST_GAP:
        yield Complaint(("responses", "shun_gap", "value"), "wider than any scale", f"at most {WIDEST_GAP}")
    for place, target in enumerate(file.targets):
        if (target.measure == "quintile-income") != (target.part in FIFTHS):
            message = "`part` goes with the measure quintile-income, and with no other"
            yield Complaint(("targets", place, "part"), message, ", ".join(FIFTHS))
    for place, activity in enumerate(file.activities):
        yield from _activity(("activities", place), activity)
    for place, decision in enumerate(file.decisions):
        yield from _decision(("decisions", place), decision)
    yield from _circumstances(file.circumstances)


def effect_complaints(where: Where, effects: Sequence[Effect]) -> Iterator[Complaint]:
    """Give what is wrong with the effects of a decision: a state is set `to`, wealth is moved `by`."""
    yield from repeated((((*where, n), effect.changes) for n, effect in enumerate(effects)), "is changed here already")
    for place, effect in enumerate(effects):
        right, wrong = ("by", "to") if effect.changes == "wealth" else ("to", "by")
        here = (*where, place)
        if getattr(effect, wrong) is not None:
            yield Complaint((*here, wrong), f"{effect.changes} is changed with `{right}`", right, (right,), on_key=True)
        elif getattr(effect, right) is None:
            yield Complaint(here, f"a change of {effect.changes} needs `{right}`")


def _activity(here: Where, activity: Activity) -> Iterator[Complaint]:
    yield from same_words((*here, "who"), activity.who)
    most = MOST.get(activity.kind)
    if most and activity.most not in most:
        allowed = " or ".join(map(str, most))
        yield Complaint((*here, "most"), f"not a limit that an activity of kind {activity.kind} may have", allowed)
    limit = 1 if activity.kind == "yes-no" else activity.most
    rate = activity.rate.value
    if not 0 < rate < limit:
        yield Complaint((*here, "rate", "value"), "not a rate that can be", f"more than 0 and less than {limit}")
    yield from _law(here, activity)
    for name, effect in activity.effects.items():
        if abs(effect.value) > STEEPEST:
            allowed = f"-{STEEPEST} to {STEEPEST}"
            yield Complaint((*here, "effects", name, "value"), "too strong an effect on a rate", allowed)


def _law(here: Where, activity: Activity) -> Iterator[Complaint]:
    if activity.law == "protected" and activity.protected is None:
        yield Complaint((*here, "law"), "a protected activity names the freedom that protects it in `protected`")
    if activity.law != "protected" and activity.protected is not None:
        yield Complaint((*here, "protected"), f"only for activities with law = protected, not {activity.law}")


def _decision(here: Where, decision: Decision) -> Iterator[Complaint]:
    yield from same_words((*here, "needs"), decision.needs)
    yield from same_words((*here, "excludes"), decision.excludes)
    for place, bit in enumerate(decision.excludes):
        if bit in decision.needs:
            yield Complaint((*here, "excludes", place), f"{bit} is needed and excluded, so nobody ever asks")
    weights = decision.incumbent
    if not any(figure and figure.value for figure in vars(weights).values()):
        allowed = "a weight above 0 for one or more of " + ", ".join(vars(weights))
        yield Complaint((*here, "incumbent"), "without a weight nobody can be put before anybody", allowed)
    if not decision.granted and not decision.denied:
        yield Complaint(here, "the decision changes nothing: it needs `granted` or `denied`")
    yield from effect_complaints((*here, "granted"), decision.granted)
    yield from effect_complaints((*here, "denied"), decision.denied)


def _circumstances(circumstances: Circumstances) -> Iterator[Complaint]:
    for name in ("illness", "births", "deaths"):
        yield from _by_age(("circumstances", name), getattr(circumstances, name))


def _by_age(here: Where, table: ByAge) -> Iterator[Complaint]:
    if len(table.below) != len(table.chance):
        message = f"{len(table.chance)} chances for {len(table.below)} age limits"
        yield Complaint((*here, "chance"), message, "as many as in `below`")
    for place, (low, high) in enumerate(pairwise((0, *table.below))):
        if low >= high:
            yield Complaint((*here, "below", place), "age limits rise", f"more than {low}")
    if table.below[-1] != 200:
        yield Complaint((*here, "below", len(table.below) - 1), "the last age limit is 200", "200")
