"""The catalogue to choose from, and conversions and checks of a regime."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from counterscore.catalogue.find import names
from counterscore.regime.faults import check as check_against
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.web.answers import answered, body
from counterscore.web.order import regime_of, shipped_regime, shipped_society
from counterscore.web.presets import Preset, presets

LONGEST_TOML = 500_000


class Toml(BaseModel):
    """A regime as TOML text."""

    model_config = ConfigDict(extra="forbid", strict=True)

    toml: str = Field(max_length=LONGEST_TOML)


class Draft(BaseModel):
    """A regime as JSON, with or without faults."""

    model_config = ConfigDict(extra="forbid", strict=True)

    regime: dict[str, Any]


@answered
async def catalogue(request: Request) -> Response:
    """Send the regimes and societies of the catalogue, and the presets of the designer."""
    regimes = [shipped_regime(name).file.regime for name in names("regimes")]
    societies = [shipped_society(name).file.society for name in names("societies")]
    return JSONResponse(
        {
            "regimes": [each.model_dump(include={"id", "title", "summary", "society"}) for each in regimes],
            "societies": [each.model_dump(include={"id", "title", "summary"}) for each in societies],
            "presets": [_offered(each) for each in presets()],
        }
    )


@answered
async def regime(request: Request) -> Response:
    """Send a regime of the catalogue as JSON, with the activities and decisions of its society."""
    found = shipped_regime(request.path_params["name"])
    society = shipped_society(found.file.regime.society).file
    firms = society.firms
    words = {
        "activities": [
            each.model_dump(include={"id", "title", "domain", "unit", "law"}) for each in society.activities
        ],
        "decisions": [each.model_dump(include={"id", "title"}) for each in society.decisions],
        "firm_activities": [each.model_dump(include={"id", "title"}) for each in firms.activities] if firms else [],
        "firm_decisions": [each.model_dump(include={"id", "title"}) for each in firms.decisions] if firms else [],
    }
    return JSONResponse({"regime": _record(found.file), "society": words})


@answered
async def schema(request: Request) -> Response:
    """Send the JSON Schema of a regime."""
    return JSONResponse(RegimeFile.model_json_schema())


@answered
async def check(request: Request) -> Response:
    """Check a regime: send it back, or answer 422 with the faults, each with its key."""
    draft: Draft = await body(request, Draft)
    made = regime_of(draft.regime)
    check_against(made, shipped_society(made.file.regime.society))
    return JSONResponse({"regime": _record(made.file)})


@answered
async def read(request: Request) -> Response:
    """Convert TOML to JSON, or answer 422 with the faults, each with its line and column."""
    text: Toml = await body(request, Toml)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "regime.toml"
        path.write_text(text.toml, encoding="utf-8")
        made = Regime.load(path)
        check_against(made, shipped_society(made.file.regime.society))
    return JSONResponse({"regime": _record(made.file)})


@answered
async def write(request: Request) -> Response:
    """Convert a regime from JSON to TOML."""
    import tomlkit

    draft: Draft = await body(request, Draft)
    return JSONResponse({"toml": tomlkit.dumps(_record(regime_of(draft.regime).file))})


def _offered(preset: Preset) -> dict[str, Any]:
    """Return a preset as the page needs it: paths to remove are set to null."""
    dropped = dict.fromkeys(preset.drops)
    return {**preset.model_dump(exclude={"drops"}), "changes": {**preset.changes, **dropped}}


def _record(file: RegimeFile) -> dict[str, Any]:
    return file.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
