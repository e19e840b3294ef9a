"""Measures of freedom: what people stop doing under surveillance, and what they do for appearances."""

from __future__ import annotations

from counterscore.measure.freedom.chilling import chilling, chilling_all, protected_acts
from counterscore.measure.freedom.conformity import conformity
from counterscore.measure.freedom.diversity import places_diversity, reading_diversity
from counterscore.measure.freedom.going_out import going_out, stay_home
from counterscore.measure.freedom.refusing import refusal_cost
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "chilling": chilling,
    "chilling-all": chilling_all,
    "protected-acts": protected_acts,
    "reading-diversity": reading_diversity,
    "places-diversity": places_diversity,
    "conformity": conformity,
    "going-out": going_out,
    "stay-home": stay_home,
    "refusal-cost": refusal_cost,
}
