"""Evidence for legal rules, M1 to M15: what twin worlds show about a regime (the first) compared with another."""

from __future__ import annotations

from counterscore.catalogue.measures_file import shown
from counterscore.measure.evidence.evidence import Evidence, Function
from counterscore.measure.evidence.penalties import (
    collateral,
    cross_context,
    decisiveness,
    fidelity,
    redundancy,
    wrongful,
)
from counterscore.measure.evidence.people import chilling, exclusion, refusing
from counterscore.measure.evidence.proportion import disproportion
from counterscore.measure.evidence.record import proxy, shaming, stability, stickiness
from counterscore.measure.evidence.selection import selection

__all__ = ["EVIDENCE", "TITLES", "Evidence", "Function"]

EVIDENCE: dict[str, Function] = {
    "M1": cross_context,
    "M2": disproportion,
    "M3": selection,
    "M4": decisiveness,
    "M5": chilling,
    "M6": wrongful,
    "M7": stickiness,
    "M8": collateral,
    "M9": fidelity,
    "M10": proxy,
    "M11": refusing,
    "M12": exclusion,
    "M13": redundancy,
    "M14": stability,
    "M15": shaming,
}
TITLES: dict[str, str] = {each.number: each.title for each in shown().evidence}
