"""Regime files for the tests of the linter: a sound one, and the change that makes each rule fire."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from counterscore.audit.edit import Change
from counterscore.audit.report import Audit, audit
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile

HERE = Path(__file__).parent
DAY = date(2028, 1, 1)  # all duties of the AI Act apply
SOUND_PATH = HERE / "sound.toml"
SOUND: dict[str, Any] = tomllib.loads(SOUND_PATH.read_text(encoding="utf-8"))
FIRES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "fires.toml").read_text(encoding="utf-8"))
FINDINGS = ("fail", "review", "open")


def changed(data: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of the tables with these keys set; a key with an empty text as its value is removed."""
    made = copy.deepcopy(dict(data))
    for key, value in change.items():
        *path, last = [int(part) if part.isdigit() else part for part in key.split(".")]
        table: Any = made
        for part in path:
            table = table[part]
        if value == "":
            del table[last]
        else:
            table[last] = value
    return made


def regime(data: Mapping[str, Any]) -> Regime:
    """Make a regime of tables."""
    return Regime.of(RegimeFile.model_validate(data))


def read(data: Mapping[str, Any]) -> Audit:
    """Audit tables under all laws."""
    return audit(regime(data), on=DAY)


def kinds(found: Audit) -> dict[str, str]:
    """Return the most serious kind of finding of each rule."""
    order = ("notApplicable", "pass", "open", "review", "fail")
    worst: dict[str, str] = {}
    for finding in found.findings:
        before = worst.get(finding.rule.id, "notApplicable")
        worst[finding.rule.id] = max(before, finding.kind, key=order.index)
    return worst


# Two more sound regimes: one with a model that uses attributes, one with a list that blocks a decision.
MODEL = {
    "kind": "logistic",
    "predicts": ["misses-instalment"],
    "horizon": 12,
    "every": 12,
    "records": ["misses-instalment"],
    "attributes": ["female", "education"],
    "scaling": {
        "slope": {"value": 12, "assumption": "example", "range": [1, 40]},
        "anchor": {"value": -4, "assumption": "example", "range": [-8, 0]},
    },
    "facts": [
        {"attribute": "education", "context": "credit", "ground": "none", "proxy_for": [], "relevance_shown": True},
    ],
}  # fmt: skip
MODELLED = changed(SOUND, {"score.method": "model", "score.model": MODEL})
TRAVEL = {
    **SOUND["gates"][0]["facts"], "decision": "travel-abroad", "context": "travel", "law_reference": "none",
}  # fmt: skip
BARRED = changed(SOUND, {"lists.0.blocks": ["travel-abroad"], "lists.0.facts.decisions": [TRAVEL]})


def applied(text: str, made: list[Change]) -> str:
    """Return a text with these changes, which do not overlap."""
    for change in sorted(made, key=lambda change: change.start, reverse=True):
        text = text[: change.start] + change.put + text[change.end :]
    return text
