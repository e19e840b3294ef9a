"""Every key and value of a TOML text is located correctly."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.broken import REGIME, SOCIETY
from counterscore.catalogue.positions import Where, positions

KNOTTY = """
a = 1 # x = 2
"b c".'d.e' = [1, [2, 3,], # c ]
 { x = 1, y.z = "]}" }]
[t . u]
s = \"\"\"a "# " \\\\\"\"\"
e = ''
m = '''
x = ']' ''''
[[g]]
[[g.h]]
k = 'it'
d = 2018-01-01 00:00:00
[[g]]
[g.q]
[[g.h]]
[[g.h]]
"\\u00e9" = 1_0
[t]
v = {}
"""


def values(data: Any, where: Where = ()) -> Iterator[tuple[Where, Any]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (*where, key), value
        yield from values(value, (*where, key))


def check(text: str) -> None:
    found = positions(text)
    for where, value in values(tomllib.loads(text)):
        place = found.values.get(where)
        if place:
            stands = tomllib.loads("x = " + text[place.start : place.end])["x"]
            assert stands == value or value != value, where
        else:
            assert isinstance(value, dict | list), where
            assert found.nearest(where, on_key=True).end > 0, where


@pytest.mark.parametrize("text", [KNOTTY, REGIME, SOCIETY], ids=["knotty", "regime", "society"])
def test_the_text_at_each_position_is_the_value(text: str):
    check(text)


scalars = st.one_of(
    st.integers(-9, 9).map(str),
    st.booleans().map(lambda value: "true" if value else "false"),
    st.text("ab #]}[{,='\n\\", max_size=6).map(
        lambda text: '"' + text.replace("\\", "\\\\").replace("\n", "\\n") + '"'
    ),
    st.text('ab #]}[{,="', max_size=6).map(lambda text: f"'{text}'"),
    st.text("ab #]\n'", max_size=6).map(lambda text: f'"""{text}"""'),
)
nested = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ " + ", # c\n ".join(items) + "\n]"),
        st.dictionaries(st.sampled_from(["a", "b-1", '"c d"', "'e.f'"]), inner, max_size=2).map(
            lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(nested, min_size=1, max_size=5), st.booleans())
def test_arbitrary_values_are_located(items: list[str], tables: bool):
    lines = [
        f"[[t]]\nk.{number} = {item}" if tables else f"k{number} = {item} # c" for number, item in enumerate(items)
    ]
    check("\n".join(lines))
