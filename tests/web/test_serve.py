"""The server as users start it: in a process of its own, asked over the network."""

from __future__ import annotations

import base64
import http.client
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from waitress.adjustments import Adjustments

from index import reindex
from tests.folder import Folder
from tests.web.process import backfile, python, serving
from web.bounds import MAX_ADDRESS
from web.desk.forms import LARGEST_FORM
from web.server import LIMITS, host_names
from web.settings import Settings, default_index

FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."


@pytest.fixture
def indexed(corpus: Folder, index_dir: Path) -> Path:
    corpus.article("a", FERRY, title="Ferry aground")
    reindex(corpus.folder, index_dir)
    return index_dir


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index, of which nothing changes."""
    folder = tmp_path_factory.mktemp("served")
    corpus = Folder(folder / "articles")
    corpus.article("a", FERRY)
    reindex(corpus.folder, folder / "index")
    return folder


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    with serving("--index", folder / "index") as address:
        yield address


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str


def answer(address: str, path: str, **headers: str) -> Answer:
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode())


def total(address: str, query: str) -> int:
    with urllib.request.urlopen(f"{address}/search.json?q={query}", timeout=30) as response:
        return json.load(response)["total"]


def test_reindex_in_another_process_shows_at_once(corpus: Folder, indexed: Path) -> None:
    def total_after(command: str) -> int:
        with backfile(command, "--corpus", corpus.folder, "--index", indexed) as run:
            assert run.wait(timeout=300) == 0
        return total(address, "ferry")

    with serving("--index", indexed) as address:
        assert total(address, "ferry") == 1
        corpus.article("b", f"{FERRY} Again")
        assert total_after("reindex") == 2
        (corpus.folder / "a.jsonl").unlink()
        assert total_after("rebuild") == 1


def test_only_this_machine_reaches_it(served: str) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", urlsplit(served).port), timeout=5)
    assert answer(served, "/", Host="evil.example").status == 400


def test_nothing_is_told_of_the_server(served: str) -> None:
    assert "Server" not in answer(served, "/").headers


WITH_PASSWORD = {"Authorization": f"Basic {base64.b64encode(b'x:gull').decode()}"}


def test_password_is_asked_for(indexed: Path) -> None:
    with serving("--index", indexed, **{"BACKFILE_PASSWORD": "gull"}) as address:
        assert answer(address, "/").status == 401
        assert answer(address, "/health").status == 200
        assert answer(address, "/", **WITH_PASSWORD).status == 200


def test_password_that_cannot_be_read_is_exit_code_three(indexed: Path, tmp_path: Path) -> None:
    with backfile("serve", "--index", indexed, "--password-file", tmp_path / "none") as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "cannot be read" in errors
    assert "Traceback" not in errors


@pytest.fixture(scope="module")
def behind_a_proxy(folder: Path) -> Iterator[str]:
    """A server with names, and with a password in a file."""
    file = folder / "password"
    file.write_text("gull\n")
    names = ("--name", "archive.example, news.example")
    with serving("--index", folder / "index", "--password-file", file, *names) as address:
        yield address


def test_password_may_stand_in_a_file(behind_a_proxy: str) -> None:
    assert answer(behind_a_proxy, "/").status == 401
    assert answer(behind_a_proxy, "/", **WITH_PASSWORD).status == 200


def test_proxy_may_make_it_known_by_a_name_and_https(behind_a_proxy: str) -> None:
    told = {"Host": "archive.example", "X-Forwarded-Proto": "https", **WITH_PASSWORD}
    feed = answer(behind_a_proxy, "/search.rss?q=ferry", **told).text
    assert "<link>https://archive.example/search?q=ferry" in feed
    known, other = (
        answer(behind_a_proxy, "/", Host=host, **WITH_PASSWORD)
        for host in ("news.example", "evil.example")
    )
    assert (known.status, other.status) == (200, 400)


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /search?q=" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST /search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"fffffff\r\n" + b"a" * 200_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET /%00%ff%fe/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /\r\nX: y HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: \xff\xfe\r\n\r\n",
    ],
)
def test_hostile_request_is_refused_and_the_next_answered(served: str, request_head: bytes) -> None:
    parts = urlsplit(served)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        try:
            connection.sendall(request_head)
            status = connection.recv(100)
        except ConnectionError:  # closed while we were still sending
            status = b""
    assert re.match(rb"HTTP/1\.[01] [1-4]|$", status), status
    assert total(served, "ferry") == 1


def test_slow_clients_do_not_hold_up_the_others(served: str) -> None:
    """Requests that never end wait in the server's loop, and not in its threads."""
    parts = urlsplit(served)
    slow = [socket.create_connection((parts.hostname, parts.port)) for _ in range(100)]
    try:
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert total(served, "ferry") == 1
        for connection in slow:  # all of them are still waited for
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):
                connection.recv(1)
    finally:
        for connection in slow:
            connection.close()


def test_limits_are_known_to_the_server_and_let_questions_through() -> None:
    known = Adjustments(**LIMITS)
    assert known.max_request_header_size > 2 * MAX_ADDRESS
    assert known.max_request_body_size == LARGEST_FORM
    assert known.channel_timeout <= 60


def test_any_name_is_answered_only_where_others_are_meant_to_reach_it() -> None:
    assert host_names("0.0.0.0", ()) is None  # noqa: S104  # nothing listens here
    assert "archive.example" in host_names("0.0.0.0", ("archive.example",))  # noqa: S104
    assert host_names("127.0.0.1", ()) == ("localhost", "127.0.0.1", "[::1]", "127.0.0.1")


def test_other_wsgi_servers_are_set_by_the_environment(corpus: Folder, indexed: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    variables = {"BACKFILE_CORPUS": str(corpus.folder), "BACKFILE_INDEX": str(indexed)}
    arguments = ("-m", "waitress", f"--listen=127.0.0.1:{port}", "web.wsgi:app")
    with python(*arguments, variables=variables) as process:
        assert process.stderr is not None
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            try:
                assert total(f"http://127.0.0.1:{port}", "ferry") == 1
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail(process.communicate(timeout=30)[1])


def test_wsgi_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import web.wsgi"],
        capture_output=True, text=True, check=False, timeout=60,
        env={"BACKFILE_INDEX": str(tmp_path / "none"), "PATH": ""},
    )  # fmt: skip
    assert done.returncode != 0
    assert "backfile reindex" in done.stderr.splitlines()[-1]


def test_settings_of_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("gull\n")
    settings = Settings.of(
        {
            "BACKFILE_CORPUS": "/news",
            "BACKFILE_NAME": "a.example,b.example",
            "BACKFILE_PASSWORD_FILE": str(file),
        }
    )
    assert settings.index == default_index(Path("/news"))
    assert settings.host == "127.0.0.1"
    assert settings.names == ("a.example", "b.example")
    assert settings.password == file.read_text().strip()
    assert "gull" not in repr(settings)
    assert Settings.of({}).corpus == Path("corpus")
