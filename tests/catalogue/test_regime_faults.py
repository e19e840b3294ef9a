"""Each possible fault of a regime is reported with its place, what is allowed, and the nearest word."""

from pathlib import Path

import pytest

from catalogue.broken import pointed, regime


def test_an_unknown_key_is_underlined_and_the_nearest_one_named(tmp_path: Path):
    fault = regime(tmp_path)("misattributed =", "misatributed =")
    assert (fault.key, fault.message) == ("partners[0].misatributed", "unknown key")
    assert (fault.column, pointed(fault), fault.nearest) == (1, "misatributed", "misattributed")


def test_a_wrong_type_is_underlined(tmp_path: Path):
    fault = regime(tmp_path)("base = 1000.0", 'base = "1000"')
    assert (fault.key, fault.message) == ("score.base", "must be a number")
    assert (fault.column, pointed(fault), fault.value) == (8, '"1000"', "'1000'")


def test_a_bare_number_in_place_of_a_figure_says_what_a_figure_is(tmp_path: Path):
    fault = regime(tmp_path)(
        '{ value = 36, assumption = "months until half of the points are forgotten", range = [12, 120] }', "36"
    )
    assert (fault.key, fault.message) == ("score.half_life", "must be a figure with its origin")
    assert "source" in fault.allowed


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e300", "9" * 400])
def test_numbers_that_are_not_finite_are_refused(tmp_path: Path, number: str):
    fault = regime(tmp_path)("value = 36", f"value = {number}")
    assert (fault.key, fault.message) == ("score.half_life.value", "not a usable number")
    assert pointed(fault)[:40] == number[:40]


CASES = [
    ('band = "sound"', 'band = "sund"', "gates[0].band", "no such band", "sound"),
    ('not_listed = ["warned"]', 'not_listed = ["warnd"]', "gates[1].not_listed[0]", "no such list", "warned"),
    ('decision = "fast-train"', 'decision = "mortgage"', "gates[1].decision", "second time", ""),
    ('band = "sound"', 'band = "sound"\npercentile = { value = 5, source = "x" }', "gates[0]", "second rule", ""),
    ('band = "sound"', "# no rule", "gates[0]", "this gate has no rule", ""),
    ('band = "sound"', 'percentile = { value = 101, source = "x" }', "gates[0].percentile.value", "percentile", ""),
    ('band = "sound"', 'score = { value = 2000, source = "x" }', "gates[0].score.value", "outside the scale", ""),
    ('band = "sound"', 'band = "sound"\ndenied = [{ changes = "wealth", to = 1 }]', "gates[0].denied[0].to", "by", ""),
    ('activity = "volunteers"', 'activity = "volunters"', "ratings[2].activity", "no partner sees", "volunteers"),
    ('activity = "volunteers"', 'activity = "breaks-traffic-rule"', "ratings[2].activity", "already has a rating", ""),
    ('"volunteers"]', '"volunteers", "volunteers"]', "partners[0].sees[3]", "already seen by another partner", ""),
    ('id = "sound"', 'id = "low"', "bands[1].id", "second time", ""),
    ('id = "sound"', 'id = "Sound"', "bands[1].id", "lower-case", ""),
    ("at_least = 960.0", "at_least = 600.0", "bands[1].at_least", "from the lowest to the highest", ""),
    ("at_least = 600.0", "at_least = 650.0", "bands[0].at_least", "must begin at the lowest score", ""),
    ("at_least = 960.0", "at_least = 1400.0", "bands[1].at_least", "outside the scale", ""),
    ("base = 1000.0", "base = 2000.0", "score.base", "outside the scale", ""),
    ("base = 1000.0", "base = 1000.0005", "score.base", "too many decimals", ""),
    ("highest = 1300.0", "highest = 600.0", "score.highest", "must be above `lowest`", ""),
    ("highest = 1300.0", "highest = 3000000.0", "score.highest", "too far from 0", ""),
    ("lowest = 600.0\nhighest = 1300.0", "lowest = -1000.0\nhighest = 1300.0", "score.highest", "too wide", ""),
    ("value = 36", "value = 0", "score.half_life", "range", ""),
    ("value = -20", "value = -20000", "ratings[0].points.value", "too many points", ""),
    ("value = -5,", "value = -5.0005,", "ratings[1].points.value", "too many decimals", ""),
    ("below = 850.0", "# nothing", "lists[0]", "has no entry condition", ""),
    ("below = 850.0", "below = 850.0\nat_least = 900.0", "lists[0].at_least", "second entry condition", ""),
    ("months = 12", 'months = 12\nafter = "warnd"', "lists[0].after", "no such list", "warned"),
    ("months = 12", 'months = 12\nafter = "warned"', "lists[0].after", "circle", ""),
    ("months = 12", "months = 12\nafter_months = 3", "lists[0].after_months", "needs `after`", ""),
    ("months = 12", 'months = 12\nopens = ["job"]\nblocks = ["job"]', "lists[0].opens[0]", "both blocks and opens", ""),
    ("months = 12", 'months = 12\nblocks = ["job", "job"]', "lists[0].blocks[1]", "second time", ""),
    (
        'band = "sound"',
        'band = "sound"\nmonths = { value = 1.5, source = "x" }',
        "gates[0].months",
        "number of months",
        "",
    ),
    (
        'band = "sound"',
        'percentile = { value = 100, source = "x" }',
        "gates[0].percentile.value",
        "nobody could pass this percentile",
        "",
    ),
    ("months = 12", "months = 1.5", "lists[0].months", "whole number", ""),
    ("months = 12", "months = 0", "lists[0].months", "greater than or equal to 1", ""),
    ('sees = ["', 'sees = []\nneeds = ["fone", "', "partners[0]", "", ""),
    ('# needs = ["phone"]', 'needs = ["fone"]', "partners[0].needs[0]", "not an allowed word", "phone"),
    ("value = 0.9,", "value = 1.2,", "partners[0].coverage.urban", "range", ""),
    ("public = false", "public = 0", "rank.public", "true or false", ""),
]


@pytest.mark.parametrize(("old", "new", "key", "message", "nearest"), CASES)
def test_a_fault_is_reported(tmp_path: Path, old: str, new: str, key: str, message: str, nearest: str):
    fault = regime(tmp_path)(old, new)
    assert fault.key.startswith(key)
    assert message in fault.message
    if nearest:
        assert fault.nearest == nearest


def test_lists_that_follow_each_other_in_a_circle_are_refused(tmp_path: Path):
    second = '[[lists]]\nid = "black"\ntitle = "black"\nbelow = 700.0\nmonths = 3\nafter = "warned"\n'
    fault = regime(tmp_path)("months = 12", f'months = 12\nafter = "black"\n{second}')
    assert "warned after black after warned" in fault.message


@pytest.mark.parametrize("part", ["ratings", "gates", "bands", "lists"])
def test_parts_that_need_a_score_say_so(tmp_path: Path, part: str):
    broken = regime(tmp_path)
    broken.text = broken.text.replace("[score]", "[[phases]]\nid = 'a'\nfrom_month = 0\nparticipation = 'mandatory'")
    for line in ("base =", "lowest =", "highest =", "half_life ="):
        broken.text = broken.text.replace(f"\n{line}", "\n# ")
    broken.path.write_text(broken.text)
    from counterscore.catalogue.problem import Problem

    with pytest.raises(Problem) as caught:
        broken.load(broken.path)
    assert any(fault.message.startswith(f"{part} need a score") for fault in caught.value.faults)
