"""Newsletters and forwarded articles: sender, day and subject are facts, the mailing is no text."""

from index.reading import Problem, read_articles
from tests.index.reading.harvest import SENTENCES

MORE = "Fishermen had complained since October, and nobody in the harbour office believed them."
PAGE = (
    f"<html><body><p><a href=x>View in browser</a></p><h1>Ferry aground</h1><p>{SENTENCES}</p>"
    f"<p>{MORE}</p><p>You are receiving this because you asked. <a href=y>Unsubscribe</a></p>"
)


def message(subject="Ferry aground", key="1", page=PAGE, text="The ferry."):
    return f"""From: "Vellmouth Herald" <news@herald.example>
To: reader@library.example
Subject: {subject}
Date: Fri, 17 Nov 2023 06:30:00 +0000
Message-ID: <{key}@herald.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

{text}
--b
Content-Type: text/html; charset=utf-8

{page}
--b--
"""


FORWARDED = f"""From: Me <me@library.example>
To: me@library.example
Subject: Fwd: Ferry
Date: Thu, 2 May 2024 06:30:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

---------- Forwarded message ---------
From: Vellmouth Herald <news@herald.example>
Date: Fri, Nov 17, 2023 at 6:30 AM
Subject: Ferry aground
To: <me@library.example>


{SENTENCES}

{MORE}

Unsubscribe: https://herald.example/u
"""


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


def test_newsletter_is_an_article_of_its_sender(corpus):
    for name in ("a.eml", "a.txt"):
        (reading,) = read(corpus, name, message(subject="=?utf-8?q?Ferry_aground?="))
        article = reading.article
        assert (article.title, article.date) == ("Ferry aground", "2023-11-17")
        assert article.outlet == "Vellmouth Herald"
        assert article.text == f"{SENTENCES}\n{MORE}"


def test_forwarded_message_is_what_was_forwarded(corpus):
    (reading,) = read(corpus, "a.eml", FORWARDED)
    article = reading.article
    assert (article.title, article.date) == ("Ferry aground", "2023-11-17")
    assert article.outlet == "Vellmouth Herald"
    assert article.text == f"{SENTENCES}\n{MORE}"


def test_mailbox_is_a_message_each_numbered_by_its_own_id(corpus):
    first = f"From news@herald.example Fri Nov 17 06:30:00 2023\n{message(key='1')}\n"
    second = f"From news@herald.example Sat Nov 18 06:30:00 2023\n{message('Bakery fire', '2')}\n"
    found = read(corpus, "a.mbox", first + second)
    assert [reading.article.title for reading in found] == ["Ferry aground", "Bakery fire"]
    turned = read(corpus, "a.mbox", second + first)
    assert {r.article.title: r.id for r in turned} == {r.article.title: r.id for r in found}


def test_line_that_begins_with_from_parts_no_message(corpus):
    text = f"From here on the ferry was lost.\n\n{SENTENCES}"
    content = f"From a@b.example Fri Nov 17 06:30:00 2023\n{message(text=text, page='')}"
    assert len(read(corpus, "a.mbox", content)) == 1


def test_message_without_text_is_named(corpus):
    content = "From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: image/png\n\nabc"
    (problem,) = read(corpus, "a.eml", content)
    assert isinstance(problem, Problem)


def test_hostile_messages_are_read_or_named(corpus):
    for content in (
        b"",
        b"From: \xff\xfe\nTo: \nSubject: =?x?q?=\n\n" + bytes(range(256)),
        b"Content-Type: multipart/mixed; boundary=b\nFrom: a\nTo: b\n\n" + b"--b\n" * 999,
    ):
        assert read(corpus, "a.eml", content)


def test_message_of_apple_mail_is_read_without_what_stands_around_it(corpus):
    content = message().encode()
    around = b"%d      \n%b<?xml version='1.0'?><plist><key>date-received</key></plist>\n"
    for name in ("1.emlx", "2.partial.emlx", "kept.txt"):
        path = corpus.write(name, around % (len(content), content))
        (reading,) = read_articles(path, name)
        assert reading.article.title == "Ferry aground"
        assert reading.article.text == f"{SENTENCES}\n{MORE}"
