"""Regimes and societies that differ from the shipped ones in a declared way."""

from __future__ import annotations

from typing import Any

from counterscore import Regime, Society
from counterscore.catalogue.figure import Figure
from counterscore.regime.schema import Phase, RegimeFile, Right, Rights, Score
from figures import figure

SURE = Figure(value=1.0, assumption="for a test", range=(0.0, 1.0))
HALF = Figure(value=0.5, assumption="for a test", range=(0.0, 1.0))


def changed(regime: Regime, **parts: Any) -> Regime:
    """Return the regime with these parts changed."""
    return Regime.of(regime.file.model_copy(update=parts))


def error_prone(regime: Regime) -> Regime:
    """Return data sources that record an act of somebody else for a person every few months."""
    partners = [partner.model_copy(update={"misattributed": figure(0.03)}) for partner in regime.file.partners]
    return changed(regime, partners=partners)


def all_rights() -> Rights:
    """Return every right; half of appeals succeed after a month."""
    right = Right(delay=1, odds=HALF)
    sure = Right(delay=0, odds=SURE)
    return Rights(notice=sure, reasons=sure, correction=right, appeal=right, repair=right, expiry=right)


def from_month(regime: Regime, month: int) -> Regime:
    """Return the regime in force from this month on."""
    return changed(regime, phases=[Phase(id="mandatory", from_month=month, participation="mandatory")])


def neutral(regime: Regime) -> Regime:
    """Return a regime with a score, bands and a public rank that watches, rates and decides nothing."""
    score = Score(base=650.0, lowest=350.0, highest=950.0, half_life=figure(36.0))
    return changed(
        regime, partners=[], ratings=[], lists=[], gates=[], rights=Rights(), score=score, firms=None
    )  # fmt: skip


def only_watching(regime: Regime) -> Regime:
    """Return a regime that watches and rates nothing."""
    file = RegimeFile(regime=regime.file.regime, phases=regime.file.phases, partners=regime.file.partners)
    return Regime.of(file)


def unmoved(society: Society) -> Society:
    """Return a society whose people do not become wary when watched and use no tactics."""
    file = society.file
    responses = file.responses.model_copy(update={"wary": figure(0.0), "tactics": []})
    return Society.of(file.model_copy(update={"responses": responses}))
