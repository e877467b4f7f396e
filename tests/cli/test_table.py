"""Plain text for terminals."""

from __future__ import annotations

import pytest

from kgraph.cli.table import one_line, table


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain", "plain"),
        (" a\r\nb\t ", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("a\u202eb\u2028c", "a b c"),
        ("half \ud83d pair", "half   pair"),
    ],
)
def test_one_line_is_harmless(given: str, shown: str) -> None:
    assert one_line(given) == shown


def test_numbers_stand_to_the_right_and_lines_have_no_blanks_at_their_end() -> None:
    assert table([("a", 1), ("long", 100), ("b", "")]).splitlines() == ["a       1", "long  100", "b"]
