"""What a run of the regime and its twin show, measure by measure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AttachedEvidence:
    """One measure: its number M1 to M15, what it is, its value in words, and its weight from 0 to 1 for the rank."""

    id: str
    title: str
    said: str
    weight: float
