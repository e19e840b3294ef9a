"""Where the clauses of a regime are in its file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from counterscore.audit.finding import SourceLocation
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.catalogue.source import Source
from counterscore.regime.load import Regime

NAMES = {"gates": "decision", "ratings": "activity", "partners": "id", "lists": "id"}
Locate = Callable[[Where], SourceLocation]


def locator(regime: Regime) -> Locate:
    """Return a function from a clause to its location; without a file, every clause is at line 1."""
    if regime.path is None:
        return lambda where: SourceLocation(1, 1, "", 1)
    source = Source.open(regime.path)

    @lru_cache(maxsize=1024)
    def place(where: Where) -> SourceLocation:
        fault = source.fault(Complaint(_named(where), ""))
        fault = fault if fault.excerpt else source.fault(Complaint(("regime", "id"), ""))
        return SourceLocation(fault.line, fault.column, fault.excerpt, fault.width)

    return place


def _named(where: Where) -> Where:
    """Return the key that names a clause, which is a better place to point at than the head of its table."""
    if not where:
        return ("regime", "id")
    own = len(where) in (2, 4) and isinstance(where[-1], int)  # a clause, or one of an operator's own
    return (*where, NAMES[str(where[-2])]) if own and where[-2] in NAMES else where
