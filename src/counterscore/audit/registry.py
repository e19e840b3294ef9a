"""Which function decides which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counterscore.audit.case import Case, Charge

Predicate = Callable[[Case], Iterable[Charge]]
PREDICATES: dict[str, Predicate] = {}


def predicate(rule: str) -> Callable[[Predicate], Predicate]:
    """Register a function as the one that decides the rule of this id."""

    def registered(function: Predicate) -> Predicate:
        PREDICATES[rule] = function
        return function

    return registered


def predicates() -> dict[str, Predicate]:
    """Return all of them by rule."""
    from counterscore.audit.predicates import ai_act, china, gdpr, human_rights, united_states

    _ = ai_act, china, gdpr, human_rights, united_states  # importing them registers what they hold
    return PREDICATES
