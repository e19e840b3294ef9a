"""The rights that people have under a regime, in the terms of the law."""

from __future__ import annotations

from typing import Literal

from counterscore.catalogue.figure import Record
from counterscore.regime.facts.words import Days


class Granted(Record):
    """Whether a right is granted, within how many days, and who answers."""

    granted: bool | None = None
    days: Days | None = None
    who: str | None = None


class Notice(Granted):
    """What people are informed of without asking. `content`: any of these; `[]` declares that it is nothing."""

    content: list[Literal["purpose", "basis", "recipients", "retention", "rights", "logic", "inputs"]] | None = None


class Explanation(Granted):
    """What an explanation of a decision contains; `[]`: nothing. A formula or generic factors alone explain nothing."""

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
    """A human reviews the decision. `heard`: the person concerned is heard. `contest`: the outcome can change."""

    heard: bool | None = None
    contest: bool | None = None


class Correction(Granted):
    """A wrong item is deleted. `recompute`: the score is recomputed. `unverifiable_kept`: unverified items stay."""

    recompute: bool | None = None
    unverifiable_kept: bool | None = None


class Repair(Granted):
    """Credit repair. `tiers`: it depends on gravity. `publication_limit`: publication ends after a set time."""

    tiers: bool | None = None
    publication_limit: bool | None = None


class RightsFacts(Record):
    """Each right with its content. A right that is absent is open; `granted = false` declares that there is none."""

    notice: Notice | None = None
    explanation: Explanation | None = None
    human_review: HumanReview | None = None
    appeal: Granted | None = None
    access: Granted | None = None
    correction: Correction | None = None
    erasure: Granted | None = None
    objection: Granted | None = None
    repair: Repair | None = None
