"""The tokens that a run may use: held while a request is under way, so that no budget is overdrawn."""

from __future__ import annotations

import asyncio

__all__ = ["Budget", "BudgetSpentError", "about_tokens"]

CHARACTERS_A_TOKEN = 3.5
"""Of English, on the low side: tokenizers of 2023 to 2026 take between 3.6 and 4.7."""


class BudgetSpentError(Exception):
    """There is no room left for another request."""


def about_tokens(text: str) -> int:
    """How many tokens a text has, more or less, whatever the model: each counts in a way of its own.

    >>> about_tokens("Avaria has banned Orrin drones.")
    9
    """
    return -int(-len(text) // CHARACTERS_A_TOKEN)


class Budget:
    """Tokens of one run: `used` so far. For one event loop."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.used = 0
        self._held = 0
        self._freed = asyncio.Condition()

    async def hold(self, tokens: int) -> None:
        """Keep room for a request that takes at most so many; waits for others to end where that may help.

        Raises `BudgetSpentError` where there is none.
        """
        async with self._freed:
            if self.most is None:
                self._held += tokens
                return
            while self.used + self._held + tokens > self.most and self._held:
                await self._freed.wait()
            if self.used + tokens > self.most:
                raise BudgetSpentError
            self._held += tokens

    async def settle(self, held: int, used: int) -> None:
        """Give back what was held, and count what was used."""
        async with self._freed:
            self._held -= held
            self.used += used
            self._freed.notify_all()
