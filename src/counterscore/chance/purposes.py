"""The purpose of each random draw: the third word of its counter. Numbers are never reused, so results stay comparable.

Two seeds are used: the people seed draws the initial population, the seed draws what happens to it.
"""

from __future__ import annotations

# Drawn with the people seed.
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
KIN = 37

# Drawn with the people seed, where tables are fitted jointly or wages are of one's own; the pool needs no seed.
POOL = 31
TEMPLATE = 32
EARNINGS = 33

# Drawn with the seed.
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
MEET = 185

# Drawn with the seed: the outcome of an approval, and that of a dealing, which only reports use.
OUTCOME = 140
DEALING = 141
# Drawn with the seed: whether a gate is applied to a request, and whether a request exactly on its line passes.
ENFORCED = 152
MARGIN = 153

# Drawn with the seed, for the labour market: how its numbers are rounded, where posts are opened, and which close.
MARKET = 160
POST_OPENED = 161
POST_CLOSED = 162

# Drawn with the people seed, for firms.
FIRM = 21
FIRM_OWNER = 22
FIRM_WORKER = 23
FIRM_CONTRACT = 24

# Drawn with the people seed: the resting level of each opinion.
OPINION = 191

# Drawn with the seed, for firms.
FIRM_TRADE = 121
FIRM_ACT = 122
FIRM_SIGHT = 123
FIRM_ASK = 124
FIRM_JOBS = 125
FIRM_DISMISSAL = 126
FIRM_HIRING = 127
FIRM_HEIR = 128

# Drawn with the seed, for the turnover of firms: whether a firm leaves the market; whether a person founds one; what
# the new firm is like; the order in which firms find new counterparties.
FIRM_EXIT = 170
FIRM_FOUNDING = 171
FIRM_FOUNDED = 172
FIRM_MATCH = 173

# Drawn with the seed, for officials: whether a case is decided at will; whether it is then approved; whether a person
# who can pay a bribe and the official agree (index: the decision; 64 plus the activity for a data source).
AT_WILL = 174
WHIM = 175
BRIBE = 176

# Drawn with the seed, for reports: whose records leak, and which acts an acquaintance knows of.
LEAK = 142
ACQUAINTED = 143

# Drawn with the seed, for reports: the outcome of approving a firm's request.
FIRM_OUTCOME = 144

# Drawn with the seed: whether a loan ends in a month, and the error of an interview.
LOAN_ENDS = 165
INTERVIEW = 166
# Drawn with the seed: whether and how couples separate and whether people move; where they move, and with whom.
COURSE = 177
MOVE = 178
