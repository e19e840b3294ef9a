"""`counterscore audit` from the command line: its status, its options, what it refuses."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from audit.files import HERE, SOUND, changed
from audit.written import toml


def call(*words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from counterscore.cli import main; main()", "audit", *words]
    return subprocess.run(line, capture_output=True, text=True, check=False)


SOUND_FILE = str(HERE / "sound.toml")
DAY = ("--on", "2026-11-22")


def test_a_clean_regime_exits_with_status_0() -> None:
    done = call(SOUND_FILE, *DAY)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_finding_exits_with_status_1() -> None:
    assert call("citizen-score", *DAY).returncode == 1


def test_fail_on_chooses_what_counts(tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(changed(SOUND, {"facts.monitoring": "pervasive", "facts.governance.impact_assessment": ""})))
    reported = {kind: call(str(path), *DAY, "--fail-on", kind).returncode for kind in ("fail", "review", "open")}
    assert reported == {"fail": 0, "review": 1, "open": 1}
    assert call(str(path), *DAY, "--select", "GDPR-35", "--fail-on", "review").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["citizen-scor"], "did you mean citizen-score?"),
        (["citizen-score", "--law", "mars"], "allowed: eu, un, us, cn, all"),
        (["citizen-score", "--select", "GDPR-53"], "did you mean GDPR-"),
        (["citizen-score", "--on", "22.11.2026"], "'22.11.2026'; allowed: a date such as 2026-08-02"),
        (["citizen-score", "fico", "--against", "none"], "allowed: counterscore audit REGIME --against OTHER"),
    ],
)
def test_bad_input_exits_with_status_2_and_a_message(words: list[str], said: str) -> None:
    done = call(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_faulty_file_exits_with_status_2(tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(SOUND).replace('"advisory"', '"advisry"'))
    done = call(str(path))
    assert done.returncode == 2
    assert "did you mean advisory?" in done.stderr


def test_an_option_selects_the_laws() -> None:
    done = call("citizen-score", *DAY, "--law", "us,cn", "--format", "json")
    rules = {each["rule"] for each in json.loads(done.stdout)["audits"][0]["findings"]}
    assert {"ECOA-9", "PIPL-24"} <= rules
    assert not [rule for rule in rules if rule.startswith(("GDPR", "AIA", "ICCPR"))]


def test_a_change_for_the_worse_exits_with_status_1_and_is_all_that_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(changed(SOUND, {"facts.governance.impact_assessment": False})))
    worse = call(str(path), "--against", SOUND_FILE, *DAY)
    assert worse.returncode == 1
    assert "GDPR-35" in worse.stdout
    better = call(SOUND_FILE, "--against", str(path), *DAY)
    assert better.returncode == 0
    assert "resolved findings" in better.stdout


def test_sensitivity_lists_the_findings_that_change() -> None:
    done = call(str(HERE / "guidelines/telematics-tariff.toml"), "--sensitivity", "--select", "AIA-5", *DAY)
    assert "severity of tariff: 2 -> 3" in done.stdout
    assert "AIA-5-1-c-ii tariff: pass -> review" in done.stdout


def test_the_whole_catalogue_takes_less_than_two_seconds_of_a_processor() -> None:
    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    times = []
    for _ in range(3):
        before = spent()
        assert call(*DAY, "--format", "json").returncode == 1
        times.append(spent() - before)
    assert min(times) < 2
