"""One article in the forms in which people save it, in six languages: nothing of it is lost."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from index import clean_text


@dataclass(frozen=True, slots=True)
class Saved:
    """A page: its menu, headline, what stands below that, its article, and what follows it."""

    menu: Sequence[str]
    title: str
    about: Sequence[str]
    article: Sequence[str]
    below: Sequence[str]
    mail: str


def _listed(items: str) -> list[str]:
    return items.split("|")


PAGES = {
    "en": Saved(
        _listed(
            "Skip to content|Sign in|Subscribe|Menu|Home|Politics|Business|Sport|Weather"
        ),
        "Harbour wall leans further",
        ["By Jane Moore", "3 November 2025, 17:42", "3 min read", "Share", "Print"],
        [
            "The harbour wall of Vellmouth has leaned by a hand since the autumn, and nobody knows "
            "who will pay for the repairs.",
            "“We have warned them three times,” harbour master Ilse Brandt told the council on "
            "Monday, which will not discuss it before the spring.",
            "According to the town a new wall would cost more than four million euros, which are "
            "not in the budget of the coming year.",
        ],
        ["Related stories", "Ferry fails again", "Most read", "Comments (12)", "Leave a comment",
         "Sign up for our newsletter", "Privacy policy",
         "© 2025 The Harbour Courier. All rights reserved."],
        "From: Jane Moore\nSent: Monday, 3 November 2025 18:02\nTo: Desk\nSubject: Fwd: ",
    ),
    "de": Saved(
        _listed(
            "Zum Inhalt springen|Anmelden|Abo testen|Menü|Startseite|Politik|Sport|Wetter"
        ),
        "Hafenmauer neigt sich weiter",
        ["Von Jonas Wirth", "03.11.2025, 17:42 Uhr", "Lesezeit: 3 Min.", "Teilen", "Drucken"],
        [
            "Die Hafenmauer von Wellmünd neigt sich seit dem Herbst um eine Handbreit, und niemand "
            "weiß, wer die Sanierung bezahlen soll.",
            "„Wir haben dreimal gewarnt“, sagte Hafenmeisterin Ilse Brandt am Montag vor dem "
            "Stadtrat, der erst im Frühjahr darüber beraten will.",
            "Nach Angaben der Stadt kostet eine neue Mauer mehr als vier Millionen Euro, die im "
            "Haushalt des kommenden Jahres nicht vorgesehen sind.",
        ],
        ["Lesen Sie auch", "Meistgelesen", "Kommentare (12)", "Kommentar schreiben", "Impressum",
         "Datenschutz", "© 2025 Küstenbote. Alle Rechte vorbehalten."],
        "Von: Jonas Wirth\nGesendet: Montag, 3. November 2025 18:02\nAn: Redaktion\nBetreff: WG: ",
    ),
    "fr": Saved(
        _listed(
            "Aller au contenu|Se connecter|S'abonner|Menu|Accueil|Politique|Sports|Météo"
        ),
        "Le mur du port penche toujours",
        ["Par Jeanne Morel", "Publié le 3 novembre 2025 à 17h42", "Partager",
         "Offrir cet article"],
        [
            "Le mur du port de Vellmouth penche d'une main depuis l'automne, et personne ne sait "
            "qui paiera les travaux.",
            "« Nous avons prévenu trois fois », a dit lundi la capitaine du port, Ilse Brandt, "
            "devant le conseil municipal.",
            "Selon la ville, un nouveau mur coûterait plus de quatre millions d'euros, une somme "
            "que le budget de l'an prochain ne prévoit pas.",
        ],
        ["Sur le même sujet", "Les plus lus", "12 commentaires", "Mentions légales",
         "Gérer les cookies", "© Le Courrier du Port. Tous droits réservés."],
        "De : Jeanne Morel\nEnvoyé : lundi 3 novembre 2025 18:02\nÀ : Rédaction\nObjet : TR: ",
    ),
    "es": Saved(
        _listed(
            "Saltar al contenido|Iniciar sesión|Suscríbete|Menú|Portada|Deportes|El tiempo"
        ),
        "El muro del puerto sigue inclinándose",
        ["Por Juana Morales", "3 de noviembre de 2025 17:42", "Compartir", "Guardar"],
        [
            "El muro del puerto de Vellmouth se inclina un palmo desde el otoño y nadie sabe quién "
            "pagará las obras.",
            "«Avisamos tres veces», dijo el lunes la capitana del puerto, Ilse Brandt, ante el "
            "pleno del ayuntamiento.",
            "Según el ayuntamiento, un muro nuevo costaría más de cuatro millones de euros, que el "
            "presupuesto del próximo año no contempla.",
        ],
        ["Te puede interesar", "Lo más leído", "Comentarios (12)", "Aviso legal",
         "Política de cookies", "© 2025 El Correo del Puerto. Todos los derechos reservados."],
        "De: Juana Morales\nEnviado: lunes, 3 de noviembre de 2025\nPara: Redacción\nAsunto: RV: ",
    ),
    "ru": Saved(
        _listed(
            "Перейти к содержанию|Войти|Подписка|Меню|Главная|Политика|Спорт|Погода"
        ),
        "Стена гавани продолжает крениться",
        ["Анна Морозова", "3 ноября 2025, 17:42", "Время чтения: 3 минуты", "Поделиться"],
        [
            "Стена гавани Веллмута с осени накренилась на ладонь, и никто не знает, кто заплатит "
            "за ремонт.",
            "«Мы предупреждали трижды», — сказала в понедельник капитан порта Ильзе Брандт на "
            "заседании городского совета.",
            "По данным города, новая стена обойдётся более чем в четыре миллиона евро, которых в "
            "бюджете следующего года нет.",
        ],
        ["Читайте также", "Самое читаемое", "Комментарии (12)", "Оставить комментарий", "Реклама",
         "© 2025 Портовый вестник. Все права защищены."],
        "От: Анна Морозова\nДата: 3 ноября 2025 г.\nКому: Редакция\nТема: Fwd: ",
    ),
    "zh": Saved(
        ["首页", "新闻", "财经", "体育", "娱乐", "科技", "登录", "注册", "搜索"],
        "防波堤继续倾斜",
        ["2025年11月03日 17:42", "来源：港口日报", "字号：大 中 小", "分享到："],
        [
            "韦尔茅斯港的防波堤自秋天以来倾斜了一掌宽，没有人知道由谁来支付维修费用。",
            "港务长伊尔莎·勃兰特周一在市议会上说：“我们已经警告过三次了。”市议会要到春天才讨论这个问题。",
            "据市政府称，修建一座新的防波堤需要四百多万欧元，而明年的预算中没有这笔钱。",
        ],
        ["责任编辑：王芳", "相关新闻", "热门推荐", "发表评论", "关于我们",
         "版权所有 港口日报社 未经授权不得转载"],
        "发件人：王芳\n发送时间：2025年11月3日 18:02\n收件人：编辑部\n主题：转发：",
    ),
}  # fmt: skip


def copied(page: Saved) -> str:
    """All of a page, as it is selected and copied."""
    parts = "\n".join(page.menu), page.title, "\n".join(page.about), *page.article
    return "\n\n".join((*parts, "\n".join(page.below)))


def copied_without_blank_lines(page: Saved) -> str:
    return "\n".join((*page.menu, page.title, *page.about, *page.article, *page.below))


def from_reader_mode(page: Saved) -> str:
    return "\n\n".join((page.title, "\n".join(page.about[:2]), *page.article))


def mailed(page: Saved) -> str:
    return "\n\n".join((page.mail + page.title, *page.article))


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, 79, initial_indent=indent, subsequent_indent=indent)


def from_lynx(page: Saved) -> str:
    """With numbered links, whose addresses are listed at the end."""
    links = [*page.menu, *page.below]
    items = [f"     * [{number}]{text}" for number, text in enumerate(links, start=1)]
    parts = "\n".join(items[: len(page.menu)]), page.title
    parts += (*(f"   {line}" for line in page.about), *(_wrapped(p, "   ") for p in page.article))
    listed = [
        f"{number:4}. https://courier.example/{number}" for number in range(1, len(links) + 1)
    ]
    end = "\n".join(["References", "", "   Visible links:", *listed])
    return "\n\n".join((*parts, "\n".join(items[len(page.menu) :]), end))


def from_w3m(page: Saved) -> str:
    parts = "\n".join(f"  • {item}" for item in page.menu), page.title, "\n".join(page.about)
    parts += (*(_wrapped(p, "") for p in page.article),)
    return "\n\n".join((*parts, "\n".join(f"  • {item}" for item in page.below)))


def from_links(page: Saved) -> str:
    parts = "\n".join(f"     * {item}" for item in page.menu), page.title.center(79)
    parts += ("\n".join(f"   {line}" for line in page.about),)
    parts += (*(_wrapped(p, "   ") for p in page.article),)
    return "\n\n".join((*parts, "\n".join(f"     * {item}" for item in page.below)))


def from_html2text(page: Saved) -> str:
    linked = [f"  * [{text}](https://courier.example/{text[:3]})" for text in page.menu]
    below = [f"  * [{text}](https://courier.example/{text[:3]})" for text in page.below]
    parts = "\n".join(linked), f"# {page.title}", *page.about, *page.article
    return "\n\n".join((*parts, "\n".join(below)))


FORMS: Sequence[Callable[[Saved], str]] = (
    copied,
    copied_without_blank_lines,
    from_reader_mode,
    mailed,
    from_lynx,
    from_w3m,
    from_links,
    from_html2text,
)


def _joined(text: str) -> str:
    """A text without white space: paragraphs that were wrapped are whole again."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_article_is_whole_and_alone_however_its_page_was_saved(
    form: Callable[[Saved], str], lang: str
) -> None:
    page = PAGES[lang]
    article = clean_text(form(page))
    assert _joined(article.text) == _joined("".join(page.article))
    assert article.title == page.title
    assert article.date == "2025-11-03"
    assert article.lang == lang
