"""Plain text for terminals."""

from __future__ import annotations

from kgraph.cli.table import table


def test_numbers_stand_to_the_right_and_lines_have_no_blanks_at_their_end() -> None:
    assert table([("a", 1), ("long", 100), ("b", "")]).splitlines() == ["a       1", "long  100", "b"]
