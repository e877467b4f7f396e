"""Marked sentence → stance: plain statements, hedges, denials and plans. The subject is the one vendor."""

from __future__ import annotations

import pytest

from kgraph.claims.cues import quoted
from kgraph.claims.stance import decide_stance, stance_features
from kgraph.model import Stance
from tests.claims.marked import read


def features(marked: str, trigger: str, relation: str) -> list[str]:
    doc, mentions = read(marked)
    (subject,) = (mention for mention in mentions if mention.entity.type == "Vendor")
    (thing,) = (mention for mention in mentions if mention.entity.type != "Vendor")
    word = next(token for token in doc if token.text == trigger)
    return stance_features(doc, word, subject, thing, relation, quoted(doc))


@pytest.mark.parametrize(
    ("marked", "trigger", "relation", "expected"),
    [
        # plain
        ("{Government:Avaria} banned {Vendor:Orrin}.", "banned", "banned_by", "asserted"),
        ("{Vendor:Orrin} sold {Military:the army} 400 drones.", "sold", "supplies", "asserted"),
        ("{Vendor:Orrin}, which is based in {Place:Port Avar}, makes drones.", "based", "headquartered_in",
         "asserted"),
        ("{Agency:The ministry} accused {Vendor:Orrin} of fraud.", "accused", "accused_by", "asserted"),
        # hedges and fears
        ("{Vendor:Orrin} may have shared data with {Government:Avaria}.", "shared", "shared_data_with",
         "alleged"),
        ("{Vendor:Orrin} allegedly shared data with {Government:Avaria}.", "shared", "shared_data_with",
         "alleged"),
        ("Officials suspect that {Vendor:Orrin} has ties to {Government:Avaria}.", "ties", "alleged_ties",
         "alleged"),
        ("Lawmakers fear that {Vendor:Orrin} could hand data to {Government:Avaria}.", "hand",
         "shared_data_with", "alleged"),
        # denials
        ("{Vendor:Orrin} has no ties to {Government:Avaria}.", "ties", "alleged_ties", "denied"),
        ("{Vendor:Orrin} did not share data with {Government:Avaria}.", "share", "shared_data_with",
         "denied"),
        ("{Vendor:Orrin} denies that it ever shared data with {Government:Avaria}.", "shared",
         "shared_data_with", "denied"),
        ("{Vendor:Orrin} has never worked with {Government:Avaria}.", "worked", "cooperates_with", "denied"),
        # plans
        ("{Government:Avaria} plans to ban {Vendor:Orrin}.", "ban", "banned_by", "proposed"),
        ("{Government:Avaria} is considering a ban on {Vendor:Orrin}.", "ban", "banned_by", "proposed"),
        ("A senator wants {LegalInstrument:a bill} that would ban {Vendor:Orrin}.", "ban", "banned_by",
         "proposed"),
        ("{Government:Avaria} could ban {Vendor:Orrin} next year.", "ban", "banned_by", "proposed"),
    ],
)  # fmt: skip
def test_stance(marked: str, trigger: str, relation: str, expected: str) -> None:
    stance, chance = decide_stance(features(marked, trigger, relation))
    assert stance is Stance(expected)
    assert 0.25 < chance <= 1


@pytest.mark.parametrize(
    ("marked", "trigger", "expected"),
    [
        ("{Government:Avaria} plans to ban {Vendor:Orrin}.", "ban",
         {"t=ban", "tdep=xcomp", "bare:0", "up=plan", "up1=plan", "upg=propose:1", "upg=propose:1&banned_by",
          "h=aux:to:0", "uc=nsubj:avaria", "b2=plan to", "first=avaria", "sg=propose", "sw=plan"}),
        ("{Vendor:Orrin} has no ties to {Government:Avaria}.", "ties",
         {"h=det:no:0", "hg=negate:0", "hg=negate:0&banned_by", "updep=ROOT", "a=to", "b=no"}),
        ("Did {Government:Avaria} ban {Vendor:Orrin}?", "ban", {"question"}),
        ("“{Government:Avaria} must ban {Vendor:Orrin},” she said.", "ban", {"quoted", "h=aux:must:0"}),
        ("No {Vendor:firm} sells to {Government:any state}.", "sells", {"oq=any", "sn=no"}),
    ],
)  # fmt: skip
def test_features(marked: str, trigger: str, expected: set[str]) -> None:
    assert expected <= set(features(marked, trigger, "banned_by"))


def test_an_object_may_be_missing() -> None:
    doc, (subject,) = read("{Vendor:Orrin} grew.")
    found = stance_features(doc, doc[1], subject, None, "has_users", quoted(doc))
    assert "r=has_users" in found
    assert not [feature for feature in found if feature.startswith(("oq", "on"))]
