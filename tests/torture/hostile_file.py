"""Files that bring programs down: `MAKERS`, each of a sort, archives apart (`hostile_archive`)."""

from __future__ import annotations

import json
import os
import random
import socket
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from tests.torture.made import Made, Maker

ENDINGS = (
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mhtml", "mht", "jsonl", "warc",
    "warc.gz", "zip",
)  # fmt: skip
_DEEP = (100, 3_000, 100_000)
_LONG = 2_000_000  # characters
_LARGE = 34 * 2**20  # bytes: more than an article may have


def binary(folder: Path, rng: random.Random) -> Made:
    ending = rng.choice(ENDINGS)
    (folder / f"binary.{ending}").write_bytes(rng.randbytes(rng.choice((1, 50, 5_000, 100_000))))
    return Made(("binary.",)) if ending in {"zip", "warc.gz", "warc"} else Made()


def empty(folder: Path, rng: random.Random) -> Made:
    content = rng.choice((b"", b"\n", b" \t\r\n" * 99, b"\0" * 5_000, b"\xef\xbb\xbf", b"\xff\xfe"))
    for ending in ENDINGS:
        (folder / f"empty.{ending}").write_bytes(content)
    return Made()


def encodings(folder: Path, rng: random.Random) -> Made:
    text = "Ein naïver Bericht über die Fähre, auf Papier gedruckt. أحمد Москва 東京\n\n" * 30
    wrong = rng.choice((
        text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("utf-32"),
        text.encode()[:-1] + b"\xe2", text.encode().replace(b" ", b"\xff"),
        b"\xed\xa0\x80" * 500 + text.encode(), b"\xc0\xaf" * 999, text.encode("utf-7"),
        b"\xff\xfe" + text.encode(), b"\xef\xbb\xbf" + text.encode("utf-16"),
        text.encode("gb18030"), text.encode().replace(b"\n", b"\0"),
        b"<meta charset='x-none'>" + text.encode(), b"<?xml encoding='utf-32'?>" + text.encode(),
        b"<meta charset='utf-7'>+ADw-script+AD4-" + text.encode("utf-7"),
    ))  # fmt: skip
    for ending in ("txt", "md", "html", "jsonl", "mhtml"):
        (folder / f"encoding.{ending}").write_bytes(wrong)
    return Made()


def giant_lines(folder: Path, rng: random.Random) -> Made:
    unit = rng.choice((
        "a", "a ", "ferry ", ".", "- ", "=", "\t", "(", "<", "&amp;", "http://x.y/", "By ", "1,",
        "é", "東", "\u0301", "\u200d", "_*", "[a](b)", "`", "@x ", "May 1, ", "|", "> ", '"', "\\",
    ))  # fmt: skip
    text = (unit * _LONG)[: rng.choice((50_000, 500_000, _LONG))]
    ending = rng.choice(("txt", "md", "html", "jsonl", "mhtml", "xhtml"))
    (folder / f"giant.{ending}").write_text(text, "utf-8")
    return Made()


def many_lines(folder: Path, rng: random.Random) -> Made:
    unit = rng.choice(
        ("\n", "a\n", "\r", "- a\n", "# a\n", "By A B\n", "<p>a", "{}\n", "null\n", "> \n")
    )
    ending = rng.choice(("txt", "md", "html", "jsonl"))
    (folder / f"many.{ending}").write_text(unit * rng.choice((1_000, 50_000)), "utf-8")
    return Made()


def deep_html(folder: Path, rng: random.Random) -> Made:
    depth = rng.choice(_DEEP)
    tag = rng.choice((
        "div", "b", "table><tr><td", "ul><li", "blockquote", "a", "svg", "template", "select",
        "form", "font", "math", "iframe", "section", "em", "pre",
    ))  # fmt: skip
    text = f"<title>Deep</title><{tag}>" + f"<{tag}>" * depth + "The ferry left. " * 50
    (folder / "deep.html").write_text(text)
    return Made()


def odd_html(folder: Path, rng: random.Random) -> Made:
    many = rng.choice((100, 20_000))
    body = "<p>" + "The ferry left the harbour at noon. " * 20
    odd = rng.choice((
        "<div " + " ".join(f"a{n}=b" for n in range(many)) + ">", "<!--" * many, "<plaintext>",
        "<![CDATA[" * many, "<script>" + "x" * many, "<p id=a>" * many, "</div>" * many,
        '<script type="application/ld+json">' + '{"@graph":[' * many + "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
        + rng.choice(('"99999-01-01"', '"0000-00-00"', "1e999", "[[[]]]", f'"{"9" * many}"', "{}"))
        + ',"author":[{"name":{"name":[1]}}],"headline":null}</script>',
        f'<meta property="article:published_time" content="{"9" * many}">', "&" * many,
        "&#x110000;&#0;&#xd800;" * many, "<time datetime='-1'>x</time>" * many, "<a href=" * many,
        "<base href='" + "x" * many + "'>", "<title>" * many, "<html lang='" + "e" * many + "'>",
        "<link rel=canonical href='http://[::1'>", "<link rel=canonical href='//\ud7ff:99999/'>",
    ))  # fmt: skip
    (folder / "odd.html").write_text(odd + body, "utf-8", "replace")
    return Made()


def odd_records(folder: Path, rng: random.Random) -> Made:
    deep = rng.choice(_DEEP)
    lines = [
        "[" * deep,
        '{"text":' * deep,
        '{"text": ' + "[" * deep + "]" * deep + "}",
        '{"text": "' + "\\ud800" * 50 + '"}',
        '{"text": "a\\u0000b"}',
        '{"text": NaN}',
        '{"text": 1e999, "date": -1e999}',
        '{"title": {"a": []}, "text": ["a", {"b": null}]}',
        '{"text": "a", "text": "b", "date": "' + "9" * 5_000 + '"}',
        '{"date": ' + "9" * 5_000 + "}",
        '{"text": "a", "url": "javascript:x", "source": ["x"], "lang": 5, "author": {}}',
        "\ufeff{}",
        "nul",
        "{'text': 'a'}",
        '{"text": "' + "a " * 100_000 + '"}',
        "\x1b[31m",
        "1" * 9_999,
        *(json.dumps({"text": "The ferry left.", "date": date}) for date in _dates(rng)),
    ]
    rng.shuffle(lines)
    end = rng.choice(("\n", "\r\n", "\r", "\n\n\0"))
    (folder / "odd.jsonl").write_text(end.join(lines[: rng.randrange(1, 9)]), "utf-8", "replace")
    return Made()


def _dates(rng: random.Random) -> Iterable[object]:
    return (
        "0000-00-00", "0000-01-01", "99999-12-31", "-44-03-15", "2023-13-45", "1e9", 10**18, -1, 0,
        "20230230", "2023-02-30T25:61:61Z", "+10000-01-01", "9" * rng.randrange(1, 400), True, None,
        "١٢/٣/٢٠٢٠", "2023-W99-9", "Thu, 99 Foo 0000 00:00:00 +9999", 1e308,
        "2023-06-01T00:00:00+99:99",
    )  # fmt: skip


def odd_dates(folder: Path, rng: random.Random) -> Made:
    for number, date in enumerate(_dates(rng)):
        text = f"---\ntitle: Ferry\ndate: {date}\n---\nThe ferry left the harbour at noon.\n"
        (folder / f"date-{number}.md").write_text(text, "utf-8")
        page = f'<meta property="article:published_time" content="{date}"><h1>Ferry</h1>'
        (folder / f"date-{number}.html").write_text(
            f"{page}<p>Published {date}. {'Ferry. ' * 30}", "utf-8"
        )
    path = folder / "date-1.md"
    os.utime(path, ns=(0, rng.choice((0, -1, -(10**18), 2**62, 253_402_300_800 * 10**9))))
    return Made()


def front_matter(folder: Path, rng: random.Random) -> Made:
    count = rng.choice((9, 25, 200))
    names = [f"a{n}" for n in range(count)]
    laughs = "\n".join(f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in pairwise(names))
    merged = "\n".join(f"{b}: &{b} {{<<: [*{a}, *{a}], k{b}: 1}}" for a, b in pairwise(names))
    deep = rng.choice(_DEEP)
    matter = rng.choice((
        f"a0: &a0 [x]\n{laughs}\ntitle: *{names[-1]}", f"a0: &a0 {{k: 1}}\n{merged}", "[" * deep,
        "{" * deep, "- " * deep, "a:\n" + "".join(" " * n + "b:\n" for n in range(min(deep, 900))),
        "? " * deep, "!!python/object/apply:os.system ['true']", "title: !!binary x", "&a [*a]",
        "title: &a [*a]", "date: 99999-99-99", "date: 0000-00-00T00:00:00Z", "a: " + "1" * deep,
        "x: 0x" + "f" * deep, "s: " + "1:" * deep + "1", "title: 1e" + "9" * 9, "<<: 5", "<<: *b",
        "%YAML 9.9", "title: \x00", "a: |\n" + " x\n" * deep, '"' * deep, "t: " + "'" * deep,
        "k: [" + "a, " * deep, "\t", ": :" * deep, "1: 2\n" * deep,
    ))  # fmt: skip
    text = f"---\n{matter}\n---\n# Ferry\n\nThe ferry left the harbour at noon.\n"
    (folder / "matter.md").write_text(text, "utf-8")
    return Made()


def odd_message(folder: Path, rng: random.Random) -> Made:
    depth = rng.choice((20, 500, 5_000))
    nested = "".join(
        f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)
    )
    content = rng.choice((
        nested + "Content-Type: text/html\r\n\r\n<p>The ferry left.",
        "Content-Type: message/rfc822\r\n\r\n" * depth + "Content-Type: text/html\r\n\r\n<p>a",
        "Subject: " + "=?utf-8?q?" * depth + "\r\nContent-Type: text/html\r\n\r\n<p>a",
        "X: a\r\n" * depth * 20 + "\r\n<p>a", "Content-Type: " + ";a=b" * depth + "\r\n\r\n<p>a",
        'Content-Type: multipart/related; boundary=""\r\n\r\n--\r\n--\r\n<p>a',
        "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + "=" * depth,
        "Content-Type: text/html; charset=" + "x" * depth + "\r\n\r\n<p>a",
        "Content-Type: multipart/related; boundary=a\r\n\r\n" + "--a\r\n\r\n" * depth * 10,
    ))  # fmt: skip
    (folder / "odd.mhtml").write_bytes(content.encode())
    return Made()


def odd_names(folder: Path, rng: random.Random) -> Made:
    """Good articles under names that are none."""
    names = [
        b"\x1b[31mred\x07.txt", b"new\nline.txt", b"cr\rline.txt", b"tab\t.txt", b"\xff.txt",
        b"\\xff.txt",
        b"\xed\xa0\x80.txt", b"\\xed\\xa0\\x80.txt", b"\xc3\xa9.txt", "e\u0301.txt".encode(),
        "\u202egpj.txt".encode(), b"a" * 251 + b".txt", b" .txt", b"a b .txt", b"#1.txt",
        b"x.jsonl#1.txt",
        b"%00.txt", b"?q=a&b.txt", b"-rf.txt", b"~.txt", b"*.txt", b"'\".txt", b"<b>.txt",
        b"\x7f.txt",
        b"CON.txt", b"a\\b.txt", b"\xe2\x80\xa8.txt", b"\xc2\x85.txt", b"\xc2\x9b31m.txt",
        b"A.TXT", b"a.TxT",
    ]  # fmt: skip
    found = []
    for name in rng.sample(names, rng.randrange(3, 12)):
        word = f"needle{rng.randrange(10**9)}"
        content = f"A ferry and a {word}\n\nThe {word} left the harbour at noon.\n"
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text(content, "utf-8")  # noqa: PTH118
        found.append(word)
    return Made(found=tuple(found))


def links(folder: Path, rng: random.Random) -> Made:
    places = [
        ("a.txt", "b.txt"),
        ("b.txt", "a.txt"),
        ("self.txt", "self.txt"),
        ("up", ".."),
        ("up.txt", ".."),
    ]
    places += [
        ("gone.txt", "nowhere.txt"),
        ("out.txt", "/etc/passwd"),
        ("dev.txt", "/dev/zero"),
        ("here", "."),
    ]
    places += [
        ("long.txt", "x" * 4_000),
        ("loop/a.txt", "../loop/a.txt"),
        ("null.jsonl", "/dev/null"),
    ]
    (folder / "loop").mkdir()
    for name, target in rng.sample(places, rng.randrange(2, 9)):
        (folder / name).symlink_to(target)
    return Made()


def no_files(folder: Path, rng: random.Random) -> Made:
    """What has a name as a file has, and is none."""
    (folder / "folder.txt").mkdir()
    (folder / "folder.zip").mkdir()
    os.mkfifo(folder / f"pipe.{rng.choice(ENDINGS)}")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # such names may have 108 bytes
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
    return Made()


def deep_folders(folder: Path, rng: random.Random) -> Made:
    path = folder.joinpath(*["deep"] * rng.choice((5, 100, 400)))
    path.mkdir(parents=True)
    word = f"needle{rng.randrange(10**9)}"
    (path / "a.txt").write_text(f"A {word}\n\nThe {word} left.\n")
    return Made(found=(word,))


def too_large(folder: Path, rng: random.Random) -> Made:
    name = f"large.{rng.choice(('txt', 'md', 'html', 'mhtml'))}"
    with (folder / name).open("wb") as file:
        file.truncate(_LARGE)
    return Made(told=(name,))


MAKERS: tuple[Maker, ...] = (
    binary, empty, encodings, giant_lines, many_lines, deep_html, odd_html, odd_records, odd_dates,
    front_matter, odd_message, odd_names, links, no_files, deep_folders, too_large,
)  # fmt: skip
