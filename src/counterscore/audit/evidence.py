"""What a run of the regime and its twin show: one entry per measure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AttachedEvidence:
    """The evidence of one measure.

    `id`: its number, M1 to M15. `title`: what it measures. `text`: its value in words. `weight`: from 0 to 1, ranks
    findings.
    """

    id: str
    title: str
    text: str
    weight: float
