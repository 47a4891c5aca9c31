"""Answers that are asked for again: kept until the index changes, or others need the room.

People go back to their results after each article, reload, and share addresses; feed readers ask
the same all day. The address says all of a search; with the form that is asked for, how the reader
likes results listed, the day, and the name and protocol that links in feeds are made of, it is the
key. What is kept belongs to one reader and state of the desk, and to one generation of the index
(`SearchEngine.generation`), and goes with it.
"""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from http import HTTPStatus

from flask import Flask, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from web.api.negotiation import negotiated_form
from web.desk.desks import desks
from web.list_preference import preference
from web.search_service import engine

MOST_BYTES = 32 * 2**20
"""Of all answers and what they are kept under together: some 1,500 pages of results."""

_OVERHEAD = 1_000
"""Bytes of memory that an answer takes beside its texts, such as for the objects they are in."""

_ASKED = ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme")
"""What a client says that an answer follows from, beside its form; bounds limits its length."""

Key = tuple[str, ...]

LARGEST_ANSWER = 2**20
"""Bytes of an answer that is kept; a table of thousands of articles is not asked for twice."""

View = Callable[..., AnyResponse]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as its view has made it."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def bytes_under(self, key: Key) -> int:
        """The memory that it takes when it is kept under a key."""
        texts = (*key, *(text for header in self.headers for text in header))
        return len(self.body) + sum(map(sys.getsizeof, texts)) + _OVERHEAD

    @classmethod
    def of(cls, response: AnyResponse) -> Answer:
        """What is kept of a response."""
        return cls(response.get_data(), tuple(response.headers))

    def response(self) -> Response:
        """The response once more."""
        return Response(self.body, headers=list(self.headers))


class Cache:
    """The answers of one generation, the least recently used first; threads may share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._generation: object = None
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, generation: object, key: Key) -> Answer | None:
        """What was answered, if that is still the answer."""
        with self._lock:
            if generation is not self._generation or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def put(self, generation: object, key: Key, answer: Answer) -> None:
        """Keep an answer; those of other generations are forgotten."""
        with self._lock:
            if generation is not self._generation:
                self._generation, self._bytes = generation, 0
                self._answers.clear()
            if len(answer.body) > LARGEST_ANSWER or key in self._answers:
                return
            self._answers[key] = answer
            self._bytes += answer.bytes_under(key)
            while self._bytes > self._most:
                self._bytes -= self._drop_oldest()

    def _drop_oldest(self) -> int:
        key, oldest = self._answers.popitem(last=False)
        return oldest.bytes_under(key)


def remember(app: Flask) -> None:
    """Let `app` keep the answers of views that are `kept`."""
    app.extensions["cache"] = Cache()


def kept(view: View) -> View:
    """A view whose answers are kept: they follow from the address, the form and the index alone.

    A browser or feed reader that has the same answer already is only told so (304).
    """

    @wraps(view)
    def answered(**values: object) -> AnyResponse:
        cache: Cache = current_app.extensions["cache"]
        desk = desks()
        state = desk.state() if desk else ()
        if state is None:  # it says what has just been done, once
            return view(**values)
        # Before the answer, which may come from a newer one.
        generation = desk.generation() if desk else engine().generation()
        key = (
            negotiated_form(request),
            str(preference(request)),
            date.today().isoformat(),  # which "last month" is told from
            *(request.environ.get(name, "") for name in _ASKED),
            *state,
        )
        answer = None if generation is None else cache.get(generation, key)
        if answer is not None:
            return answer.response().make_conditional(request)
        response = view(**values)
        if response.status_code != HTTPStatus.OK or response.is_streamed:
            return response
        response.add_etag()
        if generation is not None:
            cache.put(generation, key, Answer.of(response))
        return response.make_conditional(request)

    return answered
