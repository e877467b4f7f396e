"""Articles read with a language model: it is asked ahead, and its answers are verified in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kgraph.errors import KgraphError, LanguageModelError
from kgraph.extraction import Failure
from kgraph.extraction.stages import Outcome, own_fault
from kgraph.gathering import BuildReport, Refusal
from kgraph.llm.agreement import both
from kgraph.llm.answers import on_one_line, read_answer
from kgraph.llm.asking import Asker, NoAnswerError
from kgraph.llm.budget import BudgetSpentError
from kgraph.llm.cache import Answer
from kgraph.llm.endpoint import Endpoint
from kgraph.llm.passages import Passage, passages
from kgraph.llm.prompting import LLM_VERSION, Prompts
from kgraph.llm.verifying import Verifier
from kgraph.model import Claim, Document, Extractor, Stance

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Settings", "read_with_model"]

AHEAD = 4
"""Questions for each that runs, asked before the first answer is read."""
MOST_FAILURES = 5
"""Documents in a row without an answer, after which the run ends: the server is gone."""
NOT_SENT = "not sent"
"""Why a sentence stands among the refusals that nobody was asked about."""
OF_RULES = "a claim of the rules"
"""Why a claim stands among the refusals that no model made."""
SPENT = "the budget of tokens has no room for the next question"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: which model, whether the rules' claims count too (`with_rules`), and as in `Reading`."""

    endpoint: Endpoint
    with_rules: bool
    thorough: bool = False
    model: Language | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    document: Document
    passages: list[Passage]
    answers: list[Future[Answer]]
    withheld: list[str]


def read_with_model(
    documents: Iterable[Document], settings: Settings, report: BuildReport
) -> Iterator[tuple[Document, Outcome]]:
    """Each document with its verified claims, in their order; what was refused goes into the report.

    A document has a `Failure` where one of its questions got no answer, or the budget is spent;
    with the rules, that has their claims.

    Raises:
        LanguageModelError: the client is missing, the key or the address is wrong, or the server is gone.
        ModelMissingError: no English spaCy model is installed.
    """
    endpoint = settings.endpoint
    prompts = Prompts.read(endpoint.prompts)
    extractor = Extractor("llm", endpoint.model, f"{LLM_VERSION}+{prompts.digest}")
    failures = 0
    with Asker(endpoint, prompts) as asker:
        try:
            for asked in _ahead(documents, asker, settings):
                outcome = _outcome(asked, settings, extractor, report)
                failures = failures + 1 if _is_lost(outcome) else 0
                if failures == MOST_FAILURES and isinstance(outcome, Failure):
                    raise LanguageModelError(
                        f"{endpoint.base_url}: {outcome.reason}; gave up after {failures}."
                    )
                yield asked.document, _with_rules(asked, outcome, settings, extractor, report)
        finally:
            report.tokens += asker.budget.used


def _ahead(documents: Iterable[Document], asker: Asker, settings: Settings) -> Iterator[_Asked]:
    waiting: deque[_Asked] = deque()
    questions = 0
    for document in documents:
        found = passages(document.text, thorough=settings.thorough)
        withheld = [order for passage in found for order in passage.withheld]
        found = [passage for passage in found if passage.sent]
        answers = [asker.ask(asker.prompts.messages(document, passage.sent)) for passage in found]
        waiting.append(_Asked(document, found, answers, withheld))
        questions += len(answers)
        while waiting and questions > AHEAD * asker.endpoint.requests:
            first = waiting.popleft()
            questions -= len(first.answers)
            yield first
    yield from waiting


def _with_rules(
    asked: _Asked, outcome: Outcome, settings: Settings, extractor: Extractor, report: BuildReport
) -> Outcome:
    """What the rules say, beside a failure of the model."""
    if not settings.with_rules or not isinstance(outcome, Failure):
        return outcome
    by_rules = _verified_or_fault(replace(asked, passages=[]), [], settings, extractor, report)
    return outcome if isinstance(by_rules, Failure) else Failure(outcome.reason, tuple(by_rules))


def _is_lost(outcome: Outcome) -> bool:
    return isinstance(outcome, Failure) and not outcome.reason.startswith(SPENT)


def _outcome(asked: _Asked, settings: Settings, extractor: Extractor, report: BuildReport) -> Outcome:
    try:
        answers = [answer.result() for answer in asked.answers]
    except BudgetSpentError as error:
        return Failure(f"{SPENT}, up to {error.tokens}; run again with more, what is done is kept")
    except CancelledError:
        return Failure("the question was taken back")
    except NoAnswerError as error:
        if error.is_for_all:
            raise LanguageModelError(f"{settings.endpoint.base_url}: {error}.") from None
        return Failure(f"the language model gave no answer: {error}")
    return _verified_or_fault(asked, answers, settings, extractor, report)


def _verified_or_fault(
    asked: _Asked, answers: list[Answer], settings: Settings, extractor: Extractor, report: BuildReport
) -> Outcome:
    try:
        return _verified(asked, answers, settings, extractor, report)
    except KgraphError:
        raise
    except Exception as error:  # a fault of this article alone
        return own_fault(error)


def _verified(
    asked: _Asked, answers: list[Answer], settings: Settings, extractor: Extractor, report: BuildReport
) -> list[Claim]:
    from kgraph.language import load_model, parse
    from kgraph.mentions import find_mentions

    document, trust = asked.document, settings.endpoint.trust
    read = [
        (passage, *read_answer(answer.text)) for passage, answer in zip(asked.passages, answers, strict=True)
    ]
    label = document.path or document.label
    refused = [Refusal(label, "order", NOT_SENT, "", on_one_line(order, 1000)) for order in asked.withheld]
    refused += [
        Refusal(label, "cut", _why_cut(answer, settings.endpoint), on_one_line(answer.text), "")
        for answer in answers
        if answer.is_cut
    ]
    refused += [
        Refusal(label, "malformed", each.reason, each.said, "") for _, _, faults, _ in read for each in faults
    ]
    if not settings.with_rules and not any(rows for _, rows, _, _ in read):
        report.refuse(refused)  # nothing is left for which the text is needed
        return []
    nlp = load_model() if settings.model is None else settings.model
    made: list[Claim] = []
    otherwise: list[tuple[Claim, Stance]] = []
    rules: list[Claim] = []
    with nlp.memory_zone():
        for _, doc in parse([document], nlp, thorough=settings.thorough):
            verifier = Verifier(document, doc, find_mentions(document, doc), extractor)
            rules = verifier.ruling.claims
            if settings.with_rules:
                refused += [
                    Refusal(label, "order", OF_RULES, str(claim), claim.evidence.quote)
                    for claim in verifier.ruling.withheld
                ]
            for passage, rows, _, _ in read:
                for row in rows:
                    found = verifier.claim(row, passage, trust)
                    if isinstance(found, Claim):
                        made.append(found)
                    else:
                        refused.append(found)
            otherwise = list(verifier.otherwise)
    kept, repeated = _each_once(made, label)
    report.refuse(chain(refused, repeated))
    return both(rules, kept, otherwise) if settings.with_rules else kept


def _why_cut(answer: Answer, endpoint: Endpoint) -> str:
    if answer.answered < endpoint.answer_tokens:
        return f"after {answer.answered} of {endpoint.answer_tokens} tokens: the context of the model is full"
    return f"longer than {endpoint.answer_tokens} tokens"


def _each_once(claims: list[Claim], label: str) -> tuple[list[Claim], list[Refusal]]:
    """The claims in the order of the text, each once, and the refusals of the others."""
    from kgraph.claims.find import kept_for

    kept: list[Claim] = []
    repeated: list[Refusal] = []
    for place, (claim, best) in enumerate(zip(claims, kept_for(claims), strict=True)):
        if best == place:
            kept.append(claim)
        else:
            repeated.append(Refusal(label, "repeated", "", str(claim), claim.evidence.quote))
    kept.sort(key=lambda each: (each.evidence.start, each.saying, each.stance, each.id))
    return kept, repeated
