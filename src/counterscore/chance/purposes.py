"""What a draw is for: the third word of every counter. Numbers are never reused, so results stay comparable."""

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

# Of the luck seed.
ACT = 101
CIRCUMSTANCE = 104
REVIEW = 105
ASK = 106
ANSWER = 107
TIE_DROP = 108
TIE_SEEK = 109
BIRTH = 110
LISTED = 111
