"""A file that cannot be read at all is reported as clearly as a wrong value in it."""

import os
from pathlib import Path

import pytest

from catalogue.broken import REGIME
from counterscore.catalogue.find import locate, names
from counterscore.catalogue.problem import SHOWN, Fault, Problem
from counterscore.regime.load import Regime


def refused(path: Path) -> Fault:
    with pytest.raises(Problem) as caught:
        Regime.load(path)
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


def test_a_syntax_error_is_located(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text('[regime]\nid = "a"\ntitle = "b\n')
    fault = refused(path)
    assert (fault.line, fault.excerpt) == (3, 'title = "b')
    assert fault.message.startswith("not TOML: ")


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "empty", 1),
        (b"  \n", "empty", 1),
        (b"[regime]\nid = '\xff'\n", "not a text file", 2),
        (b"a = " + b"[" * 20_000, "nested too deeply", 1),
        (b"a = " + b"1" * 5000, "not usable", 1),
        (b"a = 0x" + b"f" * 9000, "not a usable number", 1),
        (b"a = 2018-02-30", "not TOML", 1),
        (b"[a", "not TOML", 1),
    ],
)
def test_unusable_contents(tmp_path: Path, content: bytes, message: str, line: int):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    fault = refused(path)
    assert message in fault.message
    assert fault.line == line


def test_a_missing_file_names_the_nearest_one(tmp_path: Path):
    (tmp_path / "my-regime.toml").write_text("a = 1")
    fault = refused(tmp_path / "my-regme.toml")
    assert fault.message == "there is no such file"
    assert fault.nearest == str(tmp_path / "my-regime.toml")


def test_a_folder_is_no_file(tmp_path: Path):
    (tmp_path / "a.toml").mkdir()
    assert "cannot be read" in refused(tmp_path / "a.toml").message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path):
    (tmp_path / "a.toml").touch(mode=0)
    assert "ermission denied" in refused(tmp_path / "a.toml").message


def test_a_name_with_a_nul_byte_is_refused(tmp_path: Path):
    assert "cannot be read" in refused(tmp_path / "a\0.toml").message


def test_a_name_of_the_catalogue_has_a_file():
    assert {"citizen-score", "none"} <= set(names("regimes"))
    assert locate("regimes", "none").read_text().startswith("#")


def test_an_unknown_name_is_reported_with_the_nearest_one():
    with pytest.raises(Problem) as caught:
        locate("regimes", "citizen-scor")
    assert caught.value.faults[0].nearest == "citizen-score"


def test_the_message_has_the_layout_of_a_linter(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text(REGIME.replace('band = "sound"', 'band = "sund"'))
    line = path.read_text().split("\n").index('band = "sund"') + 1
    with pytest.raises(Problem) as caught:
        Regime.load(path)
    assert str(caught.value).split("\n") == [
        f"{path}:{line}:8: gates[0].band: this regime has no such band",
        f'  {line} | band = "sund"',
        "     |        ^^^^^^",
        "  allowed: low, sound",
        "  did you mean sound?",
    ]


def test_a_long_list_of_faults_is_cut_short(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text("\n".join(f"key{number} = 1" for number in range(40)))
    with pytest.raises(Problem) as caught:
        Regime.load(path)
    assert str(caught.value).endswith(f"and {41 - SHOWN} more")
