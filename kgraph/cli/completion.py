"""`kgraph completion`: the script that teaches a shell the verbs and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]


@click.command(short_help="The completion script for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete `kgraph`.

    \b
    bash: add to ~/.bashrc    eval "$(kgraph completion bash)"
    zsh:  add to ~/.zshrc     eval "$(kgraph completion zsh)"
    fish: kgraph completion fish > ~/.config/fish/completions/kgraph.fish
    """
    from kgraph.cli.app import cli

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(cli, {}, "kgraph", "_KGRAPH_COMPLETE").source())
