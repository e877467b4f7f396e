"""A denial shows in each kind of picture: with a sign where it stands, and a row of the legend."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from kgraph.api import Graph
from kgraph.draw import draw_graph
from kgraph.graph import ClaimGraph
from kgraph.model import Participant
from tests.builders import claim
from tests.draw.boxes import text_boxes
from tests.draw.graphs import VENDOR, edge

DISPUTED, GENERAL = "Disputed: some deny it", "Denied only as one of a whole group"
TYPES = ("Vendor", "Government")
OTHER = edge(VENDOR, "supplies", "Borland Isles", types=TYPES)
PLAN = edge(VENDOR, "banned_by", "Avaria", "proposed", "denied", types=TYPES)
GROUP = Participant("any-government", "any government", "Government", "any government", named=False)
IN_GENERAL = [
    *edge(VENDOR, "alleged_ties", "Avaria", "alleged", types=TYPES),
    claim(VENDOR, "alleged_ties", GROUP, stance="denied", source=VENDOR),
]
BY_ITSELF = [
    claim(VENDOR, "banned_by", "Avaria", stance=stance, source=VENDOR) for stance in ("asserted", "denied")
]
KINDS = [{}, {"kind": "timeline"}, {"kind": "matrix"}, {"kind": "chain", "focus": VENDOR, "to": "Avaria"}]
"""The options of each kind of picture."""


def signs(figure: Figure) -> list[str]:
    """The signs of disputes in a figure without those of its legend."""
    found = [
        "general" if dashes else "itself"
        for layer in figure.axes[0].collections
        if layer.get_zorder() == 5
        for _, dashes in layer.get_linestyle()
    ]
    for kind in set(found):
        found.remove(kind)
    return sorted(found)


@pytest.mark.parametrize("options", KINDS, ids=lambda options: options.get("kind", "graph"))
@pytest.mark.parametrize(
    ("said", "shown", "rows"),
    [
        (PLAN, "itself", {DISPUTED}),
        (BY_ITSELF, "itself", {DISPUTED}),
        (IN_GENERAL, "general", {GENERAL}),
        (edge(VENDOR, "banned_by", "Avaria", "asserted", "alleged", types=TYPES), None, set()),
    ],
    ids=["a plan", "by its source", "in general", "no denial"],
)
def test_a_denial_beside_another_stance_has_a_sign(options, said, shown, rows):
    figure = Graph([*said, *OTHER]).draw(**options)
    both_sides = options.get("kind") == "timeline" and shown == "itself"
    assert signs(figure) == ([shown] * (2 if both_sides else 1) if shown else [])
    words = {" ".join(box.words.split()) for box in text_boxes(figure)}
    assert words & {DISPUTED, GENERAL} == rows
    if shown == "general" and options.get("kind") == "chain":
        assert f"{VENDOR} alleged ties to Avaria: alleged, denied in general" in words


@pytest.mark.parametrize("kind", ["graph", "timeline", "matrix"])
def test_a_denial_in_general_answers_also_around_what_it_does_not_name(kind):
    assert signs(Graph(IN_GENERAL).draw(kind=kind, focus="Avaria", depth=1)) == ["general"]


def test_what_is_only_denied_is_no_part_of_another_mark():
    said = edge(VENDOR, "contracted_by", "Avaria", types=TYPES)
    said += edge(VENDOR, "supplies", "Avaria", "denied", types=TYPES)
    words = {box.words for box in text_boxes(Graph(said).draw(kind="matrix"))}
    assert {"Stated as fact", "Denied"} <= words
    assert DISPUTED not in words


def test_lines_without_words_have_their_signs():
    pairs = [(f"V{one}", f"A{other}") for one in range(8) for other in range(one % 2, 8)]
    said = [
        claim for pair in pairs for claim in edge(pair[0], "contract_ended_by", pair[1], "alleged", "denied")
    ]
    figure = draw_graph(ClaimGraph(said))
    assert [box for box in text_boxes(figure) if "contract ended by (disputed) –" in box.words]
    assert len(signs(figure)) == len(pairs)


@pytest.mark.parametrize(
    ("said", "strict", "shown"),
    [
        (edge(VENDOR, "banned_by", "Avaria", "asserted", "denied", types=TYPES), True, True),
        (BY_ITSELF, False, True),
        (PLAN, False, True),
        (IN_GENERAL, False, True),
        (edge(VENDOR, "banned_by", "Avaria", "denied", types=TYPES), False, False),
    ],
    ids=["by another", "by its source", "a plan", "in general", "only denied"],
)
def test_what_counts_as_disputed_is_as_the_page_of_claims_says(said, strict, shown):
    graph = Graph(said)
    assert bool(graph.disputed()) is strict
    assert bool(graph.dossier(VENDOR).disputes) is shown
