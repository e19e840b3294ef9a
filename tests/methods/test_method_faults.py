"""Faults of a scoring method are reported with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.broken import Broken
from counterscore.catalogue.find import FOLDER
from counterscore.regime.load import Regime

FICO = (FOLDER / "regimes" / "fico.toml").read_text(encoding="utf-8")
FIGURE = '{ value = 1, assumption = "x", range = [0, 2] }'
# fmt: off
CASES = [
    ('method = "model"', 'method = "ledger"', "score.method", "is needed with the method model"),
    ('method = "model"', 'method = "modle"', "score.method", "not an allowed word"),
    ("horizon = 24", "horizon = 18", "score.model.horizon", "multiple of `every`"),
    ('predicts = ["falls-', 'predicts = ["fall-', "score.model.predicts[0]", "no partner sees"),
    ('records = ["falls', 'records = ["fall", "falls', "score.model.records[0]", "no partner sees"),
    ("every = 12", 'every = 12\nattributes = ["patience"]', "score.model.attributes[0]", "not an allowed word"),
    ("points = [300.0", "points = [200.0", "score.model.scaling.distribution.points[0]", "outside the scale"),
    ("points = [300.0, 500.0", "points = [500.0, 500.0", "score.model.scaling.distribution", "points must increase"),
    ("shares = [0.02", "shares = [0.03", "score.model.scaling.distribution", "add up"),
    ("every = 12", f"every = 12\nscaling.slope = {FIGURE}", "score.model.scaling", "one way"),
    ("[rights]", f"[rights]\nrepair = {{ delay = 1, odds = {FIGURE} }}", "rights.repair", "keeps none"),
    ("[score.model]\n", f"[score.friends]\nweight = {FIGURE}\ncap = {FIGURE}\n[score.model]\n",
     "score.friends", "ledger"),
]
# fmt: on


@pytest.mark.parametrize(("old", "new", "key", "message"), CASES)
def test_a_fault_is_reported(tmp_path: Path, old: str, new: str, key: str, message: str):
    fault = Broken(tmp_path, FICO, Regime.load)(old, new)
    assert fault.key.startswith(key)
    assert message in fault.message
