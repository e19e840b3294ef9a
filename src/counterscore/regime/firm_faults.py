"""Faults of a regime's rules for firms whose values are each allowed but do not fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterscore.catalogue.lists import repeated, same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.firms import Drag, FirmGate, FirmRules, FirmScore, Joint
from counterscore.regime.scale import MOST_POINTS, ends, on_the_scale, rising, whole_thousandths
from counterscore.regime.schema import RegimeFile
from counterscore.society.firms_faults import firm_effects
from counterscore.society.firms_schema import FirmsSpec

RULES = ("score", "percentile", "band", "not_listed")
Named = list[tuple[Where, str]]


def rule_complaints(rules: FirmRules, file: RegimeFile) -> Iterator[Complaint]:
    """Yield every fault of the rules for firms in this regime."""
    yield from _needs_a_score(rules)
    for key in ("partners", "bands", "lists"):
        ids = [each.id for each in getattr(rules, key)]
        yield from repeated((("firms", key, place, "id"), name) for place, name in enumerate(ids))
    yield from _watching(rules)
    if rules.score:
        yield from _scale(rules, rules.score)
    yield from _entries(rules)
    decided = [(("firms", "gates", place, "decision"), gate.decision) for place, gate in enumerate(rules.gates)]
    yield from repeated(decided)
    for place, gate in enumerate(rules.gates):
        yield from _gate(("firms", "gates", place), gate, rules)
    if rules.joint:
        yield from _joint(rules.joint, rules, file)


def rule_mismatches(rules: FirmRules, firms: FirmsSpec, society: str) -> Iterator[Complaint]:
    """Yield everything in the rules that does not exist for firms in this society."""
    acts = tuple(activity.id for activity in firms.activities)
    decisions = tuple(decision.id for decision in firms.decisions)
    for where, act in [*_seen(rules), *_rated(rules)]:
        if act not in acts:
            yield Complaint(where, f"firms in the society {society} have no such activity", ", ".join(acts), acts)
    for place, gate in enumerate(rules.gates):
        if gate.decision not in decisions:
            message = f"firms in the society {society} have no such decision"
            yield Complaint(("firms", "gates", place, "decision"), message, ", ".join(decisions), decisions)


def _needs_a_score(rules: FirmRules) -> Iterator[Complaint]:
    if rules.score is not None:
        return
    for key in ("ratings", "bands", "lists", "gates"):
        if getattr(rules, key):
            yield Complaint(("firms", key, 0), f"{key} of firms need a score, and this regime has no [firms.score]")
    if rules.rank and rules.rank.public:
        yield Complaint(("firms", "rank", "public"), "a rank needs a score, and this regime has no [firms.score]")


def _seen(rules: FirmRules) -> Named:
    each = enumerate(rules.partners)
    return [(("firms", "partners", p, "sees", a), act) for p, source in each for a, act in enumerate(source.sees)]


def _rated(rules: FirmRules) -> Named:
    return [(("firms", "ratings", place, "activity"), rating.activity) for place, rating in enumerate(rules.ratings)]


def _watching(rules: FirmRules) -> Iterator[Complaint]:
    """Each activity is seen by at most one partner, has at most one rating, and is rated only if it is seen."""
    yield from repeated(_seen(rules), "is already seen by another partner; only one partner may see an activity")
    yield from repeated(_rated(rules), "already has a rating")
    seen = tuple(act for _, act in _seen(rules))
    for where, act in _rated(rules):
        if act not in seen:
            yield Complaint(where, "no partner sees this activity", ", ".join(seen), seen)


def _scale(rules: FirmRules, score: FirmScore) -> Iterator[Complaint]:
    for place, rating in enumerate(rules.ratings):
        where = ("firms", "ratings", place, "points", "value")
        yield from whole_thousandths(where, rating.points.value)
        if abs(rating.points.value) > MOST_POINTS:
            yield Complaint(where, "too many points for one month", f"-{MOST_POINTS} to {MOST_POINTS}")
    faulty = list(ends(score))
    yield from _under_firms(faulty)
    if faulty:
        return
    for where, value in _levels(rules, score):
        yield from on_the_scale(where, value, score)
    yield from _under_firms(rising(rules.bands, score))


def _under_firms(complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    return (replace(complaint, where=("firms", *complaint.where)) for complaint in complaints)


def _levels(rules: FirmRules, score: FirmScore) -> Iterator[tuple[Where, float]]:
    yield ("firms", "score", "base"), score.base
    for place, band in enumerate(rules.bands):
        yield ("firms", "bands", place, "at_least"), band.at_least
    for place, listing in enumerate(rules.lists):
        for key in ("below", "at_least"):
            if (value := getattr(listing, key)) is not None:
                yield ("firms", "lists", place, key), value
    for place, gate in enumerate(rules.gates):
        if gate.score:
            yield ("firms", "gates", place, "score", "value"), gate.score.value


def _entries(rules: FirmRules) -> Iterator[Complaint]:
    allowed = "exactly one of below, at_least"
    for place, listing in enumerate(rules.lists):
        here = ("firms", "lists", place)
        if listing.below is None and listing.at_least is None:
            yield Complaint(here, "this list has no entry condition", allowed)
        elif listing.below is not None and listing.at_least is not None:
            yield Complaint((*here, "at_least"), "this list has a second entry condition", allowed, on_key=True)


def _gate(here: Where, gate: FirmGate, rules: FirmRules) -> Iterator[Complaint]:
    given = [rule for rule in RULES if getattr(gate, rule) is not None]
    allowed = "exactly one of " + ", ".join(RULES)
    if not given:
        yield Complaint(here, "this gate has no rule", allowed)
    for rule in given[1:]:
        yield Complaint((*here, rule), "this gate has a second rule", allowed, on_key=True)
    if gate.percentile and not 0 <= gate.percentile.value <= 100:
        yield Complaint((*here, "percentile", "value"), "not a percentile", "0 to 100")
    bands = tuple(band.id for band in rules.bands)
    if gate.band is not None and gate.band not in bands:
        yield Complaint((*here, "band"), "firms have no such band", ", ".join(bands), bands)
    yield from same_words((*here, "not_listed"), gate.not_listed or ())
    for place, name in enumerate(gate.not_listed or ()):
        yield from _known((*here, "not_listed", place), name, [each.id for each in rules.lists], "firms")
    yield from firm_effects((*here, "denied"), gate.denied)


def _joint(joint: Joint, rules: FirmRules, file: RegimeFile) -> Iterator[Complaint]:
    firms, citizens = [each.id for each in rules.lists], [each.id for each in file.lists]
    here = ("firms", "joint")
    if not joint.owner_to_firm and not joint.firm_to_owner:
        yield Complaint(here, "joint punishment applies to nobody", "owner_to_firm, firm_to_owner or both")
    yield from _drag((*here, "owner_to_firm"), joint.owner_to_firm, (citizens, "citizens"), (firms, "firms"))
    yield from _drag((*here, "firm_to_owner"), joint.firm_to_owner, (firms, "firms"), (citizens, "citizens"))


def _drag(
    here: Where, drag: Drag | None, on: tuple[list[str], str], onto: tuple[list[str], str]
) -> Iterator[Complaint]:
    if drag:
        yield from _known((*here, "on"), drag.on, *on)
        yield from _known((*here, "onto"), drag.onto, *onto)


def _known(where: Where, name: str, names: list[str], whose: str) -> Iterator[Complaint]:
    if name not in names:
        yield Complaint(where, f"this regime has no such list of {whose}", ", ".join(names), tuple(names))
