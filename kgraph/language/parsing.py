"""Documents through the pipeline, paragraph by paragraph, and back in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.errors import ModelMissingError
from kgraph.language.gate import worth_parsing
from kgraph.language.layout import flatten, pieces
from kgraph.language.model import INSTALL, load_model
from kgraph.language.sentences import mark_sentences
from kgraph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["parse"]

BATCH = 20_000
"""Characters that go through the pipeline together; the model takes some 30 kB for each token of them."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a parsed paragraph belongs: its document, what stands before it and is not parsed (the mark of
    a list item, paragraphs left out), how many characters are left out after it, and whether it is the last.
    """

    document: Document
    before: tuple[Doc, ...]
    blank: int
    last: bool


def parse(
    documents: Iterable[Document], model: Language | None = None, *, thorough: bool = True
) -> Iterator[tuple[Document, Doc]]:
    """Parse documents, in their order; it reads ahead by a few paragraphs, never by all of them.

    Without `thorough`, documents are left out in which nothing is worth parsing (`kgraph.language.gate`), and
    in others such paragraphs are blank: one token of white space, as long as they are.

    The tokens' offsets are those of `document.text`, but the parser reads a copy of the same length
    with plain quotes and spaces (`flatten`): take words to show or to quote from the document.
    Sentences never cross a paragraph, a list item or a table row; the mark of a list item is a
    sentence of its own.

    Raises:
        ModelMissingError: no model is installed, or the one given cannot find sentences.
    """
    nlp = load_model() if model is None else model
    if not nlp.has_pipe("parser"):
        raise ModelMissingError(f"The spaCy pipeline has no parser: pass one that has, or run `{INSTALL}`.")
    return _parsed(nlp, documents, thorough)


def _parsed(nlp: Language, documents: Iterable[Document], thorough: bool) -> Iterator[tuple[Document, Doc]]:
    from spacy.tokens import Doc

    parts: list[Doc] = []
    for part, place in _piped(nlp, _paragraphs(nlp, documents, thorough)):
        part.tensor = part.tensor[:0]  # 400 bytes a token that nobody reads
        parts += [*place.before, part]
        if place.blank:
            parts.append(_blank(nlp, place.blank))
        if place.last:
            merged = Doc.from_docs(
                parts,
                ensure_whitespace=False,
                exclude=("tensor",),  # type: ignore[call-arg]  # spaCy's stub forgets it
            )
            yield place.document, merged
            parts = []


def _paragraphs(nlp: Language, documents: Iterable[Document], thorough: bool) -> Iterator[tuple[Doc, _Place]]:
    for document in documents:
        flat = flatten(document.text)
        found = pieces(document.text)
        if not thorough:
            worth = worth_parsing(flat, found)
            found = [piece for piece, is_so in zip(found, worth, strict=True) if is_so]
        done = 0
        for piece in found:
            before = [_blank(nlp, piece.start - done)] if piece.start > done else []
            if piece.body > piece.start:
                before.append(_marker(nlp, flat[piece.start : piece.body]))
            doc = nlp.make_doc(flat[piece.body : piece.end])
            mark_sentences(doc)
            last = piece is found[-1]
            yield doc, _Place(document, tuple(before), len(flat) - piece.end if last else 0, last)
            done = piece.end


def _piped(nlp: Language, paragraphs: Iterable[tuple[Doc, _Place]]) -> Iterator[tuple[Doc, _Place]]:
    """The paragraphs parsed, in batches of equal size in characters."""
    batch: list[tuple[Doc, _Place]] = []
    size = 0
    for doc, place in paragraphs:
        batch.append((doc, place))
        size += len(doc.text)
        if size >= BATCH:
            yield from nlp.pipe(batch, as_tuples=True, batch_size=len(batch))
            batch, size = [], 0
    yield from nlp.pipe(batch, as_tuples=True, batch_size=len(batch) or 1)


def _marker(nlp: Language, text: str) -> Doc:
    """The mark of a list item, which the parser would take for a word."""
    tokens = nlp.make_doc(text)
    return _unparsed(nlp, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])


def _blank(nlp: Language, length: int) -> Doc:
    """White space that keeps the place of what is not parsed."""
    return _unparsed(nlp, [" " * length], [False])


def _unparsed(nlp: Language, words: list[str], spaces: list[bool]) -> Doc:
    """Words that the pipeline never saw, annotated all the same: spaCy joins only texts of one kind."""
    from spacy.tokens import Doc

    blank = [word.isspace() for word in words]
    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=["_SP" if is_so else "NFP" for is_so in blank],
        pos=["SPACE" if is_so else "PUNCT" for is_so in blank],
        lemmas=words,
        heads=[0] * len(words),
        deps=["ROOT", *["punct"] * (len(words) - 1)],
        ents=["O"] * len(words),
    )
