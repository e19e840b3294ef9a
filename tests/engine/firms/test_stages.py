"""The stages of the firms' month, each in isolation."""

from __future__ import annotations

import numpy as np

from counterscore.engine.firms.gates import BY_GATE, GRANTED, NO_PLACE, NOT_ASKED, allocate
from counterscore.engine.firms.lists import keep
from counterscore.engine.firms.plan import FirmGates, FirmLists, FirmScale, FirmSight
from counterscore.engine.firms.rank import line, ranks
from counterscore.engine.firms.rate import rate
from counterscore.engine.firms.score import move


def test_points_count_everything_recorded_rightly_or_wrongly() -> None:
    nobody, thresholds = np.array([0, 0], np.int32), np.zeros(2, np.uint32)
    sight = FirmSight(nobody, thresholds, thresholds, np.array([-30_000, 4_000], np.int32))
    booked = np.array([[0, 1, 2], [1, 1, 0]], np.uint8)
    assert rate(sight, booked).tolist() == [4_000, -26_000, -30_000]


def test_a_score_starts_at_the_base_decays_by_its_half_life_and_stays_on_the_scale() -> None:
    scale = FirmScale(True, np.int32(0), np.int32(1_200_001), np.int32(1_000_001), np.int64(2**29))
    score = np.array([0, 900_001, 10, 1_200_000], np.int32)
    move(scale, score, np.array([5, 0, -600_000, 900_000], np.int64))
    assert score.tolist() == [1_000_006, 950_001, 1, 1_200_001]


def test_ranks_and_lines_count_firms_with_lower_scores() -> None:
    score = np.array([10, 40, 40, 70, 0], np.int32)
    assert ranks(score).tolist() == [4, 2, 2, 1, 0]
    assert line(score, 0.0) == 0
    assert line(score, 25.0) == 11
    assert line(np.zeros(3, np.int32), 50.0) == 0


def test_a_firm_enters_a_list_by_score_serves_the_term_and_leaves() -> None:
    lists = FirmLists(np.array([500], np.int32), np.array([2**31 - 1], np.int32), np.array([3], np.int32))
    terms = np.zeros((1, 1), np.uint8)
    served = []
    for rung in (600, 400, 600, 600, 600, 400):
        entered = keep(lists, np.array([rung], np.int32), terms)
        served.append((int(terms[0, 0]), bool(entered[0])))
    assert served == [(0, False), (1, True), (2, False), (3, False), (0, False), (1, True)]


def _gates(places: float) -> FirmGates:
    zero, words = np.zeros(1, np.int32), np.zeros(1, np.uint32)
    some = np.array([places])
    return FirmGates(zero, words, some, np.zeros((1, 4), np.int32), zero, zero, np.array([-1.0]), words, zero)


def test_scarce_places_go_to_the_first_in_the_queue_and_ties_are_broken_by_number() -> None:
    keys = np.array([[9, 7, 7, 0, -1]], np.int64)
    assert allocate(_gates(400.0), keys, 5, 0).tolist() == [[GRANTED, GRANTED, NO_PLACE, BY_GATE, NOT_ASKED]]
    assert allocate(_gates(-1.0), keys, 5, 0).tolist() == [[GRANTED, GRANTED, GRANTED, BY_GATE, NOT_ASKED]]
    assert allocate(_gates(0.0), keys, 5, 0).tolist() == [[NO_PLACE, NO_PLACE, NO_PLACE, BY_GATE, NOT_ASKED]]
