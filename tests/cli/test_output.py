"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.cli.output import writing
from kgraph.errors import OutputError


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with writing(str(path)) as stream:
        stream.write("é\ud83d\n")
        assert not path.exists()
    assert path.read_bytes() == "é\\ud83d\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_stays_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(TypeError), writing(str(path)) as stream:
        stream.writelines(["new", None])  # type: ignore[list-item]  # the error in the middle
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["no-such-folder/out", "file/out", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"), writing(str(tmp_path / place)) as stream:
        stream.write("text")
