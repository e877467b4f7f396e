"""The tokens that a run may use: held while a request is under way, so that no budget is overdrawn."""

from __future__ import annotations

import asyncio

__all__ = ["Budget", "BudgetSpentError", "about_tokens", "most_tokens"]

CHARACTERS_A_TOKEN = 3.5
"""Of English, on the low side: tokenizers of 2023 to 2026 take between 3.6 and 4.7."""


class BudgetSpentError(Exception):
    """There is no room left for another request, which takes up to so many `tokens`."""

    def __init__(self, tokens: int) -> None:
        super().__init__(tokens)
        self.tokens = tokens


def about_tokens(text: str) -> int:
    """How many tokens a text has, more or less, whatever the model: each counts in a way of its own.

    >>> about_tokens("Avaria has banned Orrin drones.")
    9
    """
    return -int(-len(text) // CHARACTERS_A_TOKEN)


def most_tokens(text: str) -> int:
    """How many tokens a text has at most: none of a model's tokens is shorter than a byte of UTF-8.

    >>> most_tokens("Avaria has banned Orrin’s drones.")
    35
    """
    return len(text.encode("utf-8", "surrogatepass"))


class Budget:
    """Tokens of one run: `used` so far. For one event loop.

    What is held for a request is the most that it can take. A server that counts more all the same, say,
    because it adds a prompt of its own, can overdraw the budget by that, for the requests under way; as much
    more is held for those after them.
    """

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.used = 0
        self._held = 0
        self._more = 0  # than the most that a request should take
        self._freed = asyncio.Condition()

    async def hold(self, tokens: int) -> int:
        """Keep room for a request that takes at most so many; waits for others to end where that may help.

        Returns what is held, for `settle`. Raises `BudgetSpentError` where there is no room.
        """
        async with self._freed:
            if self.most is not None:
                while self.used + self._held + tokens + self._more > self.most and self._held:
                    await self._freed.wait()
                if self.used + tokens + self._more > self.most:
                    raise BudgetSpentError(tokens + self._more)
            held = tokens + self._more
            self._held += held
            return held

    async def settle(self, tokens: int, held: int, used: int) -> None:
        """Give back what was held for a request of at most so many tokens, and count what was used."""
        async with self._freed:
            self._held -= held
            self.used += used
            self._more = max(self._more, used - tokens)
            self._freed.notify_all()
