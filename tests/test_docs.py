"""What the documents say is so."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import index
import search
import web
from index.reading.registry import kinds
from web.cli.command import main
from web.settings import Settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "tests" / "README.md"])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    targets = re.findall(r"\]\(([^)#]+)", document.read_text())
    local = [target for target in targets if "://" not in target]
    missing = [target for target in local if not (document.parent / target).exists()]
    assert missing == []


def test_every_ending_that_is_read_is_in_the_table_of_formats():
    table = (ROOT / "docs" / "formats.md").read_text()
    named = set(re.findall(r"[.\w]+", table.lower()))
    missing = {
        ending
        for kind in kinds()
        for ending in kind.endings
        if not {ending, ending.removeprefix(".")} & named
    }
    assert missing <= {".docm", ".ott", ".emlx", ".mbx", ".tab", ".jpeg", ".tiff", ".rss", ".atom",
                       ".rdf", ".nitf", ".xml", ".arc.gz", ".warc.gz", ".tbz2", ".tbz", ".txz",
                       ".tzst"}  # fmt: skip  # other spellings of what is there


def test_every_command_is_in_the_guide():
    guide = (ROOT / "docs" / "guide.md").read_text()
    assert [name for name in main.commands if f"`backfile {name}" not in guide] == []


def test_every_setting_is_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    for field in fields(Settings):
        option = field.metadata.get("option", field.name)
        assert f"`--{option}`" in readme
        assert f"`BACKFILE_{option.upper().replace('-', '_')}`" in readme


def test_readme_is_read_in_a_few_minutes():
    assert len((ROOT / "README.md").read_text().splitlines()) < 150


def test_every_module_that_imports_whoosh_is_named():
    architecture = (ROOT / "ARCHITECTURE.md").read_text().split("## Whoosh")[1]
    importing = {
        path.relative_to(ROOT).as_posix()
        for package in ("index", "search", "web")
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"^\s*(?:from|import) whoosh", path.read_text(), re.MULTILINE)
    }
    assert importing == set(re.findall(r"\]\(([\w/]+\.py)\)", architecture))


def test_packages_export_what_others_may_rely_on():
    assert {"Article", "clean_html", "clean_text", "rebuild", "reindex"} <= set(index.__all__)
    assert search.__all__ == [
        "LANGUAGE_NAMES", "MARK_END", "MARK_START", "NO_SELECTIONS", "SELECTION_FIELDS", "SORTS",
        "Archive", "Completions", "Engine", "FacetValue", "FilterValues", "Fingerprints",
        "FirstUse", "Headline", "Hit", "IndexUnavailable", "NameOptions", "NameRecord",
        "NameSpelling", "NearDuplicate", "Report", "Result", "SearchEngine", "SearchFailure",
        "Selections", "Spelling", "Status", "StoredArticle", "StoriesUnavailable", "Story",
        "Suggestion", "archive_of", "compile_once", "date_ends", "selection_key",
    ]  # fmt: skip
    assert web.__all__ == ["create_app"]
    for package in (index, search, web):
        assert all(hasattr(package, name) for name in package.__all__)


def test_packages_are_reached_through_their_exports_only():
    # Compiled loops have index.jit.kernel_api and the cache of what is compiled; a cluster its own,
    # and so have stories.
    inside = re.compile(
        r"^\s*from (index|search|web)\.(?!(?:jit.kernel_api|jit.cache|opensearch|stories) )\w",
        re.MULTILINE,
    )
    for package in ("index", "search", "web"):
        for path in (ROOT / package).rglob("*.py"):
            reached = set(inside.findall(path.read_text())) - {package}
            assert not reached, path


def packages() -> list[Path]:
    inits = [
        path for top in ("index", "search", "web") for path in (ROOT / top).rglob("__init__.py")
    ]
    return sorted(path.parent for path in inits)


@pytest.mark.parametrize("package", packages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_package_names_its_modules(package):
    said = (package / "__init__.py").read_text().split('"""')[1]
    missing = [
        path.stem
        for path in [
            *package.glob("*.py"),
            *(init.parent for init in package.glob("*/__init__.py")),
        ]
        if path.stem != "__init__" and not re.search(rf"\b{path.stem}\b", said)
    ]
    # A format says by itself what it is.
    formats = re.compile(r"^(KINDS|EXPORTS)\b", re.MULTILINE)
    assert [
        name for name in missing if not formats.search((package / f"{name}.py").read_text())
    ] == []
