"""The friends' clause responds to how alike friends are in conduct."""

from __future__ import annotations

import json

from mechanisms.friends_dose import FILE, TIMES, doses


def test_the_more_alike_friends_are_the_less_the_clause_pulls_people_to_the_middle() -> None:
    low, high = (rows[0] for rows in doses(citizens=1000, months=24, populations=1, times=(0.0, 2.0)).values())
    assert abs(low["similarity"]) < 0.05 < 0.15 < high["similarity"]
    assert low["own bottom fifth"] > high["own bottom fifth"] > 0
    assert low["trust gradient"] < high["trust gradient"] < 0


def test_the_recorded_response_rises_with_the_dose() -> None:
    recorded = json.loads(FILE.read_text(encoding="utf-8"))
    alike = [recorded["times"][str(each)]["similarity"]["value"] for each in TIMES]
    pulled = [recorded["times"][str(each)]["own bottom fifth"]["value"] for each in TIMES]
    assert alike == sorted(alike)
    assert pulled == sorted(pulled, reverse=True)
    moved = recorded["twice less none"]["own bottom fifth"]
    assert moved["low"] <= moved["value"] <= moved["high"] < 0
