"""Stratification measures: what people own and receive, inequality, and mobility."""

from __future__ import annotations

from counterscore.measure.protocol import Functions
from counterscore.measure.stratification.belongings import home, income, papers, partnered, strain, wealth, work
from counterscore.measure.stratification.chances import granted, refused
from counterscore.measure.stratification.generations import parent_elasticity, parent_rank_slope
from counterscore.measure.stratification.inequality import gini_income, gini_opportunity, gini_wealth
from counterscore.measure.stratification.mobility import leave_bottom, rank_slope, school_gap, shorrocks
from counterscore.measure.stratification.trap import poverty_trap

MEASURES: Functions = {
    "income": income,
    "wealth": wealth,
    "work": work,
    "strain": strain,
    "home": home,
    "partnered": partnered,
    "papers": papers,
    "granted": granted,
    "refused": refused,
    "gini-income": gini_income,
    "gini-wealth": gini_wealth,
    "gini-opportunity": gini_opportunity,
    "shorrocks": shorrocks,
    "rank-slope": rank_slope,
    "parent-rank-slope": parent_rank_slope,
    "parent-elasticity": parent_elasticity,
    "leave-bottom": leave_bottom,
    "school-gap": school_gap,
    "poverty-trap": poverty_trap,
}
