"""`kgraph.explain`: one article through the same stages as in a build, with what each of them went by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kgraph.build import BuildReport, gather
from kgraph.errors import DocumentError
from kgraph.explain.parts import ExplainedMention, ExplainedSentence, Explanation
from kgraph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kgraph.build import Source

__all__ = ["explain"]

LEAST = 0.1
"""Confidence of a reading that is worth a look."""


def explain(
    source: Source,
    *,
    least: float = LEAST,
    features: int = 0,
    publisher: str | None = None,
    published: date | None = None,
    model: Language | None = None,
) -> Explanation:
    """Why kgraph makes the claims that it makes of one article, and not others.

    `source` is the path of a file of any format that holds one article, `-` for standard input, or a
    document. Readings of a confidence below `least` (0 to 1) are left out; of the `features` that spoke for
    a reading, and of those against it, so many are told. The other arguments are those of `extract`, and so
    are the claims, if that is `thorough`: all sentences are parsed.

    Raises:
        DocumentError: the path does not exist, has no article or more than one, or cannot be read.
        ModelMissingError: no English spaCy model is installed.
    """
    from kgraph.claims.relations import FLOOR
    from kgraph.language import parse

    found = list(gather(source, publisher=publisher, published=published, report=BuildReport()))
    if len(found) != 1:
        raise DocumentError(f"{source}: has {len(found)} articles; name one file.")
    ((document, doc),) = parse(found, model)
    return Explanation(document, FLOOR, tuple(_sentences(document, doc, least, features)))


def _sentences(document: Document, doc: Doc, least: float, features: int) -> Iterator[ExplainedSentence]:
    from kgraph.claims.find import ClaimReader, evidence_of
    from kgraph.explain.mentions import explained_count, explained_mentions
    from kgraph.explain.readings import Readings
    from kgraph.explain.triggers import explained_triggers
    from kgraph.mentions.find import find_clusters, placed

    found = placed(document, doc, find_clusters(document, doc))
    reader = ClaimReader(document, doc, [mention for mention, _, _ in found])
    # The reader of claims tells some types better.
    found = [
        (mention, spot, cluster) for mention, (_, spot, cluster) in zip(reader.mentions, found, strict=True)
    ]
    sentences = [sentence for sentence in doc.sents if not sentence.text.isspace()]
    sentence_of = {token.i: number for number, sentence in enumerate(sentences, 1) for token in sentence}
    counts = [mention for view in reader.views for mention in view.mentions if mention.value is not None]
    mentions: defaultdict[int | None, list[ExplainedMention]] = defaultdict(list)
    for each in (*explained_mentions(found, sentence_of), *map(explained_count, counts)):
        mentions[sentence_of.get(each.mention.head)].append(each)
    views = {view.sentence.start: view for view in reader.views}
    readings = Readings(reader, sentence_of, features).by_sentence(least)
    for number, sentence in enumerate(sentences, 1):
        place, view = evidence_of(document, sentence), views.get(sentence.start)
        yield ExplainedSentence(
            number,
            place.start,
            place.end,
            place.quote,
            mentions=tuple(sorted(mentions[number], key=lambda each: each.mention.start)),
            triggers=tuple(explained_triggers(view, document.text)) if view is not None else (),
            pairs=reader.encoded.sentences.count(sentence.start),
            readings=tuple(readings.get(sentence.start, ())),
        )
