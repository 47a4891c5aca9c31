"""Names that readers have said are never one: for good, and for everybody who reads the archive."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from web.desk import forms
from web.desk.errors import DeskFailure, Refused
from web.desk.page import desk, done, render
from web.search_params import MAX_VALUE, root
from web.search_service import engine


def register(blueprint: Blueprint) -> None:
    """Add these addresses to the desk, which guards all changes."""
    blueprint.get("/names")(show_names)
    blueprint.post("/names")(keep_apart)
    blueprint.post("/names/together")(take_together)


def show_names() -> Response:
    """All pairs that are kept apart, each with a button that takes it back."""
    desk()
    return render("desk/names.html", pairs=engine().kept_apart())


def keep_apart() -> AnyResponse:
    """Never take two names for one again."""
    one, other = _pair()
    try:
        engine().keep_apart(one, other)
    except OSError as error:
        raise DeskFailure(f"It could not be written down: {error.strerror}.") from error
    said = f"“{other}” is never taken for “{one}” again. Your desk lists such names."
    return done(said, f"{root()}/desk/names")


def take_together() -> AnyResponse:
    """Let two names be taken for one again."""
    one, other = _pair()
    try:
        engine().take_together(one, other)
    except OSError as error:
        raise DeskFailure(f"It could not be written down: {error.strerror}.") from error
    return done(f"“{one}” and “{other}” may be one name again.", f"{root()}/desk/names")


def _pair() -> tuple[str, str]:
    """The two names of the form. Raises Refused."""
    one, other = (" ".join(forms.text(name).split())[:MAX_VALUE] for name in ("one", "other"))
    if not one or not other or set(",#") & {*one, *other}:
        raise Refused("Two names are needed, without commas. Go back, and try once more.")
    return one, other
