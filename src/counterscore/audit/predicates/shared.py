"""Questions that rules of several laws ask in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterscore.audit.case import SIGNIFICANT, Case, unrelated
from counterscore.audit.decisions import ScoredDecision
from counterscore.audit.elements import Element, all_of, any_of, scoped
from counterscore.audit.facts import Subject
from counterscore.flow.paths import Path, declared_bearing

GENERIC = frozenset({"formula", "generic-factors", "trade-secret"})


def adverse(decision: Subject) -> Element:
    """People are treated worse, rather than a favour withheld."""
    return decision.fact("adverse").true("a refusal treats people worse")


def significant(decision: Subject) -> Element:
    """The treatment is significant, by its declared severity."""
    said = f"the declared severity is {decision.fact('severity').value} of 5"
    return decision.fact("severity").test(said, lambda value: value >= SIGNIFICANT)


def automated(decision: Subject) -> Element:
    """Nobody decides but the score, or a third party draws strongly on it."""
    sole = decision.fact("automation").is_in("the decision is automated throughout", "sole")
    drawn = decision.fact("automation").is_in("the score is decisive", "decisive")
    third = decision.fact("third_party").true("a third party draws on it")
    return any_of(sole, all_of(drawn, third))


def no_law(subject: Subject) -> Element:
    """The regime declares that no law provides for it."""
    return subject.fact("law_reference").is_in("no law provides for it", "none")


def explains_nothing(case: Case) -> Element:
    """There is no explanation, or one that consists of a formula, generic factors or a trade secret."""
    content = case.fact("rights.explanation.content")
    generic = content.test("the explanation holds nothing specific", lambda value: set(value) <= GENERIC)
    return any_of(case.withheld("explanation"), generic)


def incomplete(case: Case, needed: set[str]) -> Element:
    """There is no explanation, or one that lacks one of these."""
    lacking = case.fact("rights.explanation.content").lacks(f"it lacks one of {', '.join(sorted(needed))}", needed)
    return any_of(case.withheld("explanation"), lacking)


def not_heard(case: Case) -> Element:
    """Nobody looks again, or the person is not heard."""
    heard = case.fact("rights.human_review.heard").false("the person is not heard")
    return any_of(case.withheld("human_review"), heard)


def decided_on(case: Case, said: str, *contexts: str) -> Element:
    """Some decision is taken in one of these contexts; the rule is about nothing else."""
    return scoped(case.some(said, case.decisions, lambda each: each.fact("context").is_in(said, *contexts)))


def credit_paths(case: Case, act: Subject) -> Element:
    """The act moves a score that decides on credit."""
    return decided_on(case, f"{act.name} moves a score that decides on credit", "credit")


def cross_context(case: Case, decision: ScoredDecision) -> tuple[Element, tuple[Path, ...]]:
    """Data of an unrelated context reach the decision."""
    return unrelated(case.paths_to(decision))


def bearings(case: Case, paths: Sequence[Path]) -> tuple[str, ...]:
    """What is declared of how far the contexts of these paths bear on their decision, and because of what."""
    declared = case.file.facts.relevance if case.file.facts else []
    found: dict[tuple[str, str, str], list[str]] = {}
    for path in paths:
        entry = declared_bearing(path.source.context, path.decision.context, declared)
        if entry:
            told = str(path.decision.context), entry.relevance, entry.because
            found.setdefault(told, []).append(str(path.source.context))
    return tuple(
        f"relevance of {', '.join(dict.fromkeys(contexts))} to {end}: {relevance}, {because}"
        for (end, relevance, because), contexts in found.items()
    )


def unreasonable(case: Case, decision: ScoredDecision) -> tuple[Element, tuple[Path, ...]]:
    """The outcome rests on data that are declared to bear nothing on it; what is disputed does not count."""
    settled = [path for path in case.paths_to(decision) if path.bearing != "disputed"]
    found, paths = unrelated(settled)
    return replace(found, said="it rests on data that have no bearing on it"), paths
