"""The command line.

Exit codes: 0 done; 1 done, but some files failed (each is named); 2 wrong usage; 3 it cannot be
done, and the message says what to do; 70 the program has a fault, and a file says which; 130 it was
stopped with Ctrl-C.

Each command imports what it needs: help comes at once, and a search waits for nothing else.
"""

from __future__ import annotations

import io
import sys

import click

from web.cli.check_commands import audit, explain, stats, verify
from web.cli.failure import FAULT, STOPPED
from web.cli.run_commands import rebuild, reindex, serve
from web.cli.search_commands import new, search, stories


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="backfile", message="%(prog)s %(version)s")
def main() -> None:
    """Search a folder of saved news articles.

    Begin with `backfile reindex --corpus FOLDER`, then `backfile serve --corpus FOLDER` and open
    the address it prints. Run reindex again whenever files were added.
    """


for command in (reindex, rebuild, serve, search, stories, new, verify, stats, explain, audit):
    main.add_command(command)


def start() -> None:
    """The entry point: as `main`, but Ctrl-C has an exit code of its own (130, as in shells)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that it cannot show is no failure
            stream.reconfigure(errors="replace")
    try:
        sys.exit(main(standalone_mode=False))
    except BrokenPipeError:  # whoever read along has seen enough: `| head`
        sys.stdout = None  # or closing it would fail once more
        sys.exit(0)
    except click.Abort:
        click.echo("Stopped. What was finished before is kept.", err=True)
        sys.exit(STOPPED)
    except click.ClickException as failure:
        from index import printable

        shown = io.StringIO()
        failure.show(shown)
        for line in shown.getvalue().splitlines():
            click.echo(printable(line), err=True)
        sys.exit(failure.exit_code)
    except Exception as fault:  # of the program: whoever uses it sees no traceback
        from web.log import set_up, told

        set_up()
        click.echo(told(fault, sys.argv[1:]), err=True)
        sys.exit(FAULT)
