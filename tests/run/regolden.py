"""Record the golden runs anew: `./lab python tests/run/regolden.py`. Then say in CHANGELOG.md what changed and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from run.golden import FILE, NOTE, golden

FILE.write_text(json.dumps({"note": NOTE, "runs": golden()}, indent=2) + "\n", encoding="utf-8")
print(f"wrote {FILE}; now say in CHANGELOG.md what changed")
