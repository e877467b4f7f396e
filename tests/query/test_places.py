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
        (["/home/mara/articles/a.txt"], ["articles/a.txt"]),
        (["/home/mara/articles/a.txt", "/home/mara/articles/b.txt"], ["articles/a.txt", "articles/b.txt"]),
        (
            ["/home/mara/articles/2017/07/a.txt", "/home/mara/articles/2018/b.txt"],
            ["2017/07/a.txt", "2018/b.txt"],
        ),
        (["/home/mara/one/a.txt", "/srv/two/a.txt"], ["one/a.txt", "two/a.txt"]),
        (["/home/mara/x/a.txt", "/srv/x/a.txt"], ["mara/x/a.txt", "srv/x/a.txt"]),
        (["/a.txt"], ["a.txt"]),
        (["D:\\news\\2017\\a.txt", "D:\\news\\2018\\b.txt"], ["2017/a.txt", "2018/b.txt"]),
        (["/home/mara/x/a.txt", "x/a.txt"], ["mara/x/a.txt", "x/a.txt"]),
    ],
)
def test_places(paths, shown):
    assert list(shown_places(paths).values()) == shown
