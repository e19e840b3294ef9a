"""What a section of the page of published figures consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from counterscore.report.charts.grammar import Spec

Kind = Literal["fitted", "held out", "compared", "set aside"]


class Row(NamedTuple):
    """A published figure beside the synthetic one.

    `what`: what is measured. `kind`: whether numbers in a file were set so that the figure comes out (`fitted`), it was
    kept out when they were set (`held out`), it is only `compared`, or it was `set aside` because it contradicts
    others.
    `tolerance`: the largest error that counts as met. `near`: the range that counts as met where a range was published.
    Without either nothing is claimed. `note`: an interval or a remark.
    """

    what: str
    published: float | None
    synthetic: float
    kind: Kind
    source: str
    tolerance: float | None = None
    note: str = ""
    near: tuple[float, float] | None = None

    @property
    def error(self) -> float | None:
        """Return the synthetic minus the published value; None without a published number."""
        return None if self.published is None else self.synthetic - self.published

    @property
    def judged(self) -> bool:
        """Return whether the figure counts as met or missed."""
        return self.near is not None or (self.tolerance is not None and self.error is not None)

    @property
    def missed(self) -> bool:
        """Return whether it lies outside the range, or the error is larger than the tolerance."""
        if self.near is not None:
            return not self.near[0] <= self.synthetic <= self.near[1]
        return self.error is not None and self.tolerance is not None and abs(self.error) > self.tolerance


@dataclass(frozen=True)
class Section:
    """A section of the page: its rows, what was simulated for it, its misses in words, and its picture.

    `picture`: a chart; `caption`: what it shows. A section without a picture of its own gets one of its errors.
    """

    id: str
    title: str
    made: str
    rows: tuple[Row, ...]
    misses: tuple[str, ...] = ()
    picture: Spec | None = None
    caption: str = ""
    notes: tuple[str, ...] = field(default=())
