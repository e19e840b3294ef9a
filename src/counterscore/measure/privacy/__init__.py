"""Privacy measures: what is known about people, and who can read it."""

from __future__ import annotations

from counterscore.measure.privacy.records import records, seen_share
from counterscore.measure.privacy.register import register_reach, same_entry, singled_out
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "records": records,
    "seen-share": seen_share,
    "register-reach": register_reach,
    "singled-out": singled_out,
    "same-entry": same_entry,
}
