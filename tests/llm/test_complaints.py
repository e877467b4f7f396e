"""What servers say is wrong, as those that people use write it."""

from __future__ import annotations

import json

import pytest

from kgraph.llm.complaints import complaint

CONTEXT = "the request exceeds the available context size"
LLAMA = {"error": {"code": 400, "message": CONTEXT, "type": "exceed_context_size_error", "n_ctx": 4096}}
VLLM = {"object": "error", "message": "Unknown model", "type": "NotFoundError", "param": None, "code": 404}
GATEWAY = {"error": {"message": "Provider returned error", "metadata": {"raw": json.dumps(VLLM)}}}
PAGE = "<!DOCTYPE html><html><title>504</title><style>b {}</style><p>Took&nbsp;long</p></html>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (LLAMA, CONTEXT),
        (VLLM, "Unknown model"),
        ({"error": "model 'x' not found"}, "model 'x' not found"),
        ({"detail": "Not Found"}, "Not Found"),
        ({"detail": [{"loc": ["body", "n"], "msg": "too large", "input": 9}]}, "too large (body n)"),
        ({"error": {"message": "no seed", "param": "seed"}}, "no seed"),
        ({"error": {"message": "not supported", "param": "seed"}}, "not supported (seed)"),
        (
            [{"error": {"code": 400, "message": "API key not valid", "status": "INVALID"}}],
            "API key not valid",
        ),
        ({"errors": [{"code": 7003, "message": "Could not route"}], "success": False}, "Could not route"),
        (GATEWAY, "Provider returned error; Unknown model"),
        (PAGE, "504; Took long"),
        ("upstream  failed", "upstream  failed"),
        ("<html>", ""),
        ("", ""),
        ({"error": None}, ""),
        ({"error": {"error": {"error": {"message": "deep"}}}}, "deep"),
        ("[" * 100_000, "[" * 20_000),
    ],
)
def test_the_words_are_found(body: object, said: str) -> None:
    assert complaint(body if isinstance(body, str) else json.dumps(body)) == said
