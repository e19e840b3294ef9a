"""One life in words: the lines add up to the score and list every request."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest

from counterscore import Run
from counterscore.report.run.life import LifeReport
from counterscore.report.text.answers import answer
from present import followed


@pytest.fixture(scope="module")
def scored(runs) -> Run:
    return runs["citizen-score"]


def lines_of(text: str) -> list[Decimal]:
    return [Decimal(found) for found in re.findall(r"^\s+([+-]?\d+\.\d{3})  ", text, re.MULTILINE)]


def test_the_reasons_add_up_to_the_score_exactly(scored: Run):
    for citizen in followed(scored):
        life = LifeReport(scored, citizen).json()
        if life["score"] is None:
            continue
        *parts, whole = lines_of(LifeReport(scored, citizen).text())
        assert sum(parts) == whole == Decimal(str(life["score"]))


def test_reasons_are_ranked_by_their_effect_on_the_score(scored: Run):
    moved = [abs(each) for each in lines_of(LifeReport(scored, followed(scored)[0]).text())[1:-1]]
    assert moved == sorted(moved, reverse=True)


def test_the_words_say_synthetic_and_the_rank(scored: Run):
    citizen = followed(scored)[0]
    life, text = LifeReport(scored, citizen).json(), LifeReport(scored, citizen).text()
    assert "Synthetic: nobody real is described." in text
    assert f"Rank {life['rank']:,} of {life['of']:,}" in text


def test_every_answer_is_listed(scored: Run):
    citizen = max(followed(scored), key=lambda each: len(LifeReport(scored, each).json()["decisions"]))
    text = " ".join(LifeReport(scored, citizen).text().split())  # lines may be wrapped anywhere
    known = {each.id: each for each in scored.society.file.decisions}
    asked = LifeReport(scored, citizen).json()["decisions"]
    assert asked
    for request in asked:
        assert f"{known[request['decision']].title}: {answer(request['answer'], known[request['decision']])}" in text


def test_a_life_without_a_score_says_so(runs):
    run = runs["none"]
    assert "No score: nobody rated this person." in LifeReport(run, followed(run)[0]).text()


def test_a_child_and_a_run_of_one_month_are_described_too(runs):
    run = runs["citizen-score for a month"]
    child = run.people.filter(run.people["age"] < 18)["id"][0]
    assert "A child aged" in LifeReport(run, child).text()
    assert lines_of(LifeReport(run, followed(run)[0]).text())


def test_json_has_plain_values_and_the_documented_keys(scored: Run):
    life = json.loads(json.dumps(LifeReport(scored, followed(scored)[0]).json()))
    assert set(life) == {"id", "start", "score", "rank", "of", "band", "changes", "others", "decisions"}
    assert set(life["changes"][0]) == {"month", "reason", "activity", "partner", "points"}
    moved = sum(Decimal(str(change["points"])) for change in life["changes"])
    assert Decimal(str(life["start"])) + moved == Decimal(str(life["score"]))


def test_the_chart_names_the_months_that_it_shows(scored: Run):
    text = LifeReport(scored, followed(scored)[0]).text()
    assert "the score at the end of each month, from month 36 to month 53" in text
