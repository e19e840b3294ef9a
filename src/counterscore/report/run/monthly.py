"""The measures of a run, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polars as pl

YEAR = 12


class Course(NamedTuple):
    """A measure over time: the months that have it, and its values."""

    months: list[int]
    values: list[float]


NOTHING = Course([], [])


class Monthly:
    """The table `months` by measure and group. A measure that a run does not have is an empty course."""

    def __init__(self, table: pl.DataFrame) -> None:
        grouped = table.group_by("measure", "group", maintain_order=True).agg("month", "value")
        self._courses = {
            (measure, group): Course(months, values) for measure, group, months, values in grouped.iter_rows()
        }

    def course(self, measure: str, group: str = "all") -> Course:
        """Return a measure of a group over time."""
        return self._courses.get((measure, group), NOTHING)

    def has(self, measure: str) -> bool:
        """Return whether the run has this measure."""
        return (measure, "all") in self._courses

    def last(self, measure: str, group: str = "all") -> float | None:
        """Return the last value, None without any."""
        values = self.course(measure, group).values
        return values[-1] if values else None

    def first_year(self, measure: str, group: str = "all") -> float | None:
        """Return the mean of the first year, or of the first month of a run too short for two years."""
        return _mean(self.course(measure, group).values, first=True)

    def last_year(self, measure: str, group: str = "all") -> float | None:
        """Return the mean of the last year, or of the last month of a run too short for two years."""
        return _mean(self.course(measure, group).values, first=False)

    def years(self) -> bool:
        """Return whether the run is at least two years long, so that its first and last year can be compared."""
        return len(self.course("residents").values) >= 2 * YEAR

    def total(self, measure: str) -> int:
        """Return the sum over all months of a count."""
        return round(sum(self.course(measure).values))


def _mean(values: list[float], *, first: bool) -> float | None:
    length = YEAR if len(values) >= 2 * YEAR else 1
    part = values[:length] if first else values[-length:]
    return sum(part) / len(part) if part else None
