"""The purpose of each draw: the third word of its counter. Numbers are never reused, so results stay comparable."""

from __future__ import annotations

# Of the people seed.
HOUSEHOLD = 1
PERSON = 2
TRAIT = 3
INCOME = 4
TIE_NEAR = 5
TIE_FAR = 6
NEIGHBOURHOOD = 7
ATTRIBUTE = 8
HOUSEHOLD_STATE = 9
FOLLOW = 10
AGGREGATE = 11

# Of the seed.
ACT = 101
CIRCUMSTANCE = 104
REVIEW = 105
ASK = 106
ANSWER = 107
TIE_DROP = 108
TIE_SEEK = 109
BIRTH = 110
LISTED = 111
JOIN = 130
TRAINING = 131
GROW = 150
PAIR = 151
ENCOUNTER = 132

# Of the seed: the outcome of an approval; and of a dealing, which only reports use.
OUTCOME = 140
DEALING = 141
# Of the seed: whether a gate is applied to a request at all, and whether a request exactly on its line passes.
ENFORCED = 152
MARGIN = 153

# Of the people seed, for firms.
FIRM = 21
FIRM_OWNER = 22
FIRM_WORKER = 23
FIRM_CONTRACT = 24

# Of the seed, for firms.
FIRM_TRADE = 121
FIRM_ACT = 122
FIRM_SIGHT = 123
FIRM_ASK = 124
FIRM_JOBS = 125
FIRM_DISMISSAL = 126
FIRM_HIRING = 127
FIRM_HEIR = 128

# Of the seed, for reports: whose records leak, and which acts an acquaintance knows of.
LEAK = 142
ACQUAINTED = 143

# Of the seed, for reports: the outcome of granting a request by a firm.
FIRM_OUTCOME = 144
