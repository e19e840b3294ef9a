"""Which measures studies report by default, and which direction of a measure is harm."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.catalogue.measures_file import About

# The default measures of safeguards: harms first, then possible benefits of a score.
HEADLINES = (
    "chilling-all", "refused", "work", "home", "strain", "poverty-trap", "gini-wealth", "friends", "records",
    "unpaid", "tax-wrongs", "dealings",
)  # fmt: skip
# The measures that a comparison reports: first people's lives, then freedom, ties, validity and possible benefits.
LIVES = ("granted", "refused", "work", "income", "home", "papers", "strain", "partnered", "protected-acts", "friends")
FACTS = (
    "chilling-all", "school-gap", "poverty-trap", "gini-opportunity", "gini-wealth", "stay-home", "truth-auc",
    "score-inflation", "wrongly-listed", "owed-to-friends", "records", "singled-out", "unpaid", "taxes-paid",
    "ill-ends", "contracts-broken", "firms-honest", "dealings", "cheated", "watching-cost",
)  # fmt: skip
STATED = (*LIVES, *FACTS)


def harm(about: About, effect: float) -> float | None:
    """Return an effect as harm: positive where it makes things worse, None where neither direction is better.

    Users cannot choose the sign, so nothing can be made to count people's conformity as a gain.
    """
    if about.better == "neither":
        return None
    return -effect if about.better == "more" else effect


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in their order, without duplicates."""
    return tuple(dict.fromkeys(names))
