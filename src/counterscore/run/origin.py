"""The society and regime of a run as its manifest stores them: the whole texts, so that the run can be repeated."""

from __future__ import annotations

from typing import Any, TypeVar

import tomli
from pydantic import BaseModel, ConfigDict

from counterscore.catalogue.figure import Record
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile

_File = TypeVar("_File", bound=Record)


class Origin(BaseModel):
    """A society or a regime: its id, the hash of its file, and the whole text, TOML or JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    digest: str
    text: str

    @classmethod
    def of(cls, whole: Society | Regime) -> Origin:
        """Return the origin of a loaded society or regime."""
        return cls(id=whole.id, digest=whole.digest, text=whole.text)

    def society(self) -> Society:
        """Return the society in the text; raise ValueError if there is none."""
        return Society(_record(self.text, SocietyFile), self.digest, text=self.text)

    def regime(self) -> Regime:
        """Return the regime in the text; raise ValueError if there is none."""
        return Regime(_record(self.text, RegimeFile), self.digest, text=self.text)


def _record(text: str, model: type[_File]) -> _File:
    if text.startswith("{"):
        return model.model_validate_json(text)
    data: dict[str, Any] = tomli.loads(text)
    return model.model_validate(data)
