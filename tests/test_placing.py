"""Files appear whole or not at all, whatever the room that writes them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kgraph.placing import placed, placed_together


def _contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def _write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_a_file_takes_its_place_at_the_end(tmp_path: Path) -> None:
    final = tmp_path / "out.txt"
    final.write_text("old", encoding="utf-8")
    with placed(final) as made:
        made.write_text("new", encoding="utf-8")
        assert final.read_text(encoding="utf-8") == "old"
    assert _contents(tmp_path) == {"out.txt": "new"}


def test_after_an_error_the_older_file_stays_alone(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), placed(tmp_path / "out.txt") as made:
        made.write_text("half a pair: \ud800", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), placed_together(tmp_path) as folder:
        _write(folder, {"first.txt": "whole", "out.txt": "half a pair: \ud800"})
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert _contents(tmp_path) == {"out.txt": "old"}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o444])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    final = tmp_path / "out.txt"
    final.touch()
    final.chmod(mode)
    for _ in range(2):
        with placed(final) as made:
            made.write_text("new", encoding="utf-8")
    assert stat.S_IMODE(final.stat().st_mode) == mode
    assert _contents(tmp_path) == {"out.txt": "new"}


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    with placed(tmp_path / "new") as made:
        made.touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_a_folder_is_made_or_its_files_replaced(tmp_path: Path) -> None:
    final = tmp_path / "tables"
    for said in ("first", "second"):
        with placed(final) as made:
            _write(made, {"a.csv": said})
        (final / f"{said}.txt").write_text("of the user", encoding="utf-8")
    assert _contents(tmp_path) == {
        "tables/a.csv": "second",
        "tables/first.txt": "of the user",
        "tables/second.txt": "of the user",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_the_folder_one_is_in_can_be_written_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with placed(Path()) as made:
        _write(made, {"a.csv": "row"})
    assert _contents(tmp_path) == {"a.csv": "row"}


def test_the_file_that_points_at_others_comes_last(tmp_path: Path) -> None:
    (tmp_path / "z.png").mkdir()  # cannot be replaced by a file
    with pytest.raises(OSError, match=r"z\.png"), placed_together(tmp_path, last="a.md") as folder:
        _write(folder, {"a.md": "![](z.png)", "z.png": "picture"})
    assert [path.name for path in tmp_path.iterdir()] == ["z.png"]


@pytest.mark.parametrize("place", ["no-such-folder/out", "file/out", "folder"])
def test_where_nothing_can_be_written_the_system_says_so(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="director"), placed(tmp_path / place) as made:
        made.write_text("text", encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
