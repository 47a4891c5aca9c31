"""What can go wrong with a desk. Messages say what happened, where, and what to do.

DeskFailure: a failure that a reader can do something about, and of it

    DeskDamaged       the file is no database any more; it was kept aside
    DeskUnusable      it cannot be read, written or made
    DeskNewer         a later version of this program has written it
    NotFromHere       a change that no form of ours has sent to this reader
    NotThere          a collection, note or search that is not, or no longer, on the desk
    Refused           what was asked makes no sense: a name without letters, or one that is taken
    ChangedMeanwhile  another window has changed the same text since the form was shown
"""

from __future__ import annotations

from pathlib import Path


class DeskFailure(Exception):
    """A failure that a reader can do something about."""


class DeskDamaged(DeskFailure):
    """The file is damaged, and was kept aside."""

    def __init__(self, path: Path, aside: Path, reason: str) -> None:
        super().__init__(
            f"The file of your desk, {path}, is damaged ({reason}). Nothing was deleted: it is "
            f"kept as {aside}. Load this page again to go on with an empty desk; to have your "
            f"collections and notes back, stop the service and put a copy of the file from your "
            f"backup in its place, or take in a desk that you exported."
        )
        self.path, self.aside = path, aside


class DeskUnusable(DeskFailure):
    """The file cannot be used; the reason is the system's."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Your desk is kept in {path}, which cannot be used now ({reason}). Nothing was "
            f"changed. See that the folder is there and may be written to, and that the disk has "
            f"room, or name another place with --desk."
        )
        self.path = path


class DeskNewer(DeskFailure):
    """The file has a form that this version does not know."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"The desk in {path} was written by a later version of Backfile (its form is "
            f"{version}, this version knows {known}). Nothing was changed. Update Backfile, or "
            f"name another place with --desk."
        )


class NotThere(DeskFailure):
    """What was asked for is not on the desk."""


class NotFromHere(DeskFailure):
    """A change that was sent by another page, or from a form that was shown to another reader."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was changed: what was sent did not come from a form that this service has "
            "shown to you. It may be from another site, or from a page that was open when your "
            "desk was another one. Go back, load the page again, and do it once more."
        )


class Refused(DeskFailure):
    """What was asked cannot be done as it is."""


class ChangedMeanwhile(DeskFailure):
    """Another window was quicker: `now` is what stands there, `yours` what was to be written."""

    def __init__(self, now: str, yours: str, version: int) -> None:
        super().__init__("This was changed in another window since you opened it.")
        self.now, self.yours, self.version = now, yours, version
