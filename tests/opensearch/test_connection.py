"""A cluster that cannot be worked with is told apart from one that can, in words.

What a real node cannot be made to say (another version, a refused password) comes from a small
server that says it.
"""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import sys
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from index.opensearch import (
    ClusterConfused,
    ClusterEmpty,
    ClusterFailure,
    ClusterRed,
    ClusterRefused,
    ClusterSlow,
    ClusterUnreachable,
    ClusterUnsuitable,
    ClusterUrl,
    LibraryMissing,
    articles,
    connect,
)
from tests.extent import lacking, needs

PASSWORD = "s3cret"  # noqa: S105  # of no one


class Saying(HTTPServer):
    """Answers everything alike."""

    def __init__(self, status: int, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.content = status, content
        self.authorization: list[str] = []

    def handle_error(self, *_: object) -> None:
        """A client that does not trust the server hangs up."""


class _Handler(BaseHTTPRequestHandler):
    server: Saying

    def do_GET(self) -> None:
        self.server.authorization.append(self.headers.get("Authorization", ""))
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def told():
    """The failure of connecting to a server that gives this answer to everything."""
    needs("opensearchpy")

    def failure(status: int, answer: object, scheme: str = "opensearch+http") -> ClusterFailure:
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        with Saying(status, content) as server:
            thread = Thread(target=server.serve_forever, daemon=True)
            thread.start()
            port = server.server_address[1]
            try:
                with pytest.raises(ClusterFailure) as raised:
                    connect(ClusterUrl.parse(f"{scheme}://me:{PASSWORD}@127.0.0.1:{port}/name"))
            finally:
                server.shutdown()
                thread.join()
        assert PASSWORD not in str(raised.value)
        return raised.value

    return failure


def error(kind, reason="so it is"):
    return {"error": {"type": kind, "reason": reason, "root_cause": []}, "status": 0}


@pytest.mark.parametrize("number", ["1.3.20", "2.19.0", "4.0.0"])
def test_other_version_is_told(told, number):
    failure = told(200, {"version": {"distribution": "opensearch", "number": number}})
    assert isinstance(failure, ClusterUnsuitable)
    assert f"OpenSearch {number}; this program works with OpenSearch 3" in str(failure)


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ({"version": {"number": "8.15.0"}}, "Elasticsearch"),
        ({"couchdb": "Welcome"}, "no OpenSearch"),
        ([], "no OpenSearch"),
        (b"<html>It works!</html>", "does not speak JSON"),
    ],
)
def test_other_server_is_told(told, answer, what):
    failure = told(200, answer)
    assert isinstance(failure, ClusterUnsuitable)
    assert what in str(failure)


@pytest.mark.parametrize(
    ("status", "answer", "kind", "advice"),
    [
        (401, b"Unauthorized", ClusterRefused, "Check user and password in BACKFILE_ENGINE"),
        (403, error("security_exception"), ClusterRefused, "may create indices"),
        (503, error("cluster_manager_not_discovered_exception"), ClusterRed, "Start the nodes"),
        (503, error("no_shard_available_action_exception"), ClusterRed, "backfile rebuild"),
        (429, error("circuit_breaking_exception"), ClusterSlow, "Run again later"),
        (500, error("null_pointer_exception"), ClusterConfused, "Look into its log"),
    ],
)
def test_refusal_is_told(told, status, answer, kind, advice):
    failure = told(status, answer)
    assert type(failure) is kind
    assert advice in str(failure)


OPENSEARCH = json.dumps({"version": {"distribution": "opensearch", "number": "3.8.0"}}).encode()


@pytest.fixture
def encrypted(tmp_path):
    """A server with a certificate that only it has signed: (server, the certificate's file)."""
    needs("opensearchpy")
    openssl = shutil.which("openssl")
    if openssl is None:
        lacking("making a certificate needs openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", key, "-out", certificate]
    make = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*make, *subject, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with Saying(200, OPENSEARCH) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server, certificate
        server.shutdown()
        thread.join()


def secure(server, host="localhost", options="", password=PASSWORD):
    place = f"{host}:{server.server_address[1]}"
    return ClusterUrl.parse(f"opensearch+https://me:{password}@{place}/name{options}")


def test_certificate_of_ones_own_is_trusted_when_named(encrypted):
    server, certificate = encrypted
    connect(secure(server, options=f"?ca={certificate}")).close()


def test_any_certificate_is_trusted_when_that_is_said(encrypted):
    server, _ = encrypted
    connect(secure(server, host="127.0.0.1", options="?verify=no")).close()


def test_unknown_certificate_is_not_trusted_and_told_nothing(encrypted):
    server, certificate = encrypted
    for address in (
        secure(server),
        secure(server, host="127.0.0.1", options=f"?ca={certificate}"),  # of another name
    ):
        with pytest.raises(ClusterRefused, match=r"certificate of your own .*\?ca=FILE"):
            connect(address)
    assert server.authorization == []


def test_missing_certificate_is_told(encrypted, tmp_path):
    server, _ = encrypted
    with pytest.raises(ClusterRefused, match="there is no certificate"):
        connect(secure(server, options=f"?ca={tmp_path}/none.pem"))


def test_password_is_sent_as_it_is_written(encrypted):
    server, _ = encrypted
    connect(secure(server, options="?verify=no", password="pässwörd€:/@")).close()  # noqa: S106
    (sent,) = server.authorization
    assert b64decode(sent.removeprefix("Basic ")).decode() == "me:pässwörd€:/@"


def test_nobody_there_is_told():
    needs("opensearchpy")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(ClusterUnreachable, match=rf"127\.0\.0\.1:{port}/name.*nothing is lost"):
        connect(ClusterUrl.parse(f"opensearch+http://127.0.0.1:{port}/name"))


def test_silence_is_told():
    needs("opensearchpy")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(ClusterSlow, match="did not answer in time"):
            connect(ClusterUrl.parse(f"opensearch+http://127.0.0.1:{port}/name"), timeout=0.3)


def test_nothing_indexed_yet_is_told(address):
    with pytest.raises(ClusterEmpty, match="Run: backfile reindex"):
        list(articles(address))


def test_missing_library_is_told_with_its_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    with pytest.raises(LibraryMissing, match=r"pip install"):
        connect(ClusterUrl.parse("opensearch+http://localhost/name"))
