"""Commands and servers in processes of their own, as users start them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# A shell that runs the tests in the background has them ignore Ctrl-C, and their children too.
_STARTED = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from web.cli.command import start
start()
"""


@contextmanager
def backfile(*arguments: object, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a process of its own, which is ended when the test is done with it."""
    with python("-c", _STARTED, *map(str, arguments), variables=variables) as process:
        yield process


@contextmanager
def python(*arguments: str, variables: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A Python process with more environment variables; it is ended in the end."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | variables,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def serving(*arguments: object, **variables: str) -> Iterator[str]:
    """The address of a server that runs `backfile serve` on a free port of this machine."""
    with backfile("serve", "--port", "0", *arguments, **variables) as process:
        assert process.stdout is not None
        told = process.stdout.readline() + process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert address, told + process.communicate(timeout=30)[1]
        yield address[0]
