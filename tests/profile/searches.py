"""Ask the same queries over and over: `python tests/profile/searches.py INDEX SECONDS QUERY…`.

For a profiler to look at: one warm search takes less time than it takes to look once.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from search import Engine

if __name__ == "__main__":
    engine = Engine.open(Path(sys.argv[1]))
    end, count = time.monotonic() + float(sys.argv[2]), 0
    while time.monotonic() < end:
        for query in sys.argv[3:]:
            engine.search(query)
            count += 1
    sys.stdout.write(f"{count:,} searches\n")
