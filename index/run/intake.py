"""Takes files into an index, a batch at a time: workers read them, the ledger notes each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from index.errors import IndexFailure
from index.file_id import locate
from index.problem import Problem, reason_of
from index.reading import Reading, held_of, read_articles
from index.run.boilerplate_lines import BoilerplateLines
from index.run.corrected import Corrected
from index.run.progress import ProgressCounter
from index.run.target import Changing, Target
from index.run.workers import Task, Workers
from index.store.ledger import UNREAD, UNSETTLED, FileState


class Step(NamedTuple):
    """A file to forget (what the index holds of it), to read, or both."""

    file_id: str
    state: FileState
    forget: str
    is_there: bool = True


class FileReader(NamedTuple):
    """What reads the files of a corpus, and what is known of their lines beforehand."""

    corpus: Path
    repetition: BoilerplateLines
    corrected: Corrected
    workers: Workers

    def task(self, step: Step) -> Task:
        """The reading of a file. Raises OSError and others when it is not where it was."""
        file_id, size = step.file_id, step.state.size
        return Task(
            locate(self.corpus, file_id), file_id, self.repetition.lines_of(file_id), size,
            held_of(file_id, size), self.corrected.lines_of(step.state.digest),
        )  # fmt: skip


def take_in(
    steps: Sequence[Step], target: Target, reader: FileReader, counter: ProgressCounter
) -> list[Problem]:
    """Forget and read files, in one batch; returns what could not be read or added."""
    problems: list[Problem] = []
    with target.batch() as batch:
        for step in steps:
            batch.drop(step.forget)
            batch.drop(step.file_id)
            batch.forget(step.forget)
        for step, met in _read(steps, reader, batch, counter):
            batch.keep(step.file_id, _state_after(step, met))
            problems += met
            counter.end_file(step.file_id, step.state.size)
    return problems + list(batch.problems)


def _read(
    steps: Sequence[Step], reader: FileReader, batch: Changing, counter: ProgressCounter
) -> Iterator[tuple[Step, list[Problem]]]:
    """Add the articles of each file that is there; returns what could not be read of it."""
    there = {step.file_id: step for step in steps if step.is_there}
    tasks: list[Task] = []
    for file_id, step in there.items():
        try:
            tasks.append(reader.task(step))
        except Exception as error:
            is_passing = isinstance(error, OSError)
            yield step, [Problem(file_id, reason_of(error, file_id), is_passing=is_passing)]
    problems: list[Problem] = []
    for task, found in reader.workers.read_all(tasks, _read_file):
        if found is None:
            yield there[task.file_id], problems
            problems = []
        elif isinstance(found, Problem):
            problems.append(found)
        else:
            problems += _add(batch, task.file_id, found)
            counter.add_article(task.file_id, found.at)


def _state_after(step: Step, problems: Sequence[Problem]) -> FileState:
    """What the ledger is to remember of a file that was read.

    Of one that the system refused to read it remembers no content, so that the next run reads it.
    """
    state = step.state._replace(problems=tuple(problems))
    if any(problem.is_passing for problem in problems):
        return state._replace(mtime_ns=UNSETTLED, digest=UNREAD)
    return state


def _add(batch: Changing, file_id: str, found: Reading) -> list[Problem]:
    """Add an article; returns what is wrong with it if it cannot be added.

    What is wrong with the index itself would be so for the next article, too: that is raised.
    """
    try:
        batch.add(found.id, file_id, found.article)
    except (IndexFailure, OSError, MemoryError):
        raise
    except Exception as error:
        return [Problem(found.id, reason_of(error, found.id))]
    return []


def _read_file(task: Task) -> Iterator[Reading | Problem]:
    return read_articles(task.path, task.file_id, task.repeated, task.put_back)
