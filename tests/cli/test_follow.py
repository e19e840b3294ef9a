"""`--follow` takes a number, all, or ids."""

import click
import pytest

from counterscore.cli.follow import Follow, within


@pytest.mark.parametrize(
    ("text", "followed"), [("0", 0), ("100", 100), ("all", "all"), ("7,", (7,)), ("3,1,2", (3, 1, 2))]
)
def test_follow_accepts_a_number_all_or_ids(text: str, followed: int | str | tuple[int, ...]):
    assert Follow().convert(text, None, None) == followed
    assert within(followed, 200) == followed


@pytest.mark.parametrize("text", ["", ",", "-1", "1.5", "everyone", "1, 2", "٣", "9" * 40, "1,,2"])
def test_follow_refuses_anything_else(text: str):
    with pytest.raises(click.BadParameter, match="allowed"):
        Follow().convert(text, None, None)


def test_everybody_can_be_followed_by_number():
    assert within(100, 100) == 100
