"""The server's answers, and its error messages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from counterscore.catalogue.find import names
from counterscore.run.verify import verify
from counterscore.web.city import City
from web.conftest import CITIZENS, MONTHS, WATCH


def asked(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api{path}")
    assert answer.status_code == status, answer.text
    return answer.json()


def test_the_whole_catalogue_is_listed(client: TestClient):
    found = asked(client, "/catalogue")
    assert [each["id"] for each in found["regimes"]] == names("regimes")
    assert [each["id"] for each in found["societies"]] == names("societies")


@pytest.mark.parametrize("name", names("regimes"))
def test_every_regime_survives_a_round_trip_through_toml(client: TestClient, name: str):
    regime = asked(client, f"/regimes/{name}")["regime"]
    assert client.post("/api/check", json={"regime": regime}).json() == {"regime": regime}
    toml = client.post("/api/write", json={"regime": regime}).json()["toml"]
    assert client.post("/api/read", json={"toml": toml}).json() == {"regime": regime}


def test_every_preset_gives_a_regime_that_runs(client: TestClient):
    for preset in asked(client, "/catalogue")["presets"]:
        regime = asked(client, "/regimes/citizen-score")["regime"]
        for path, value in preset["changes"].items():
            *tables, last = path.split(".")
            table = regime
            for name in tables:
                table = table.setdefault(name, {})
            if value is None:
                table.pop(last, None)
            else:
                table[last] = value
        for path, like in preset["keeps"].items():
            regime[path] = [each for each in regime[path] if like.items() <= each.items()]
        answer = client.post("/api/check", json={"regime": regime})
        assert answer.status_code == 200, (preset["id"], answer.json())


def test_a_fault_names_the_key_of_its_control(client: TestClient):
    regime = asked(client, "/regimes/citizen-score")["regime"]
    regime["ratings"][3]["points"]["value"] = "many"
    answer = client.post("/api/check", json={"regime": regime})
    assert answer.status_code == 422
    assert [fault["key"] for fault in answer.json()["faults"]] == ["ratings[3].points.value"]


def test_a_fault_in_toml_names_line_and_column(client: TestClient):
    answer = client.post("/api/read", json={"toml": '[regime]\nid = "x"\ntitel = "y"\n'})
    assert answer.status_code == 422
    assert {(fault["line"], fault["column"]) for fault in answer.json()["faults"]} >= {(3, 1)}


@pytest.mark.parametrize("body", ["", "{", "[]", '{"regime": 1}', '{"regime": {"regime": null}}', '{"toml": 1}'])
def test_no_body_crashes_the_server(client: TestClient, body: str):
    for path in ("/api/check", "/api/read", "/api/write"):
        assert client.post(path, content=body).status_code == 422


def test_a_person_has_the_score_and_rank_of_the_register(client: TestClient, city: City, key: str):
    register = city.run.register.drop_nulls("rank")
    for row in register.head(50).iter_rows(named=True):
        found = asked(client, f"/cities/{key}/people/{row['id']}")
        assert (found["score"], found["rank"]) == (row["score"], row["rank"])
        assert found["of"] == len(register)
        assert found["month"] == MONTHS


def test_an_unknown_month_is_refused(client: TestClient, key: str):
    faults = asked(client, f"/cities/{key}/people/1?month={MONTHS + 1}", 422)["faults"]
    assert faults == [
        {"message": "out of range", "key": "month", "value": str(MONTHS + 1), "allowed": f"0 to {MONTHS}"}
    ]


def test_a_person_beyond_the_last_is_refused(client: TestClient, city: City, key: str):
    asked(client, f"/cities/{key}/people/{city.people}", 404)
    asked(client, f"/cities/{'0' * 24}/people/1", 404)


def test_a_life_adds_up_and_ends_with_the_friends_it_has(client: TestClient, city: City, key: str):
    who = int(city.run.register.drop_nulls("score")["id"][5])
    life = asked(client, f"/cities/{key}/people/{who}/life")
    moved = sum(round(change["points"] * 1000) for change in life["changes"])
    assert round(life["start"] * 1000) + moved == round(life["score"] * 1000)
    assert life["friends"] == sorted(asked(client, f"/cities/{key}/people/{who}/friends")["friends"])
    ties = set(life["friends"])
    for change in reversed(life["ties_changed"]):
        ties ^= {change["friend"]}
    assert ties  # the friends before the first month


def test_the_public_sees_the_register_alone(client: TestClient, city: City, key: str):
    public = asked(client, f"/cities/{key}/register?count=500&kind=citizen")
    assert public["columns"] == ["rank", "percentile", "id", "kind", "score", "band", "lists", "region"]
    assert public["total"] == city.run.register["rank"].count()
    ranks = [row[0] for row in public["rows"]]
    assert ranks == sorted(ranks)
    held = asked(client, f"/cities/{key}/register?view=operator")
    assert set(held["columns"]) > set(public["columns"])
    assert not {"trustworthiness", "heterodoxy", "minority"} & set(held["columns"])


def test_with_a_private_rank_the_public_sees_nothing(client: TestClient):
    regime = asked(client, "/regimes/citizen-score")["regime"]
    regime["rank"]["public"] = False
    private = ordered(client, regime)
    assert asked(client, f"/cities/{private}/register")["total"] == 0
    assert asked(client, f"/cities/{private}/register?view=operator")["total"] > 0


def ordered(client: TestClient, regime: dict[str, Any]) -> str:
    """Order a world, wait for it, and return its key."""
    order = {"regime": regime, "citizens": CITIZENS, "months": 38}  # the state scores from month 36 on
    with client.websocket_connect(WATCH) as socket:
        socket.send_json({"ask": "cities", "order": 1, "first": order, "second": order})
        while (said := socket.receive_json())["say"] == "simulating":
            pass
        assert said["say"] == "ready", said
        return said["cities"][0]["key"]


@pytest.mark.parametrize("view", ["public", "operator"])
def test_a_number_and_a_percentile_are_found_in_the_register(client: TestClient, key: str, view: str):
    seen = f"/cities/{key}/register?view={view}&kind=citizen"
    rows = asked(client, f"{seen}&count=500")["rows"]
    assert asked(client, f"{seen}&find={rows[20][2]}")["place"] == 20
    place = asked(client, f"{seen}&percentile=50")["place"]
    assert rows[place][1] <= 50 < rows[place - 1][1]


def test_people_without_a_place_in_the_register_are_not_found(client: TestClient, key: str):
    asked(client, f"/cities/{key}/register?find=999999", 404)
    asked(client, f"/cities/{key}/register?sort=name", 422)


def test_a_percentile_refers_to_everybody_whatever_part_is_shown(client: TestClient, key: str):
    everybody = asked(client, f"/cities/{key}/register?count=500&kind=citizen")
    scores = [row[4] for row in everybody["rows"]]
    for row in everybody["rows"]:
        below = sum(score < row[4] for score in scores)
        assert row[1] == int(1000 * below / len(scores)) / 10
    shown = {row[2]: row[1] for row in everybody["rows"]}
    part = asked(client, f"/cities/{key}/register?count=500&kind=citizen&region=3")
    assert 0 < part["total"] < everybody["total"]
    assert all(shown[row[2]] == row[1] for row in part["rows"])


def test_a_percentile_beyond_a_hundred_is_refused(client: TestClient, key: str):
    asked(client, f"/cities/{key}/register?percentile=101", 422)


def test_findings_of_law_are_given_by_clause(client: TestClient, key: str):
    law = asked(client, f"/cities/{key}/law")
    assert {each["kind"] for each in law["findings"]} <= {"fail", "review", "open"}
    stations = {node["id"] for node in law["flow"]["nodes"]}
    ways = [way for each in law["findings"] for way in each["paths"]]
    assert ways
    assert all(set(way["stations"]) <= stations for way in ways)
    rated = next(each for each in law["findings"] if each["subject"] == "joins-gathering")
    assert rated["key"].startswith("ratings[")


def test_dropped_friends_are_listed_and_are_kept_in_the_twin(client: TestClient, key: str, twin: City):
    """A tie that ends by itself or by a death ends in the twin too; a tie that a score ended does not."""
    other = twin.scenario.key
    reasons = set[str]()
    for who in (39, 120, 121, 122):
        here, there = (asked(client, f"/cities/{each}/people/{who}/life")["ties_changed"] for each in (key, other))
        reasons |= {each["why"] for each in here}
        assert {each["why"] for each in there} <= {"met", "by itself", "death"}
        parted = {(each["month"], each["friend"]) for each in there if not each["made"]}
        for each in here:
            if each["why"] in ("dropped", "dropped by"):
                assert (each["month"], each["friend"]) not in parted
    assert "by itself" in reasons


def test_a_life_lists_the_states_of_its_months(client: TestClient, key: str, city: City):
    life = asked(client, f"/cities/{key}/people/39/life")
    assert all(len(months) == MONTHS + 1 for months in (*life["states"].values(), life["wealth"], life["ranks"]))
    assert sum(life["states"]["employed"][1:]) == life["about"]["months_employed"]
    assert life["ranks"][-1] == life["rank"]


def test_the_story_agrees_with_the_run(client: TestClient, key: str):
    story = asked(client, f"/cities/{key}/story")
    assert 5 <= len(story["sentences"]) <= 8
    assert len(story["courses"]["score-p50"]) == MONTHS
    assert {"decision", "group", "asked", "denied", "refused_by_gate"} == set(story["denials"][0])


def test_a_downloaded_run_verifies(client: TestClient, key: str, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(client.get(f"/api/cities/{key}/data").content)) as archive:
        archive.extractall(tmp_path)
    verify(tmp_path / "counterscore-synthetic")
    report = client.get(f"/api/cities/{key}/report")
    assert "attachment" in report.headers["content-disposition"]
    assert "synthetic" in report.text


def test_cities_of_the_same_content_have_the_same_key(city: City, twin: City):
    assert city.scenario.key != twin.scenario.key
    assert city.scenario.key == replace(city.scenario).key
