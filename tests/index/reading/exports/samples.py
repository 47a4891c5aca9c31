# ruff: noqa: E501  # exports have long lines
"""Exports as press databases and reference managers write them, with articles of our own."""

NEXIS_COVER = """


Download Request: Select Items: 1-2
Time Of Request: Friday, March 20, 2024  16:51:31

Send To:
LIBRARY OF VELLMOUTH

Terms: (tide or bakery)

"""

NEXIS_OLD = (
    NEXIS_COVER
    + """                               1 of 2 DOCUMENTS



                          Vellmouth Herald (Tarnshire)

                           November 17, 2023 Friday
                                   Edition 1;
                                    Scotland

Tide gauge read wrong all winter; Harbour office
admits it

BYLINE: By TAMSIN ORRERY and Joss Pallant

SECTION: NEWS; Pg. 3

LENGTH: 61 words

DATELINE: VELLMOUTH

The tide gauge at the old pier read forty centimetres too low all winter, the
harbour office said on Tuesday.

NOTE: Fishermen had complained since October and were
not believed.

GRAPHIC: Photo: the gauge

LOAD-DATE: November 18, 2023

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                      Copyright 2023 Vellmouth Herald
                            All Rights Reserved

                               2 of 2 DOCUMENTS


                      Copyright 2023 Tarn Evening Post
                            All Rights Reserved

                              Tarn Evening Post

                           December 2, 2023 Saturday

Bakery fire closes Salt Street

LENGTH: 48 words

A fire in the bakery on Salt Street burned through Friday night and closed the
street until noon, the fire service said.

LOAD-DATE: December 3, 2023

LANGUAGE: ENGLISH
"""
)

NEXIS_GERMAN = """                               Dokument 1 von 2

                              Küstenbote

                           17. November 2023 Freitag

Pegel zeigte den ganzen Winter falsch an

AUTOR: Tamsin Orrery

RUBRIK: LOKALES; S. 3

LÄNGE: 61 Wörter

Der Pegel an der alten Mole zeigte den ganzen Winter vierzig Zentimeter zu wenig
an, teilte das Hafenamt mit.

UPDATE: 18. November 2023

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

                               Dokument 2 von 2

                              Küstenbote

                           2. Dezember 2023 Samstag

Brand in der Bäckerei

LÄNGE: 48 Wörter

In der Bäckerei in der Salzstraße brannte es die ganze Nacht, und die Straße war bis
zum Mittag gesperrt.

SPRACHE: GERMAN; DEUTSCH
"""

NEXIS_FRENCH = """                               Document 1 de 1

                              Le Phare

                           17 novembre 2023 vendredi

Le marégraphe se trompait depuis octobre

AUTEUR: Tamsin Orrery

RUBRIQUE: RÉGION; Pg. 3

LONGUEUR: 61 mots

Le marégraphe de la vieille jetée était trop bas tout l'hiver, a déclaré la
capitainerie.

DATE-CHARGEMENT: 18 novembre 2023

LANGUE: FRENCH; FRANÇAIS
"""

NEXIS_DUTCH = """                               1 van 1 DOCUMENTEN

                              De Kustbode

                           17 november 2023 vrijdag

Peilschaal wees de hele winter verkeerd

BYLINE: Tamsin Orrery

LENGTE: 61 woorden

De peilschaal bij de oude pier wees de hele winter veertig centimeter te laag, zei het
havenkantoor.

TAAL: DUTCH; NEDERLANDS
"""

NEXIS_HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<a name="DOC_ID_0_0"></a><div class="c0"><p class="c1"><span class="c2">1 of 2 DOCUMENTS</span></p></div>
<div class="c3"><p class="c1"><span class="c4">Vellmouth Herald</span></p></div>
<div class="c3"><p class="c1"><span class="c4">November 17</span><span class="c2">, 2023 Friday</span></p></div>
<div class="c5"><p class="c6"><span class="c7">Tide gauge read wrong all winter</span></p></div>
<div class="c5"><p class="c6"><span class="c8">BYLINE: </span><span class="c2">Tamsin Orrery</span></p></div>
<div class="c5"><p class="c6"><span class="c8">LENGTH: </span><span class="c2">61 words</span></p></div>
<div class="c5"><p class="c9"><span class="c2">The tide gauge at the old pier read too low.</span></p>
<p class="c9"><span class="c2">Fishermen had complained since October.</span></p></div>
<div class="c5"><p class="c6"><span class="c8">LANGUAGE: </span><span class="c2">ENGLISH</span></p></div>
<div class="c0"><p class="c1"><span class="c2">2 of 2 DOCUMENTS</span></p></div>
<div class="c3"><p class="c1"><span class="c4">Tarn Evening Post</span></p></div>
<div class="c3"><p class="c1"><span class="c4">December 2</span><span class="c2">, 2023 Saturday</span></p></div>
<div class="c5"><p class="c6"><span class="c7">Bakery fire closes Salt Street</span></p></div>
<div class="c5"><p class="c6"><span class="c8">LENGTH: </span><span class="c2">48 words</span></p></div>
<div class="c5"><p class="c9"><span class="c2">A fire in the bakery burned all night.</span></p></div>
</body></html>"""

NEXIS_UNI = """User Name: Reader
Date and Time: Wednesday, May 1, 2024 10:00:00 AM EDT
Job Number: 123456789
Documents (2)
1. Tide gauge read wrong all winter
Client/Matter: -None-
Search Terms: tide
Search Type: NAND
2. Bakery fire closes Salt Street
Client/Matter: -None-
Page 1 of 3
Tide gauge read wrong all winter
Vellmouth Herald (Tarnshire)
November 17, 2023 Friday
First Edition

Copyright 2023 Vellmouth Herald All Rights Reserved
Section: NEWS; Pg. 3
Length: 61 words
Byline: Tamsin Orrery
Highlight: The harbour office admits it.
Body

The tide gauge at the old pier read forty centimetres too low all winter, the harbour office said.
Fishermen had complained since October and were not believed.

Graphic
Photo: the gauge

Load-Date: November 18, 2023

End of Document

Page 3 of 3
Bakery fire closes Salt Street
Tarn Evening Post
December 2, 2023 Saturday 6:00 PM GMT

Copyright 2023 Tarn Evening Post
Length: 48 words
Body

A fire in the bakery on Salt Street burned through Friday night.

Load-Date: December 3, 2023

End of Document
"""

FACTIVA_PLAIN = """Tide gauge read wrong all winter

By Tamsin Orrery
61 words
17 November 2023
08:30
Vellmouth Herald
VELLH
3
English
(c) 2023 Vellmouth Herald. All rights reserved.

The tide gauge at the old pier read forty centimetres too low all winter, the
harbour office said on Tuesday.

Fishermen had complained since October.

Document VELLH00020231117ejbh0001p

Le four de la rue du Sel
48 mots
2 décembre 2023
Le Phare
PHARE
1
Français
Copyright 2023 Le Phare

Un incendie a fermé la rue du Sel jusqu'à midi.

Document PHARE00020231202ejc200002
"""

FACTIVA_CODED = """SE   News
HD   Tide gauge read wrong all winter
BY   By Tamsin Orrery
WC   61 words
PD   17 November 2023
SN   Vellmouth Herald
SC   VELLH
PG   3
LA   English
CY   (c) 2023 Vellmouth Herald
LP
The tide gauge at the old pier read forty centimetres too low all winter.
TD
Fishermen had complained since October.

The harbour office did not believe them.
NS   gwelm : Harbours
RE   uk : United Kingdom
PUB  Vellmouth Herald Ltd
AN   Document VELLH00020231117ejbh0001p

HD   Bakery fire closes Salt Street
WC   48 words
PD   2 December 2023
SN   Tarn Evening Post
SC   TARNEP
LA   English
LP
A fire in the bakery burned all night.
AN   Document TARNEP0020231202ejc200002
"""


def factiva_row(code: str, value: str) -> str:
    return f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>"


FACTIVA_TABLE = (
    "<html><head><meta charset=utf-8><title>Factiva</title></head><body>"
    + "".join(
        '<div class="article enArticle"><table>'
        + factiva_row("HD", f'<span class="enHeadline">{title}</span>')
        + factiva_row("BY", "By Tamsin Orrery")
        + factiva_row("PD", date)
        + factiva_row("SN", "Vellmouth Herald")
        + factiva_row("LA", "English")
        + factiva_row("LP", f'<p class="articleParagraph enarticleParagraph">{text}</p>')
        + factiva_row("TD", '<p class="articleParagraph">Nobody <b>was</b> hurt.</p>')
        + factiva_row("AN", f"Document {key}")
        + "</table></div>"
        for title, date, text, key in (
            ("Tide gauge read wrong", "17 November 2023", "It read too low.", "VELLH00020231117a"),
            ("Bakery fire", "2 December 2023", "It burned all night.", "VELLH00020231202b"),
        )
    )
    + "</body></html>"
)

PROQUEST = """
____________________________________________________________

Report Information from ProQuest
May 01 2024 10:00
____________________________________________________________

Document 1 of 2

Tide gauge read wrong all winter

Author: Orrery, Tamsin

ProQuest document ID: 2890001111

Abstract: None available.

Links: https://www.proquest.example/docview/2890001111

Full text: The tide gauge at the old pier read forty centimetres too low all winter.

Fishermen said: it was wrong. Note: they had complained since October.

Title: Tide gauge read wrong all winter

Publication title: Vellmouth Herald; Vellmouth

Publication year: 2023

Publication date: Nov 17, 2023

Language of publication: English

Document URL: https://www.proquest.example/docview/2890001111

Copyright: Copyright Vellmouth Herald Nov 17, 2023

Last updated: 2024-06-07

Database: Strait Newsstream

____________________________________________________________

Document 2 of 2

Bakery fire closes Salt Street

Author: Pallant, Joss

Publication info: Tarn Evening Post ; Tarn [Tarn]02 Dec 2023: 2.

ProQuest document ID: 2890002222

Full text: A fire in the bakery burned all night.

Title: Bakery fire closes Salt Street

Last updated: 2024-06-07

____________________________________________________________

Contact ProQuest
"""

GALE = """Title: Tide gauge read wrong all winter
Author(s): Tamsin Orrery
Source: Vellmouth Herald(Vellmouth, England)
Date: Nov. 17, 2023
Document Type: Article
Length: 61 words
Full Text:
The tide gauge at the old pier read forty centimetres too low all winter.

Fishermen had complained since October.
Copyright: COPYRIGHT 2023 Vellmouth Herald
Gale Document Number: GALE|A700000001

Title: Bakery fire closes Salt Street
Source: Tarn Evening Post(Tarn, England)
Date: Dec. 2, 2023
Full Text:
A fire in the bakery burned all night.
Gale Document Number: GALE|A700000002
"""

NEWSBANK = """Headline: Tide gauge read wrong all winter
Source: Vellmouth Herald
Date: November 17, 2023
Author: Tamsin Orrery
Section: News
Page: 3

The tide gauge at the old pier read forty centimetres too low all winter.

Fishermen had complained since October.

Copyright: Copyright (c) 2023 Vellmouth Herald
Record Number: 0FA1B2C3D4E5

Headline: Bakery fire closes Salt Street
Source: Tarn Evening Post
Date: December 2, 2023

A fire in the bakery burned all night.

Record Number: 0FA1B2C3D4E6
"""

PRESSREADER = """Article Name:Tide gauge read wrong all winter
Publication:Vellmouth Herald
Section:News
Author:Tamsin Orrery
Date:17 Nov 2023
Start Page:3
End Page:3

The tide gauge at the old pier read forty centimetres too low all winter.

Fishermen had complained since October.
"""

EUROPRESSE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse</title></head><body>
<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Phare, no. 24061</span></div>
<div><span class="DocHeader">Région, vendredi 17 novembre 2023 - 08:00 UTC +01:00 61 mots, p. 3</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le marégraphe se trompait</p></div>
<div class="docAuthors">Tamsin Orrery</div></header>
<section><div class="docOccurContainer"><p>Le marégraphe de la vieille jetée était trop bas.</p>
<p>Les pêcheurs se plaignaient depuis octobre.</p></div></section>
<footer><div class="publiC-lblNodoc">news·20231117·PH·0001</div><small>© 2023 Le Phare. Tous droits réservés.</small></footer>
</article>
<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Soir de Tarn (site web)</span></div>
<div><span class="DocHeader">samedi 2 décembre 2023 48 mots</span></div>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Le feu de la rue du Sel</p></div></header>
<section><div class="docOccurContainer"><p>Un incendie a fermé la rue du Sel jusqu'à midi.</p></div></section>
<footer><div class="publiC-lblNodoc">news·20231202·ST·0002</div></footer>
</article></body></html>"""

RIS = """TY  - NEWS
TI  - Tide gauge read wrong all winter
AU  - Orrery, Tamsin
AU  - Pallant, Joss
T2  - Vellmouth Herald
DA  - 2023/11/17/
PY  - 2023
UR  - https://vellmouthherald.example/tide
AN  - 700001
AB  - The tide gauge at the old pier read forty centimetres too low.
It did so all winter.
ER  -

TY  - NEWS
T1  - Bakery fire closes Salt Street
JO  - Tarn Evening Post
Y1  - 2023/12/02
N2  - A fire in the bakery burned all night.
ID  - 700002
ER  -

TY  - NEWS
T1  - Nothing but a title
ER  -
"""

BIBTEX = """@article{orrery2023,
  title = {{Tide} gauge read wrong all winter},
  author = {Orrery, Tamsin and Pallant, Joss},
  journal = "Vellmouth Herald",
  date = {2023-11-17},
  abstract = {The tide gauge at the old pier read forty centimetres too low.},
  url = {https://vellmouthherald.example/tide},
}

@misc{bakery, title={Bakery fire closes Salt Street}, journal={Tarn Evening Post}, year=2023,
  abstract={A fire in the bakery burned all night.}}
"""

NEXIS_UNI_HEAD = """User Name: Reader
Date and Time: 1 May 2024 10:00
Job Number: 123456789
Documents (2)
"""

NEXIS_UNI_ARTICLES = NEXIS_UNI.split("Page 1 of 3\n", 1)[1]

NEXIS_UNI_COVERS = {
    "numbered": NEXIS_UNI.split("Page 1 of 3\n", 1)[0],
    # Numbers that Word makes are no text; and what was narrowed by has dates of its own.
    "bare": NEXIS_UNI_HEAD
    + """Tide gauge read wrong all winter
Client/Matter: -None-
Narrowed by:
Content Type
News
Timeline: Jan 01, 2023 to Dec 31, 2023
1 May 2024
Bakery fire closes Salt Street
""",
    "without a list": NEXIS_UNI_HEAD,
}

FACTIVA_COVER = """Factiva
Page 1 of 4 © 2024 Factiva, Inc. All rights reserved.
Search Summary
Text tide or bakery
Date 01/01/2023 to 31/12/2023
Results Found 2
Timestamp 1 May 2024 10:00
1. Tide gauge read wrong all winter
Vellmouth Herald, 17 November 2023, 61 words, Tamsin Orrery, (English)
2. Bakery fire closes Salt Street
Tarn Evening Post, 2 December 2023, 48 words, (English)
© 2024 Factiva, Inc. All rights reserved.

"""

PROQUEST_COVER = """ProQuest
1 May 2024
Table of contents

1. Tide gauge read wrong all winter......... 1
2. Bakery fire closes Salt Street........ 2

"""

GENIOS = """Quelle:         Altenbrücker Anzeiger vom 14.03.2024, Nr. 62, Seite 12
Rubrik:         Lokales
Autor:          Kilian Habermann
Dokumentnummer: ALT2024031412

Sanierung der Markthalle verschoben

Der Stadtrat hat die Sanierung der Markthalle um zwei Jahre verschoben: Es fehlen
vierzehn Millionen Euro.

Die Händler reagierten empört.

Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/ALT__2024031412
Alle Rechte vorbehalten: (c) Altenbrücker Anzeiger GmbH

© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH

Brücke bleibt bis zum Herbst zu

Die Eisenbrücke bleibt bis zum Herbst gesperrt, sagte eine Sprecherin.

Quelle:
Vellmünder Bote print: Nr. 28 vom 02.02.2024 Seite 3
Ressort:
Region
Dauerhafte Adresse des Dokuments:
https://www.wiso-net.de/document/VB__3
Alle Rechte vorbehalten:
(c) Bote Verlag

© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH
"""
