"""Where the clauses of a regime stand in its file."""

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
    """Make a function from a clause to its place; of a regime without a file everything is at the start."""
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
    """A clause is shown by its name rather than by the head of its table; the regime itself by its id."""
    if not where:
        return ("regime", "id")
    own = len(where) in (2, 4) and isinstance(where[-1], int)  # a clause, or one of an operator's own
    return (*where, NAMES[str(where[-2])]) if own and where[-2] in NAMES else where
