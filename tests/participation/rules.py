"""The Citizen Score with other phases, operators and perks."""

from __future__ import annotations

from typing import Any

from counterscore import Regime
from counterscore.regime.schema import Joining, Operator, Phase, RegimeFile
from mechanisms.lab import changed, figure

PRIVATE = ("payment-score", "lender-score")
CHOICE = 10


def whole() -> RegimeFile:
    """Return the Citizen Score with both phases."""
    return Regime.load("citizen-score").file


def operating(file: RegimeFile, **parts: Any) -> RegimeFile:
    """Return the regime with these parts of its private operators changed to what `change(operator)` returns."""
    operators = [
        changed(each, **{key: change(each) for key, change in parts.items()}) if each.kind == "private" else each
        for each in file.operators
    ]
    return changed(file, operators=operators)


def pulling(perks: float, friends: float, file: RegimeFile | None = None) -> RegimeFile:
    """Return the regime with these chances to join because of perks and friends."""
    joining = Joining(perks=figure(perks), friends=figure(friends))
    return operating(file or whole(), joining=lambda _: joining)


def leaving(chance: float, cost: float, file: RegimeFile) -> RegimeFile:
    """Return the regime with this monthly chance to leave, at this cost in months of income."""

    def change(operator: Operator) -> Any:
        return changed(operator.leaving, chance=figure(chance), cost=figure(cost))

    return operating(file, leaving=change)


def easing(ease: float, line: float, file: RegimeFile) -> RegimeFile:
    """Return the regime with perks of this strength from this score on."""
    gates = [
        changed(each, ease=figure(ease), score=changed(each.score, value=line)) if each.operator else each
        for each in file.gates
    ]
    return changed(file, gates=gates)


def timed(file: RegimeFile, *, mandatory: int | None = CHOICE) -> RegimeFile:
    """Return the regime with this many voluntary months, or with voluntary ones alone."""
    free = changed(file.phases[0], from_month=0)
    if mandatory is None:
        operators = [each for each in file.operators if each.kind == "private"]
        return changed(file, phases=[free], operators=operators)
    return changed(file, phases=[free, changed(file.phases[1], from_month=mandatory)])


def eager() -> Regime:
    """Return a regime that people join readily, mandatory after ten months."""
    return Regime.of(timed(leaving(0.2, 0.05, pulling(0.3, 0.2))))


def declared(file: RegimeFile) -> RegimeFile:
    """Return a regime of one phase with its operator declared."""
    state = Operator(
        id=file.regime.id, title="the state", kind="state", partners=[partner.id for partner in file.partners]
    )
    phase = Phase(id="mandatory", from_month=0, participation="mandatory", operators=[state.id])
    return changed(file, operators=[state], phases=[phase])
