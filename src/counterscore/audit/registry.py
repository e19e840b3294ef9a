"""The registry of predicates: which function decides which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counterscore.audit.case import Case, Charge

Predicate = Callable[[Case], Iterable[Charge]]
PREDICATES: dict[str, Predicate] = {}


def predicate(rule: str) -> Callable[[Predicate], Predicate]:
    """Return a decorator that registers a function as the predicate of the rule with this id."""

    def registered(function: Predicate) -> Predicate:
        PREDICATES[rule] = function
        return function

    return registered


def predicates() -> dict[str, Predicate]:
    """Return all predicates by rule id."""
    from counterscore.audit.predicates import ai_act, china, gdpr, human_rights, united_states

    _ = ai_act, china, gdpr, human_rights, united_states  # importing a module registers its predicates
    return PREDICATES
