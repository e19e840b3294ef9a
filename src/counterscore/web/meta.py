"""What the page needs to know about a city before it can draw it."""

from __future__ import annotations

from typing import Any

from counterscore.web.city import City


def described(key: str, city: City) -> dict[str, Any]:
    """Return a city's key, rules, size and scale as JSON."""
    scenario = city.scenario
    regime, society = scenario.regime.file, scenario.society.file
    score = regime.score
    return {
        "key": key,
        "regime": {"id": regime.regime.id, "title": regime.regime.title},
        "society": {"id": society.society.id, "title": society.society.title},
        "citizens": scenario.citizens,
        "months": scenario.months,
        "people_seed": scenario.people_seed,
        "seed": scenario.seed,
        "scale": {"lowest": score.lowest, "highest": score.highest, "base": score.base} if score else None,
        "bands": [{"id": band.id, "title": band.title, "at_least": band.at_least} for band in regime.bands],
        "lists": [{"id": each.id, "title": each.title} for each in regime.lists],
        "public": bool(regime.rank and regime.rank.public),
        "regions": int(city.region.max()) + 1,
        "seconds": round(city.seconds, 3),
    }
