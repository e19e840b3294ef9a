"""Which measures are headlines, and which way each one hurts."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.catalogue.measures_file import About

# What safeguards are tried by if no measure is named: the harms first, then what a score may be good for.
HEADLINES = (
    "chilling-all", "refused", "work", "home", "strain", "poverty-trap", "gini-wealth", "friends", "records",
    "unpaid", "tax-wrongs", "dealings",
)  # fmt: skip
# What a comparison states. Lives first; then freedom, company, what the score measures, and what it may be good for.
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
