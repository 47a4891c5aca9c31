"""The browser that the pages are tested in: the Chromium that the machine has."""

from __future__ import annotations

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The names it may have."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""Options with which it asks nothing of the network, and runs as any user."""
