"""A gate by band: people in this band or a higher one pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.figure import Identifier, Record
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.rule import Fixed, Form, GateRule, Reading

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile


class BandKey(Record):
    """The key of a gate by band."""

    band: Identifier | None = None


class ByBand(GateRule[str]):
    """Lets people in this band or a higher one pass."""

    key = "band"

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the lower end of the band as the threshold."""
        return Fixed((self.points(file)[0],), (1.0,))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return f"those in the band `{self.value}` or above"

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield the band."""
        yield Reading(kind="band", said="at least this band", key=self.key, name=self.value)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Yield a complaint if the regime has no such band."""
        bands = tuple(band.id for band in file.bands)
        if self.value not in bands:
            yield Complaint((*here, self.key), "this regime has no such band", ", ".join(bands), bands)

    def points(self, file: RegimeFile) -> list[float]:
        """Return the lower end of the band."""
        return [band.at_least for band in file.bands if band.id == self.value]
