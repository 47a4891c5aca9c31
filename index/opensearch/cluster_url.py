"""Where a cluster is, and under which name the articles are kept there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from index.opensearch.errors import ClusterUrlMalformed

SCHEMES = {"opensearch+https": "https", "opensearch+http": "http"}
PORT = 9200

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
_NUMBER = re.compile(r"\d{1,3}")
_SWITCHES = {"yes": True, "no": False}
_OPTIONS = ("shards", "replicas", "ca", "verify")


@dataclass(frozen=True, slots=True)
class ClusterUrl:
    """`opensearch+https://user:password@host:9200,host2:9200/name?option=value`.

    `name` is that of the alias under which articles are searched. Options: `shards` (3) and
    `replicas` (1) of an index when it is made; `ca`, a file with the certificate to trust;
    `verify=no` to trust any. As text it is shown without user and password.
    """

    hosts: tuple[tuple[str, int], ...]
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    encrypted: bool = True
    shards: int = 3
    replicas: int = 1
    ca: str = ""
    verify: bool = True

    @classmethod
    def parse(cls, text: str) -> ClusterUrl:
        """Read an address. Raises AddressMalformed, which does not repeat the password."""
        scheme, separator, rest = text.strip().partition("://")
        if not separator or scheme.lower() not in SCHEMES:
            raise ClusterUrlMalformed(
                "does not begin with opensearch+https:// or opensearch+http://"
            )
        # A password may hold a slash or a question mark unescaped; the last @ ends it.
        credentials, _, place = rest.rpartition("@")
        user, _, password = credentials.partition(":")
        try:
            parts = urlsplit(f"//{place.rpartition('@')[2]}")
        except ValueError as error:
            raise ClusterUrlMalformed("has a host that cannot be read") from error
        return cls(
            hosts=_hosts(parts.netloc),
            name=_name(parts.path),
            user=unquote(user),
            password=unquote(password),
            encrypted=scheme.lower() == "opensearch+https",
            **_options(parts.query),
        )

    def __str__(self) -> str:
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"opensearch+{self.protocol}://{hosts}/{self.name}"

    @property
    def protocol(self) -> str:
        """What is spoken with the hosts."""
        return "https" if self.encrypted else "http"


def _hosts(text: str) -> tuple[tuple[str, int], ...]:
    found = [_HOST.fullmatch(part.strip()) for part in text.split(",")]
    hosts = tuple((match["host"], int(match["port"] or PORT)) for match in found if match)
    if len(hosts) < len(found) or not all(0 < port < 2**16 for _, port in hosts):
        raise ClusterUrlMalformed("has a host that cannot be read (host or host:port)")
    return hosts


def _name(path: str) -> str:
    name = path.strip("/")
    if not _NAME.fullmatch(name):
        raise ClusterUrlMalformed(
            "does not end with the name of an index (small letters, digits, - and _)"
        )
    return name


def _options(query: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in _OPTIONS:
            raise ClusterUrlMalformed(f"has an option that does not exist ({name})")
        if name == "ca":
            options[name] = value
        elif name == "verify":
            options[name] = _SWITCHES.get(value)
        else:
            options[name] = int(value) if _NUMBER.fullmatch(value) else None
        if options[name] is None or options.get("shards") == 0:
            raise ClusterUrlMalformed(f"has an option with a value that cannot be ({name})")
    return options
