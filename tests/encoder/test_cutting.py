"""Where the mentions stand among the pieces of a sentence."""

from __future__ import annotations

from kgraph.encoder.cutting import MOST_PIECES, Cutter, Marked, MarkedMention

NAMES = ("[UNK]", "[CLS]", "[SEP]", "or", "##rin", "won", "a", "deal")
CUTTER = Cutter(
    {name: number for number, name in enumerate(NAMES)}, ["Agency", "Vendor"], ["name", "nominal"]
)


def _marked(words: list[str], *mentions: tuple[int, int, int, str]) -> Marked:
    marks = [MarkedMention(first, last, head, type, "name") for first, last, head, type in mentions]
    return Marked(words, marks)


def test_mentions_stand_at_their_pieces() -> None:
    cut = CUTTER.cut(_marked(["Orrin", "won", "a", "deal"], (0, 0, 0, "Vendor"), (2, 3, 3, "Agency")))
    assert [NAMES[piece] for piece in cut.pieces] == ["[CLS]", "or", "##rin", "won", "a", "deal", "[SEP]"]
    assert (cut.spans.first.tolist(), cut.spans.last.tolist()) == ([1, 4], [2, 5])
    assert (cut.spans.head.tolist(), cut.spans.type.tolist()) == ([1, 5], [1, 0])


def test_marks_are_told_once() -> None:
    cut = CUTTER.cut(_marked(["Orrin", "won"], (0, 0, 0, "Vendor"), (0, 1, 1, "Vendor")))
    types, kinds = cut.marks()
    assert types == [(1, 1), (2, 1), (3, 1)]
    assert kinds == [(1, 0), (2, 0), (3, 0)]


def test_what_is_too_long_is_cut_and_mentions_stay_inside() -> None:
    cut = CUTTER.cut(_marked(["won"] * 1000, (0, 0, 0, "Vendor"), (990, 999, 995, "Unheard")))
    assert len(cut.pieces) <= MOST_PIECES + 1
    assert cut.spans.last.max() < len(cut.pieces)
    assert cut.spans.type.tolist() == [1, 0]
