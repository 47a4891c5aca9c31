"""A cluster of real OpenSearch servers on this machine, for tests: one process a node.

    python -m tests.opensearch.cluster 3      starts three nodes, prints their addresses, and
                                              stops them on Ctrl-C

The jars come from Maven Central once (pom.xml; 70 MB, kept in the user's cache); a JDK of version
21 or later is looked for in JAVA_HOME, in /usr/lib/jvm and on the PATH. Nodes listen on 127.0.0.1
only, and their data is in a folder that is deleted with them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

HERE = Path(__file__).parent
JDK = 21
VERSION = "3.8.0"
PATIENCE = 180  # seconds that a cluster may take to come up on a busy machine

_PEERS = 1000  # Node.java: nodes talk to each other on ports so far above
_FETCHING = 600  # seconds that a slow line may take for the jars


class Impossible(Exception):
    """This machine lacks what a test cluster needs; the message says what."""


def java() -> Path:
    """A JDK that is young enough. Raises Impossible."""
    homes = [Path(os.environ.get("JAVA_HOME", "/nowhere")), *Path("/usr/lib/jvm").glob("*")]
    places = [home / "bin" / "java" for home in homes]
    if found := shutil.which("java"):
        places.append(Path(found))
    for place in places:
        if place.is_file() and _version(place) >= JDK and (place.parent / "javac").exists():
            return place
    raise Impossible(f"a test cluster needs a JDK of version {JDK} or later; none was found")


def jars() -> Path:
    """The folder with OpenSearch's jars, fetched if they are not there. Raises Impossible."""
    folder = user_cache_path("backfile") / f"opensearch-{VERSION}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Impossible("a test cluster needs Maven (mvn), once, to fetch OpenSearch's jars")
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=folder.name, dir=folder.parent))
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={new}"]
    try:
        subprocess.run(
            [maven, "-q", "-B", "-f", HERE / "pom.xml", *goal],
            check=True,
            capture_output=True,
            timeout=_FETCHING,
        )
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(new, ignore_errors=True)
        raise Impossible(f"OpenSearch's jars could not be fetched with Maven ({error})") from error
    if folder.is_dir():  # another run was quicker
        shutil.rmtree(new)
    else:
        new.rename(folder)
    return folder


def _version(java_: Path) -> int:
    said = subprocess.run([java_, "-version"], capture_output=True, text=True, check=False)
    form = re.search(r'version "(\d+)', said.stderr)
    return int(form[1]) if form else 0


class Cluster:
    """So many nodes; each can be killed and started again."""

    def __init__(self, nodes: int, folder: Path, heap: str = "640m") -> None:
        """Start them and wait until they have found each other. Raises Impossible."""
        self._folder = folder
        self._heap = heap
        self._java, self._jars = java(), jars()
        self.ports = _free_ports(nodes)
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        try:
            for number in range(nodes):
                self._start(number)
            self._await(nodes)
        except BaseException:
            self.stop()
            raise

    @property
    def hosts(self) -> str:
        """The nodes' addresses, apart by commas."""
        return ",".join(f"127.0.0.1:{port}" for port in self.ports)

    def address(self, name: str) -> str:
        """What BACKFILE_ENGINE is set to for an index of this name."""
        return f"opensearch+http://{self.hosts}/{name}"

    def kill(self, number: int) -> None:
        """End a node as a power cut does. Nodes count from 0."""
        process = self._processes.pop(number)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def pause(self, number: int) -> None:
        """Let a node hang: it takes connections and never answers."""
        os.killpg(self._processes[number].pid, signal.SIGSTOP)

    def resume(self, number: int) -> None:
        """Let a node that hangs go on."""
        os.killpg(self._processes[number].pid, signal.SIGCONT)

    def restart(self, number: int) -> None:
        """Start a node that was killed, on its own data, and wait until it is one of the rest."""
        self._start(number)
        self._await(len(self._processes))

    def stop(self) -> None:
        """End all nodes."""
        for process in self._processes.values():
            os.killpg(process.pid, signal.SIGKILL)  # what they hold is thrown away anyway
        for process in self._processes.values():
            process.wait()
        self._processes.clear()

    def ask(self, path: str, number: int = 0, body: object = None, method: str = "GET") -> object:
        """What a node answers to a request, without any of our own code."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports[number]}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def _start(self, number: int) -> None:
        home = self._folder / f"node-{number}"
        options = [f"-Xms{self._heap}", f"-Xmx{self._heap}", "-XX:+UseSerialGC"]
        options += ["--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"]
        arguments = [home, str(number), *map(str, self.ports)]
        with (self._folder / f"node-{number}.log").open("ab") as log:
            self._processes[number] = subprocess.Popen(
                [self._java, *options, "-cp", f"{self._jars}/*", HERE / "Node.java", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _await(self, nodes: int) -> None:
        """Wait until every node that runs says that so many are there."""
        end = time.monotonic() + PATIENCE
        for number in list(self._processes):
            while not self._sees(number, nodes):
                if self._processes[number].poll() is not None or time.monotonic() > end:
                    log = (self._folder / f"node-{number}.log").read_text("utf-8", "replace")
                    raise RuntimeError(f"node {number} did not come up:\n{log[-2000:]}")
                time.sleep(0.2)

    def _sees(self, number: int, nodes: int) -> bool:
        try:
            health = self.ask("/_cluster/health", number)
        except (OSError, urllib.error.URLError):
            return False
        assert isinstance(health, dict)
        return int(health["number_of_nodes"]) == nodes


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now, nor on those that nodes use beside them.

    Two processes that start clusters at the same time look ten ports apart, or more.
    """
    ports: list[int] = []
    for port in range(21_000 + os.getpid() * 10 % 9_000, 60_000):
        if _is_free(port) and _is_free(port + _PEERS):
            ports.append(port)
        if len(ports) == count:
            break
    return ports


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def running(nodes: int) -> Iterator[Cluster]:
    """A cluster that is gone at the end, its data with it. Raises Impossible."""
    with tempfile.TemporaryDirectory(prefix="backfile-opensearch-") as folder:
        cluster = Cluster(nodes, Path(folder))
        try:
            yield cluster
        finally:
            cluster.stop()


if __name__ == "__main__":
    with running(int(sys.argv[1]) if len(sys.argv) > 1 else 1) as started:
        print(started.address("backfile"), flush=True)  # noqa: T201  # it is a command
        try:
            signal.pause()
        except KeyboardInterrupt:
            sys.exit(0)
