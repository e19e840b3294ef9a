"""The neutral form of each kind of clause: a change of the file after which the clause has no effect.

Each change removes or grants one thing, so that changes can be made in any order. `tidied` then removes what refers to
something that is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Literal, TypeVar

from counterscore.catalogue.figure import Record
from counterscore.regime.firms import Joint
from counterscore.regime.gates.kinds import rules_of
from counterscore.regime.looking import lack
from counterscore.regime.officials import sees_punished
from counterscore.regime.schema import METHODS, Gate, Listing, Operator, RegimeFile, Right, Rights

Change = Callable[[RegimeFile], RegimeFile]
_Record = TypeVar("_Record", bound=Record)
_Scaled = TypeVar("_Scaled", RegimeFile, Operator)


def unwatched(source: str) -> Change:
    """Return the change that removes this partner, without a replacement."""
    return _left_out("partners", "id", {source})


def looking_evenly(source: str) -> Change:
    """Return the change after which the partner's surveillance is even, whatever it detected before."""

    def change(file: RegimeFile) -> RegimeFile:
        return _looking_evenly(file, {source})

    return change


def unrated(activities: Collection[str]) -> Change:
    """Return the change that removes the ratings of these activities, for every operator."""

    def change(file: RegimeFile) -> RegimeFile:
        left = _left_out("ratings", "activity", activities)
        return left(file).model_copy(update={"operators": [left(each) for each in file.operators]})

    return change


def unlisted(listing: str) -> Change:
    """Return the change that removes this list."""
    return _left_out("lists", "id", {listing})


def family_spared(listing: str) -> Change:
    """Return the change after which the list has no consequences for the household."""

    def change(file: RegimeFile) -> RegimeFile:
        lists = [each.model_copy(update={"family_blocks": []}) if each.id == listing else each for each in file.lists]
        return file.model_copy(update={"lists": lists})

    return change


def ungated(decision: str) -> Change:
    """Return the change that removes the state's gate, so that the incumbent rule and perks alone decide."""
    return _without_gate(None, decision)


def by_the_rule(decision: str, part: Literal["discretion", "bribe"]) -> Change:
    """Return the change after which officials of the state's gate have no discretion, or take no bribes."""

    def change(file: RegimeFile) -> RegimeFile:
        gates = [
            gate.model_copy(update={part: None}) if (gate.operator, gate.decision) == (None, decision) else gate
            for gate in file.gates
        ]
        return file.model_copy(update={"gates": gates})

    return change


def recording_all(source: str) -> Change:
    """Return the change after which nobody can pay this partner not to record an act."""

    def change(file: RegimeFile) -> RegimeFile:
        return _incorruptible(file, {source})

    return change


def unperked(operator: str, decision: str) -> Change:
    """Return the change that removes this perk of the operator."""
    return _without_gate(operator, decision)


def friendless(file: RegimeFile) -> RegimeFile:
    """Return the regime without the friends' part in any score."""
    return _everywhere(file, friends=None)


def unforgotten(file: RegimeFile) -> RegimeFile:
    """Return the regime with points that never fade."""
    return _everywhere(file, half_life=None)


def unranked(file: RegimeFile) -> RegimeFile:
    """Return the regime without a public rank."""
    return file.model_copy(update={"rank": None})


def firmless(file: RegimeFile) -> RegimeFile:
    """Return the regime without rules for firms."""
    return file.model_copy(update={"firms": None})


def disjoint(file: RegimeFile) -> RegimeFile:
    """Return the regime without joint punishment of firms and their owners."""
    return _jointly(file, None)


def unmodelled(file: RegimeFile) -> RegimeFile:
    """Return the regime with a ledger of points in place of any other method."""
    return _scored(file, method="ledger", **dict.fromkeys(METHODS))


def voluntary(file: RegimeFile) -> RegimeFile:
    """Return the regime with voluntary participation in every phase."""
    phases = [phase.model_copy(update={"participation": "voluntary"}) for phase in file.phases]
    return file.model_copy(update={"phases": phases})


def withheld(right: str) -> Change:
    """Return the change that withholds this right."""
    return _with_right(right, None)


def granted(right: str, terms: Right) -> Change:
    """Return the change that grants this right on these terms."""
    return _with_right(right, terms)


def tidied(whole: RegimeFile, part: RegimeFile) -> RegimeFile:
    """Return `part`, which is `whole` without some clauses, without anything that refers to a removed clause.

    - Ratings of activities that nobody sees any more are removed.
    - Nobody pays a partner any more that sees no act which costs points.
    - Surveillance becomes even once there is nothing to detect or to be guided by.
    - A list that followed a removed list follows that list's predecessor instead, or none.
    - Gates ask about the remaining lists.
    - Operators to which nobody reports are removed with their perks, and so are phases without any operator left.
    - The score and its bands are removed once there are no ratings, lists, gates, public rank or operators.
    - Joint punishment through a removed list is removed.
    - Rights are removed once there is neither a score nor a partner; without rules for firms, so are the phases.
    """
    seen = {act for source in part.partners for act in source.sees}
    ratings = [rating for rating in part.ratings if rating.activity in seen]
    file = part.model_copy(
        update={"ratings": ratings, "lists": _following(whole, part), "gates": [_asking(part, g) for g in part.gates]}
    )
    file = _learning(file, seen)
    file = _operated(file) if file.operators else file
    if not (file.operators or ratings or file.lists or file.gates or (file.rank and file.rank.public)):
        file = file.model_copy(update={"score": None, "bands": [], "rank": None})
    if file.score is None and not file.partners:
        file = file.model_copy(update={"rights": Rights(), "phases": file.phases if file.firms else []})
    file = _looking_evenly(_bound(file), {source.id for source in file.partners if lack(source, file)})
    file = _incorruptible(file, {source.id for source in file.partners if not sees_punished(source, file)})
    return file if part == whole else undeclared(file)


def undeclared(file: RegimeFile) -> RegimeFile:
    """Return the regime without its legal facts, which were declared for the whole regime. No simulation reads them."""
    lists = [listing.model_copy(update={"facts": None}) for listing in file.lists]
    return file.model_copy(update={"facts": None, "lists": lists})


def _operated(file: RegimeFile) -> RegimeFile:
    """Return the regime with those operators, perks and phases that still have something to refer to."""
    sources = {source.id: source.sees for source in file.partners}
    kept: list[Operator] = []
    for operator in file.operators:
        fed = [name for name in operator.partners if name in sources]
        seen = {act for name in fed for act in sources[name]}
        eased = {gate.decision for gate in file.gates if gate.operator == operator.id}
        parts = {
            "partners": fed,
            "ratings": [rating for rating in operator.ratings if rating.activity in seen],
            "perks": [perk for perk in operator.perks if perk in eased],
        }
        kept += [operator.model_copy(update=parts)] if fed else []
    names = {operator.id for operator in kept}
    phases = [
        phase.model_copy(update={"operators": [name for name in phase.operators if name in names]})
        for phase in file.phases
    ]
    # Without operators there is nothing to join, but rules for firms keep their mandatory phase.
    phases = [phase for phase in phases if phase.operators or (not names and phase.participation == "mandatory")]
    gates = [gate for gate in file.gates if gate.operator is None or gate.operator in names]
    return file.model_copy(update={"operators": kept, "phases": phases, "gates": gates})


def _bound(file: RegimeFile) -> RegimeFile:
    """Return the regime with only the joint punishment that its lists of citizens allow."""
    if file.firms is None or file.firms.joint is None:
        return file
    joint, lists = file.firms.joint, {entry.id for entry in file.lists}
    owner_to_firm = joint.owner_to_firm if joint.owner_to_firm and joint.owner_to_firm.on in lists else None
    firm_to_owner = joint.firm_to_owner if joint.firm_to_owner and joint.firm_to_owner.onto in lists else None
    left = joint.model_copy(update={"owner_to_firm": owner_to_firm, "firm_to_owner": firm_to_owner})
    return _jointly(file, left if owner_to_firm or firm_to_owner else None)


def _jointly(file: RegimeFile, joint: Joint | None) -> RegimeFile:
    firms = file.firms.model_copy(update={"joint": joint}) if file.firms else None
    return file.model_copy(update={"firms": firms})


def _learning(file: RegimeFile, seen: set[str]) -> RegimeFile:
    """Return the regime with a model that is limited to what is still seen, or without a model."""
    model = file.score.model if file.score else None
    if model is None or seen.issuperset((*model.records, *model.predicts)):
        return file
    records, predicts = ([act for act in acts if act in seen] for acts in (model.records, model.predicts))
    if not predicts or not (records or model.attributes):
        return unmodelled(file)
    return _scored(file, model=model.model_copy(update={"records": records, "predicts": predicts}))


def _looking_evenly(file: RegimeFile, sources: Collection[str]) -> RegimeFile:
    changed = [
        source.model_copy(update={"attention": None}) if source.id in sources else source for source in file.partners
    ]
    return file.model_copy(update={"partners": changed})


def _incorruptible(file: RegimeFile, sources: Collection[str]) -> RegimeFile:
    changed = [
        each.model_copy(update={"bribe": None}) if each.bribe and each.id in sources else each for each in file.partners
    ]
    return file.model_copy(update={"partners": changed})


def _without_gate(operator: str | None, decision: str) -> Change:
    def change(file: RegimeFile) -> RegimeFile:
        gates = [gate for gate in file.gates if (gate.operator, gate.decision) != (operator, decision)]
        return file.model_copy(update={"gates": gates})

    return change


def _left_out(key: str, name: str, gone: Collection[str]) -> Callable[[_Record], _Record]:
    def change(file: _Record) -> _Record:
        entries: list[Any] = getattr(file, key)
        return file.model_copy(update={key: [entry for entry in entries if getattr(entry, name) not in gone]})

    return change


def _everywhere(file: RegimeFile, **parts: None) -> RegimeFile:
    """Return the regime without these parts in any of its scores."""
    return _scored(file, **parts).model_copy(update={"operators": [_scored(each, **parts) for each in file.operators]})


def _scored(file: _Scaled, **parts: object) -> _Scaled:
    return file.model_copy(update={"score": file.score.model_copy(update=parts) if file.score else None})


def _with_right(name: str, terms: Right | None) -> Change:
    def change(file: RegimeFile) -> RegimeFile:
        return file.model_copy(update={"rights": file.rights.model_copy(update={name: terms})})

    return change


def _following(whole: RegimeFile, part: RegimeFile) -> list[Listing]:
    """Return the remaining lists. A list that followed a removed one follows the nearest remaining one before it."""
    before = {entry.id: entry.after for entry in whole.lists}
    left = {entry.id for entry in part.lists}
    kept: list[Listing] = []
    for entry in part.lists:
        after = entry.after
        while after is not None and after not in left:
            after = before[after]
        changes = {} if after == entry.after else {"after": after, "after_months": entry.after_months if after else 0}
        kept.append(entry.model_copy(update=changes))
    return kept


def _asking(part: RegimeFile, gate: Gate) -> Gate:
    left = {entry.id for entry in part.lists}
    return gate.model_copy(update={rule.key: rule.left(left) for rule in rules_of(gate)})
