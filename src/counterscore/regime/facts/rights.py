"""What rights people have under a regime, as law asks about them."""

from __future__ import annotations

from typing import Literal

from counterscore.catalogue.figure import Record
from counterscore.regime.facts.words import Days


class Granted(Record):
    """Whether a right is granted, within how many days, and by whom it is answered."""

    granted: bool | None = None
    days: Days | None = None
    who: str | None = None


class Notice(Granted):
    """What people are told without asking. `content`: which of these; `[]` declares that nothing is told."""

    content: list[Literal["purpose", "basis", "recipients", "retention", "rights", "logic", "inputs"]] | None = None


class Explanation(Granted):
    """What is told of a decision. A formula or generic factors alone explain nothing; `[]` declares nothing."""

    content: (
        list[
            Literal[
                "formula", "generic-factors", "trade-secret", "main-factors", "role", "score", "source",
                "dispute-right", "counterfactual",
            ]
        ]
        | None
    ) = None  # fmt: skip


class HumanReview(Granted):
    """A person looks again. `heard`: the person's view is heard; `contest`: the outcome can change."""

    heard: bool | None = None
    contest: bool | None = None


class Correction(Granted):
    """A wrong item is struck. `recompute`: the score is made anew; `unverifiable_kept`: unverifiable items stay."""

    recompute: bool | None = None
    unverifiable_kept: bool | None = None


class Repair(Granted):
    """A way back. `tiers`: graded by gravity; `publication_limit`: publication ends after a set time."""

    tiers: bool | None = None
    publication_limit: bool | None = None


class RightsFacts(Record):
    """Each right with its content. One that is absent is open; `granted = false` declares that there is none."""

    notice: Notice | None = None
    explanation: Explanation | None = None
    human_review: HumanReview | None = None
    appeal: Granted | None = None
    access: Granted | None = None
    correction: Correction | None = None
    erasure: Granted | None = None
    objection: Granted | None = None
    repair: Repair | None = None
