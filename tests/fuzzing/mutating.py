"""Texts and bytes, a little wrong: what a fuzzer gives to a parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

__all__ = ["mutated"]

ODD = (
    *(b"\0", b"\x1b[31m", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b" ", b"\t", b"\x85", b"\x7f"),
    *("\u202e\u2028\u200d\ufeff\ufffe", "\ud7ff", "\U0010ffff", "İßſ", "e\u0301\u0327", "½Ⅷ٣", "“„»‘", "—–"),
    *(b'"', b"'", b"\\", b"`" * 9, b"*" * 9, b"[[](", b"<!--", b"]]>", b"&#0;&amp;&nbsp;", b"</script>"),
    *(b"{}", b"null", b"true", b"-0", b"1e999", b"NaN", b"9" * 40, b"-1", b"0x1f", b"1.2.3,4", b"$5bn"),
    *(b"?x", b"_:b", b"<a:b>", b"@prefix", b"SERVICE", b"^^", b"...", b"\\u0000", b"%00"),
    *(b"2017-13-45T25:61Z", b"30 February"),
)
"""Pieces that parsers have stumbled over."""
DEEP = b"[{(<"


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """One of the seeds after one to six small changes."""
    made = random.choice(seeds)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        made = random.choice(_WAYS)(made, seeds, random)
    return made


def _flip(made: bytes, _: Sequence[bytes], random: Random) -> bytes:
    if not made:
        return made
    at = random.randrange(len(made))
    return made[:at] + bytes([made[at] ^ 1 << random.randrange(8)]) + made[at + 1 :]


def _drop(made: bytes, _: Sequence[bytes], random: Random) -> bytes:
    start, end = _slice(made, random)
    return made[:start] + made[end:]


def _truncate(made: bytes, _: Sequence[bytes], random: Random) -> bytes:
    return made[: random.randrange(len(made) + 1)]


def _repeat(made: bytes, _: Sequence[bytes], random: Random) -> bytes:
    start, end = _slice(made, random)
    return made[:start] + made[start:end] * random.choice((2, 3, 50)) + made[end:]


def _insert(made: bytes, _: Sequence[bytes], random: Random) -> bytes:
    odd = random.choice(ODD)
    at = random.randrange(len(made) + 1)
    return made[:at] + (odd.encode() if isinstance(odd, str) else odd) + made[at:]


def _replace(made: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    """A word, a number or a string gives way to something odd."""
    words = [at for at, byte in enumerate(made) if chr(byte).isalnum()]
    if not words:
        return _insert(made, seeds, random)
    start = end = random.choice(words)
    while start and chr(made[start - 1]).isalnum():
        start -= 1
    while end < len(made) and chr(made[end]).isalnum():
        end += 1
    odd = random.choice(ODD)
    return made[:start] + (odd.encode() if isinstance(odd, str) else odd) + made[end:]


def _splice(made: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    start, end = _slice(other, random)
    at = random.randrange(len(made) + 1)
    return made[:at] + other[start:end] + made[at:]


def _nest(made: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(made) + 1)
    return made[:at] + bytes([random.choice(DEEP)]) * random.choice((3, 80, 2_000)) + made[at:]


def _slice(made: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(made) + 1)
    return start, min(len(made), start + random.choice((1, 4, 20, 200)))


_WAYS: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip,
    _drop,
    _truncate,
    _repeat,
    _insert,
    _insert,
    _replace,
    _replace,
    _splice,
    _nest,
)
