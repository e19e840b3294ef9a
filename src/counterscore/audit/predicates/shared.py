"""Elements that rules of several laws share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterscore.audit.case import SIGNIFICANT, Case, unrelated
from counterscore.audit.decisions import ScoredDecision
from counterscore.audit.elements import Element, all_of, any_of, scoped
from counterscore.audit.facts import Subject
from counterscore.flow.paths import Path, declared_bearing

GENERIC = frozenset({"formula", "generic-factors", "trade-secret"})


def adverse(decision: Subject) -> Element:
    """Return whether a refusal treats people worse, rather than withholding a favour."""
    return decision.fact("adverse").true("a refusal treats people worse")


def significant(decision: Subject) -> Element:
    """Return whether the treatment is significant by its declared severity."""
    severity = decision.fact("severity")
    grade = "not declared" if severity.value is None else f"{severity.value:g} out of 5"
    return severity.test(f"the declared severity is {grade}", lambda value: value >= SIGNIFICANT)


def automated(decision: Subject) -> Element:
    """Return whether the score alone decides, or is decisive for a third party (CJEU C-634/21, SCHUFA)."""
    sole = decision.fact("automation").is_in("the decision is fully automated", "sole")
    decisive = decision.fact("automation").is_in("the score is decisive", "decisive")
    third = decision.fact("third_party").true("a third party relies on it")
    return any_of(sole, all_of(decisive, third))


def no_law(subject: Subject) -> Element:
    """Return whether the regime declares that no law provides for it."""
    return subject.fact("law_reference").is_in("no law provides for it", "none")


def explains_nothing(case: Case) -> Element:
    """Return whether there is no explanation, or only a formula, generic factors or a trade secret."""
    content = case.fact("rights.explanation.content")
    generic = content.test("the explanation contains nothing specific", lambda value: set(value) <= GENERIC)
    return any_of(case.withheld("explanation"), generic)


def incomplete(case: Case, needed: set[str]) -> Element:
    """Return whether there is no explanation, or one that lacks one of these items."""
    text = (
        f"the explanation does not contain all of {', '.join(sorted(needed))}"
        if len(needed) > 1
        else (f"the explanation does not contain {', '.join(needed)}")
    )
    lacking = case.fact("rights.explanation.content").lacks(text, needed)
    return any_of(case.withheld("explanation"), lacking)


def not_heard(case: Case) -> Element:
    """Return whether there is no human review, or one that does not hear the person."""
    heard = case.fact("rights.human_review.heard").false("the person is not heard")
    return any_of(case.withheld("human_review"), heard)


def decided_on(case: Case, text: str, *contexts: str) -> Element:
    """Return whether a decision is taken in one of these contexts; otherwise the rule does not apply."""
    return scoped(case.some(text, case.decisions, lambda each: each.fact("context").is_in(text, *contexts)))


def duration(value: Any, unit: str) -> str:
    """Return a declared number of days or months in words; "none" means without limit.

    >>> duration(45, "day"), duration(1, "month"), duration("none", "month")
    ('45 days', '1 month', 'an unlimited time')
    """
    return "an unlimited time" if value == "none" else f"{value} {unit}" if value == 1 else f"{value} {unit}s"


def cross_context(case: Case, decision: ScoredDecision) -> tuple[Element, tuple[Path, ...]]:
    """Return whether data from an unrelated context reach the decision, and on which paths."""
    return unrelated(case.paths_to(decision))


def bearings(case: Case, paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the declared relevance of the contexts of these paths to their decisions, in words, with its reason."""
    declared = case.file.facts.relevance if case.file.facts else []
    found: dict[tuple[str, str, str], list[str]] = {}
    for path in paths:
        entry = declared_bearing(path.source.context, path.decision.context, declared)
        if entry:
            key = str(path.decision.context), entry.relevance, entry.because
            found.setdefault(key, []).append(str(path.source.context))
    return tuple(
        f"relevance of {', '.join(dict.fromkeys(contexts))} to {end}: {relevance} ({because})"
        for (end, relevance, because), contexts in found.items()
    )


def unreasonable(case: Case, decision: ScoredDecision) -> tuple[Element, tuple[Path, ...]]:
    """Return whether the outcome is based on irrelevant data, and on which paths; disputed data count as relevant."""
    undisputed = [path for path in case.paths_to(decision) if path.bearing != "disputed"]
    found, paths = unrelated(undisputed)
    return replace(found, text="it is based on data that are not relevant to it"), paths
