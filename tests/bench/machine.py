"""On which machine figures were measured."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def machine() -> str:
    """Its processor, cores, memory, system and Python, in words."""
    parts = [
        f"{_processor()}, {os.cpu_count()} cores",
        f"{_memory_gb():.0f} GB",
        f"{_system()}",
        f"Python {platform.python_version()}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists() and (named := re.search(r"^model name\s*: (.*)$", facts.read_text(), re.M)):
        return re.sub(r"\s+", " ", named[1].replace("(R)", "").replace("(TM)", ""))
    return platform.processor() or platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"
