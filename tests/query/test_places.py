"""Paths as others may be told: what was built is told apart, the rest of the machine is not told."""

from __future__ import annotations

import pytest

from kgraph.query.places import shown_places


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        ([], []),
        (["articles/a.txt", "b.txt", "-"], ["articles/a.txt", "b.txt", "-"]),
        (["../a.txt", "feed.csv#7"], ["../a.txt", "feed.csv#7"]),
        (["/home/mara/articles/a.txt"], ["a.txt"]),
        (["/home/mara/a.txt", "/home/mara/a.txt"], ["a.txt"]),
        (["/home/mara/articles/a.txt", "/home/mara/articles/b.txt"], ["a.txt", "b.txt"]),
        (
            ["/home/mara/articles/2017/07/a.txt", "/home/mara/articles/2018/b.txt"],
            ["2017/07/a.txt", "2018/b.txt"],
        ),
        (["/home/mara/one/a.txt", "/home/ilan/one/a.txt"], ["a.txt", "a.txt"]),
        (["/home/mara/one/a.txt", "/srv/two/b.txt"], ["a.txt", "b.txt"]),
        (["/a.txt"], ["a.txt"]),
        (["D:\\news\\in\\2017\\a.txt", "D:\\news\\in\\b.txt"], ["2017\\a.txt", "b.txt"]),
        (["C:\\Users\\mara\\a.txt", "C:/Users/ilan/b.txt"], ["a.txt", "b.txt"]),
        (["/home/mara/x/a.txt", "x/a.txt"], ["a.txt", "x/a.txt"]),
    ],
)
def test_places(paths, shown):
    assert list(shown_places(paths).values()) == shown
