"""The neutral form of each kind of clause: a change of the file by which the clause does nothing any more.

Every change takes away, or grants, one thing, so that they commute; `settled` then tidies up what hangs in the air.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from counterscore.catalogue.figure import Record
from counterscore.regime.firms import Joint
from counterscore.regime.gates.kinds import rules_of
from counterscore.regime.looking import lack
from counterscore.regime.schema import Gate, Listing, Operator, RegimeFile, Right, Rights

Change = Callable[[RegimeFile], RegimeFile]
_Record = TypeVar("_Record", bound=Record)
_Scaled = TypeVar("_Scaled", RegimeFile, Operator)


def unwatched(partner: str) -> Change:
    """Nobody watches in this partner's place."""
    return _left_out("partners", "id", {partner})


def looking_evenly(partner: str) -> Change:
    """The partner looks at everybody alike, wherever it found something before."""

    def change(file: RegimeFile) -> RegimeFile:
        return _looking_evenly(file, {partner})

    return change


def unrated(activities: Collection[str]) -> Change:
    """These activities count for nothing, with no operator."""

    def change(file: RegimeFile) -> RegimeFile:
        left = _left_out("ratings", "activity", activities)
        return left(file).model_copy(update={"operators": [left(each) for each in file.operators]})

    return change


def unlisted(listing: str) -> Change:
    """There is no such list."""
    return _left_out("lists", "id", {listing})


def family_spared(listing: str) -> Change:
    """The list strikes those on it alone."""

    def change(file: RegimeFile) -> RegimeFile:
        lists = [each.model_copy(update={"family_blocks": []}) if each.id == listing else each for each in file.lists]
        return file.model_copy(update={"lists": lists})

    return change


def ungated(decision: str) -> Change:
    """The decision goes by the incumbent's rule alone, but for what private operators ease."""
    return _without_gate(None, decision)


def unperked(operator: str, decision: str) -> Change:
    """The operator does not ease this decision."""
    return _without_gate(operator, decision)


def friendless(file: RegimeFile) -> RegimeFile:
    """Return the regime without a friends' part of any score."""
    return _everywhere(file, friends=None)


def unforgotten(file: RegimeFile) -> RegimeFile:
    """Return the regime with points that never fade."""
    return _everywhere(file, half_life=None)


def unranked(file: RegimeFile) -> RegimeFile:
    """Return the regime with everybody's rank for their own eyes only."""
    return file.model_copy(update={"rank": None})


def firmless(file: RegimeFile) -> RegimeFile:
    """Return the regime without rules for firms."""
    return file.model_copy(update={"firms": None})


def disjoint(file: RegimeFile) -> RegimeFile:
    """Return the regime without joint punishment: no owner drags a firm, no firm its owner."""
    return _jointly(file, None)


def unmodelled(file: RegimeFile) -> RegimeFile:
    """Return the regime with a ledger of points in place of a fitted model, or of ratings by others."""
    return _scored(file, model=None, encounters=None, method="ledger")


def voluntary(file: RegimeFile) -> RegimeFile:
    """Return the regime with every phase voluntary: an operator scores those who joined."""
    phases = [phase.model_copy(update={"participation": "voluntary"}) for phase in file.phases]
    return file.model_copy(update={"phases": phases})


def withheld(right: str) -> Change:
    """The right is withheld."""
    return _with_right(right, None)


def granted(right: str, terms: Right) -> Change:
    """The right is granted on these terms."""
    return _with_right(right, terms)


def settled(whole: RegimeFile, part: RegimeFile) -> RegimeFile:
    """Return `part`, of which clauses of `whole` were taken away, without what hangs in the air.

    - A rating of what nobody sees any more goes.
    - A partner that looked where it found something before looks evenly once there is nothing to find or to go by.
    - A list that followed one that is gone follows that one's predecessor, or nothing.
    - A gate asks about the lists that are left.
    - An operator whom nobody reports to goes, with its perks, and so does a phase that has none left.
    - The number and its bands go once nothing rates, lists, gates or ranks by it, and no operator is left.
    - Joint punishment by way of a list that is gone goes.
    - Rights go once there is neither a number nor anybody who watches, and so do phases without rules for firms.
    """
    seen = {act for partner in part.partners for act in partner.sees}
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
    file = _looking_evenly(_bound(file), {partner.id for partner in file.partners if lack(partner, file)})
    return file if part == whole else undeclared(file)


def undeclared(file: RegimeFile) -> RegimeFile:
    """Return the regime without its facts of law: they were declared of the whole, and no life reads them."""
    lists = [listing.model_copy(update={"facts": None}) for listing in file.lists]
    return file.model_copy(update={"facts": None, "lists": lists})


def _operated(file: RegimeFile) -> RegimeFile:
    """The regime with those operators, perks and phases that still have something to stand on."""
    partners = {partner.id: partner.sees for partner in file.partners}
    kept: list[Operator] = []
    for operator in file.operators:
        fed = [name for name in operator.partners if name in partners]
        told = {act for name in fed for act in partners[name]}
        eased = {gate.decision for gate in file.gates if gate.operator == operator.id}
        parts = {
            "partners": fed,
            "ratings": [rating for rating in operator.ratings if rating.activity in told],
            "perks": [perk for perk in operator.perks if perk in eased],
        }
        kept += [operator.model_copy(update=parts)] if fed else []
    names = {operator.id for operator in kept}
    phases = [
        phase.model_copy(update={"operators": [name for name in phase.operators if name in names]})
        for phase in file.phases
    ]
    # Where no operator is left there is nothing to join; rules for firms keep their mandatory phase.
    phases = [phase for phase in phases if phase.operators or (not names and phase.participation == "mandatory")]
    gates = [gate for gate in file.gates if gate.operator is None or gate.operator in names]
    return file.model_copy(update={"operators": kept, "phases": phases, "gates": gates})


def _bound(file: RegimeFile) -> RegimeFile:
    """The regime with only such joint punishment as its lists of citizens allow."""
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
    """The regime with a model of what is still seen, or without one."""
    model = file.score.model if file.score else None
    if model is None or seen.issuperset((*model.records, *model.predicts)):
        return file
    records, predicts = ([act for act in acts if act in seen] for acts in (model.records, model.predicts))
    if not predicts or not (records or model.attributes):
        return unmodelled(file)
    return _scored(file, model=model.model_copy(update={"records": records, "predicts": predicts}))


def _looking_evenly(file: RegimeFile, partners: Collection[str]) -> RegimeFile:
    changed = [
        partner.model_copy(update={"attention": None}) if partner.id in partners else partner
        for partner in file.partners
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
    """Every scale of the regime without these parts."""
    return _scored(file, **parts).model_copy(update={"operators": [_scored(each, **parts) for each in file.operators]})


def _scored(file: _Scaled, **parts: object) -> _Scaled:
    return file.model_copy(update={"score": file.score.model_copy(update=parts) if file.score else None})


def _with_right(name: str, terms: Right | None) -> Change:
    def change(file: RegimeFile) -> RegimeFile:
        return file.model_copy(update={"rights": file.rights.model_copy(update={name: terms})})

    return change


def _following(whole: RegimeFile, part: RegimeFile) -> list[Listing]:
    """The lists that are left; who followed a list that is gone follows the nearest one before it that is left."""
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
