"""Record the golden runs and the golden values of measures again: `./lab python tests/run/regolden.py`.

Then say in CHANGELOG.md what changed and why.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore.measure.golden import FILE as VALUES
from counterscore.run.results import FILE as VERSION
from measure.golden import as_text, measured
from run.golden import FILE, NOTE, digest, golden

runs = golden()
FILE.write_text(json.dumps({"note": NOTE, "runs": runs}, indent=2) + "\n", encoding="utf-8")
VERSION.write_text(digest(runs) + "\n", encoding="utf-8")
VALUES.write_text(as_text(measured()), encoding="utf-8")
print(f"wrote {FILE}, {VERSION} and {VALUES}; now say in CHANGELOG.md what changed")
