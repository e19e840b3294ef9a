"""Which measures are headlines, and which way each one hurts."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.catalogue.measures_file import About

# What safeguards are measured by unless measures are named: harms first, then possible benefits of a score.
HEADLINES = (
    "chilling-all", "refused", "work", "home", "strain", "poverty-trap", "gini-wealth", "friends", "records",
    "unpaid", "tax-wrongs", "dealings",
)  # fmt: skip
# What a comparison reports: lives first, then freedom, ties, what the score measures, and its possible benefits.
LIVES = ("granted", "refused", "work", "income", "home", "papers", "strain", "partnered", "protected-acts", "friends")
FACTS = (
    "chilling-all", "school-gap", "poverty-trap", "gini-opportunity", "gini-wealth", "stay-home", "truth-auc",
    "goodhart-gap", "wrongly-listed", "owed-to-friends", "records", "singled-out", "unpaid", "taxes-paid", "ill-ends",
    "contracts-broken", "firms-honest", "dealings", "cheated", "watching-cost",
)  # fmt: skip
STATED = (*LIVES, *FACTS)


def harm(about: About, effect: float) -> float | None:
    """Return an effect as harm: more of what is better less of; None where neither is better.

    There is no way to ask for a sign of one's own, so nothing can be made to count people's conformity as a gain.
    """
    if about.better == "neither":
        return None
    return -effect if about.better == "more" else effect


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in their order, each once."""
    return tuple(dict.fromkeys(names))
