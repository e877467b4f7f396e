"""Generated claims, as many as a benchmark wants: invented vendors and states, but the shape of real news.

A story has a vendor in its middle and is told by one to six outlets within three weeks: some copy a wire
word for word, some name the wire as their source, some write their own. A few vendors and states have most
of the stories (Zipf), sources allege and deny, and every quote lies where its evidence says.

    from made import claims
    graph = kgraph.Graph(claims(100_000, seed=1))
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice, product
from random import Random

from made_words import (
    ACTS,
    AS_TOLD,
    BODIES,
    ENDINGS,
    GIVEN,
    LAWS,
    LISTS,
    NEVER_DENIED,
    PAPERS,
    PLACES,
    STANCES,
    STATES,
    STEMS,
    TRADES,
)

from kgraph.model import (
    Amount,
    Claim,
    Document,
    Evidence,
    Extractor,
    Literal,
    Participant,
    Source,
    Stance,
    When,
    slug,
)

__all__ = ["claims", "documents"]

CLAIMS_PER_VENDOR = 40
FIRST_DAY = date(2012, 1, 2)
DAYS = 4_700
EXTRACTOR = Extractor("made", "story", "1")


def claims(n: int, seed: int = 0) -> Iterator[Claim]:
    """`n` claims, about 4 an article, each with its article and sentence; always the same for one seed."""
    return islice(_World(n, Random(seed)).claims(), n)


def documents(n: int, seed: int = 0) -> Iterator[Document]:
    """The articles of `claims(n, seed)`, each once."""
    seen: set[str] = set()
    for claim in claims(n, seed):
        if claim.document.id not in seen:
            seen.add(claim.document.id)
            yield claim.document


@dataclass(frozen=True, slots=True)
class _Saying:
    """What a story has to say, before an outlet prints it. `speaker` is who tells the outlets, if anybody."""

    subject: Participant
    relation: str
    object: Participant | Literal
    stance: Stance
    speaker: Source | None
    told: str


class _Zipf:
    """Draws from a sequence, the one at place k about 1/k as often as the first."""

    def __init__(self, things: Sequence[Participant], chance: Random) -> None:
        self._things = things
        self._sums = list(accumulate(1 / (place + 2) for place in range(len(things))))
        self._chance = chance

    def draw(self) -> Participant:
        return self._things[bisect(self._sums, self._chance.random() * self._sums[-1])]


class _World:
    """The cast, in the order of how often it is in the news."""

    def __init__(self, n: int, chance: Random) -> None:
        self._chance = chance
        names = [f"{a}{b} {trade}" for a, b, trade in product(STEMS, ENDINGS, TRADES)]
        chance.shuffle(names)
        count = max(20, n // CLAIMS_PER_VENDOR)
        names += [f"{name} {part}" for part in range(2, 2 + count // len(names)) for name in names]
        vendors = [_participant(name, "Vendor") for name in names[:count]]
        states = STATES[:]
        chance.shuffle(states)
        people = [f"{g} {a}{b}" for g, a, b in product(GIVEN, STEMS, ENDINGS)]
        chance.shuffle(people)
        bodies = [
            _participant(f"{state} {body}", kind)
            for state in states
            for kind in BODIES
            for body in BODIES[kind]
        ]
        spies = [body for body in bodies if body.type == "IntelligenceAgency"]
        kinds = {
            "vendor": vendors,
            "government": [_participant(state, "Government") for state in states],
            "body": bodies,
            "spies": spies,
            "list": [_participant(f"{state} {name}", "VendorList") for state in states for name in LISTS],
            "law": [_participant(f"{state} {name}", "LegalInstrument") for state in states for name in LAWS],
            "person": [_participant(name, "Person") for name in people[: max(20, count // 2)]],
            "place": [_participant(name, "Place") for name in PLACES],
        }
        self._draw = {kind: _Zipf(things, chance) for kind, things in kinds.items()}
        outlets = [f"{a}{b} {paper}" for a, b, paper in product(STEMS, ENDINGS[:3], PAPERS)]
        chance.shuffle(outlets)
        self._outlets = _Zipf([_participant(name, "MediaOutlet") for name in outlets[:300]], chance)
        self._acts = [act[1:] for act in ACTS]
        self._how_often = list(accumulate(act[0] for act in ACTS))
        self._stances = [stance for _, stance in STANCES]
        self._stance_sums = list(accumulate(often for often, _ in STANCES))

    def claims(self) -> Iterator[Claim]:
        """Claims without an end, story by story."""
        number = 0
        while True:
            number += 1
            yield from self._story(number)

    def _story(self, number: int) -> Iterator[Claim]:
        chance = self._chance
        subject = self._draw["vendor"].draw()
        sayings = [self._saying(subject) for _ in range(chance.randint(2, 6))]
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        wire = self._outlets.draw()
        yield from self._article(number, 0, wire, day, sayings, None)
        for copy in range(1, chance.choice((1, 1, 2, 2, 3, 4, 6))):
            outlet = self._outlets.draw()
            day += timedelta(days=chance.randrange(5))
            told = chance.random()
            if told < 0.3:  # word for word, without saying from whom
                yield from self._article(number, copy, outlet, day, sayings, None, copied_from=wire)
            elif told < 0.6:
                part = chance.sample(sayings, chance.randint(1, len(sayings)))
                yield from self._article(number, copy, outlet, day, part, wire)
            else:
                own = [*chance.sample(sayings, 1), self._saying(subject), self._denied(sayings[0])]
                yield from self._article(number, copy, outlet, day, own, None)

    def _saying(self, subject: Participant) -> _Saying:
        chance = self._chance
        ((relation, kind, told),) = chance.choices(self._acts, cum_weights=self._how_often)
        (stance,) = chance.choices(self._stances, cum_weights=self._stance_sums)
        thing: Participant | Literal
        if kind == "count":
            millions = chance.randint(1, 400)
            thing = Literal(millions * 1_000_000, f"{millions} million")
        else:
            thing = self._draw[kind].draw()
            while thing is subject:
                thing = self._draw[kind].draw()
        if relation in NEVER_DENIED:
            stance = Stance.ASSERTED
        if stance is Stance.DENIED:
            speaker: Source | None = _source(subject)
        elif stance is Stance.ASSERTED and chance.random() < 0.6:
            speaker = None
        else:
            speaker = _source(self._draw[chance.choice(("body", "person"))].draw())
        return _Saying(subject, relation, thing, stance, speaker, told)

    def _denied(self, said: _Saying) -> _Saying:
        """The vendor's answer, where the story accuses it of something that can be denied."""
        if said.relation in NEVER_DENIED:
            return self._saying(said.subject)
        return _Saying(
            said.subject, said.relation, said.object, Stance.DENIED, _source(said.subject), said.told
        )

    def _article(
        self,
        number: int,
        copy: int,
        outlet: Participant,
        day: date,
        sayings: Sequence[_Saying],
        heard_from: Participant | None,
        copied_from: Participant | None = None,
    ) -> Iterator[Claim]:
        """The claims of one article. A copy has the text of the one `copied_from`, under its own outlet."""
        voice = _source(heard_from or copied_from or outlet)
        sentences = []
        for said in sayings:
            source = said.speaker or voice
            sentences.append(
                AS_TOLD[said.stance].format(
                    subject=said.subject.name, told=said.told, object=said.object.name, source=source.name
                )
            )
        lead = f"{sayings[0].subject.name} is in the news again."
        document = Document(
            " ".join((lead, *sentences)),
            path=f"articles/{number:07}-{copy}.txt",
            title=f"{sayings[0].subject.name} and {sayings[0].object.name}",
            publisher=outlet.name,
            published=day,
            url=f"https://{slug(outlet.name)}.example/{number}/{copy}",
        )
        start = len(lead) + 1
        for said, sentence in zip(sayings, sentences, strict=True):
            yield self._claim(
                said, document, voice, Evidence(start, start + len(sentence), sentence), heard_from
            )
            start += len(sentence) + 1

    def _claim(
        self,
        said: _Saying,
        document: Document,
        voice: Source,
        evidence: Evidence,
        heard_from: Participant | None,
    ) -> Claim:
        origin = (voice, said.speaker) if heard_from and said.speaker else ()
        published = document.published
        when = (
            When(published, published, "day", "on that day")
            if published and self._chance.random() < 0.3
            else None
        )
        qualifiers = {}
        if said.relation == "contracted_by":
            millions = self._chance.randint(1, 900)
            qualifiers["amount"] = Amount(millions * 1_000_000, f"${millions} million", currency="USD")
        return Claim(
            document, said.subject, said.relation, said.object, said.stance, said.speaker or voice, evidence,
            EXTRACTOR, round(self._chance.uniform(0.4, 0.98), 3), when, origin, qualifiers,
        )  # fmt: skip


def _participant(name: str, type: str) -> Participant:
    return Participant(slug(name), name, type, name)


def _source(thing: Participant) -> Source:
    return Source(thing.name, thing.type, thing.id, thing.name)
