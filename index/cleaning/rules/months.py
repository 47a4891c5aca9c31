"""Month names as newspapers write them: nominative, inflected and short, in 35 languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

# One string a language: twelve months, the forms of one month joined by "/". A short form that
# is the beginning of a name need not be listed, see `month_number`.
_NAMES = {
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sep/sept october/oct november/nov "
    "december",
    "de": "januar/jänner februar/feber märz april mai juni juli august september oktober november "
    "dezember",
    "fr": "janvier février mars avril mai juin juillet/juil août septembre octobre novembre "
    "décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre "
    "noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro/set outubro/out "
    "novembro dezembro",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie decembrie",
    "nl": "januari februari maart/mrt april mei juni juli augustus september oktober november "
    "december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "fi": "tammikuu/tammikuuta/tammikuun helmikuu/helmikuuta/helmikuun "
    "maaliskuu/maaliskuuta/maaliskuun huhtikuu/huhtikuuta/huhtikuun toukokuu/toukokuuta/toukokuun "
    "kesäkuu/kesäkuuta/kesäkuun heinäkuu/heinäkuuta/heinäkuun elokuu/elokuuta/elokuun "
    "syyskuu/syyskuuta/syyskuun lokakuu/lokakuuta/lokakuun marraskuu/marraskuuta/marraskuun "
    "joulukuu/joulukuuta/joulukuun",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november "
    "detsember",
    "lv": "janvāris/janvārī februāris/februārī marts/martā aprīlis/aprīlī maijs/maijā "
    "jūnijs/jūnijā jūlijs/jūlijā augusts/augustā septembris/septembrī oktobris/oktobrī "
    "novembris/novembrī decembris/decembrī",
    "lt": "sausis/sausio vasaris/vasario kovas/kovo balandis/balandžio gegužė/gegužės "
    "birželis/birželio liepa/liepos rugpjūtis/rugpjūčio rugsėjis/rugsėjo spalis/spalio "
    "lapkritis/lapkričio gruodis/gruodžio",
    "pl": "styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maj/maja "
    "czerwiec/czerwca lipiec/lipca/lip sierpień/sierpnia "
    "wrzesień/września październik/października "
    "listopad/listopada grudzień/grudnia",
    "cs": "leden/ledna únor/února březen/března duben/dubna květen/května červen/června/čvn "
    "červenec/července/čvc srpen/srpna/srp září říjen/října listopadu prosinec/prosince",
    "sk": "január/januára február/februára marec/marca apríl/apríla máj/mája jún/júna júl/júla "
    "august/augusta september/septembra október/októbra november/novembra december/decembra",
    "sl": "januar/januarja februar/februarja marec/marca april/aprila maj/maja junij/junija "
    "julij/julija avgust/avgusta september/septembra oktober/oktobra november/novembra "
    "december/decembra",
    "hr": "siječanj/siječnja veljača/veljače ožujak/ožujka travanj/travnja svibanj/svibnja "
    "lipanj/lipnja srpanj/srpnja kolovoz/kolovoza rujan/rujna - studeni/studenoga/studenog "
    "prosinac/prosinca",
    "sr": "јануар/јануара фебруар/фебруара март/марта април/априла мај/маја јун/јуна јул/јула "
    "август/августа септембар/септембра октобар/октобра новембар/новембра децембар/децембра",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "ru": "январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля "
    "август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря",
    "uk": "січень/січня лютий/лютого березень/березня квітень/квітня травень/травня "
    "червень/червня липень/липня серпень/серпня вересень/вересня жовтень/жовтня "
    "листопад/листопада грудень/грудня",
    "el": "ιανουάριος/ιανουαρίου φεβρουάριος/φεβρουαρίου μάρτιος/μαρτίου απρίλιος/απριλίου "
    "μάιος/μαΐου ιούνιος/ιουνίου ιούλιος/ιουλίου αύγουστος/αυγούστου σεπτέμβριος/σεπτεμβρίου "
    "οκτώβριος/οκτωβρίου νοέμβριος/νοεμβρίου δεκέμβριος/δεκεμβρίου",
    "hu": "január február március április május június július augusztus szeptember október "
    "november december",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "januari februari maret april mei juni juli agustus/agt september oktober "
    "november desember",
    "ar": "يناير/جانفي فبراير/فيفري مارس أبريل/إبريل/أفريل مايو/ماي يونيو/يونيه/جوان "
    "يوليو/يوليه/جويلية أغسطس/أوت/غشت سبتمبر/شتنبر أكتوبر نوفمبر/نونبر ديسمبر/دجنبر",
    "ar-levant": "كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الأول "
    "تشرين-الثاني كانون-الأول",
    "fa": "ژانویه فوریه - آوریل مه ژوئن ژوئیه/ژوئيه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר/בינואר פברואר/בפברואר מרץ/מרס/במרץ/במרס אפריל/באפריל מאי/במאי יוני/ביוני "
    "יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר",
    "hi": "जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर "
    "नवंबर/नवम्बर दिसंबर/दिसम्बर",
    "th": "มกราคม/ม.ค. กุมภาพันธ์/ก.พ. มีนาคม/มี.ค. เมษายน/เม.ย. พฤษภาคม/พ.ค. มิถุนายน/มิ.ย. "
    "กรกฎาคม/ก.ค. สิงหาคม/ส.ค. กันยายน/ก.ย. ตุลาคม/ต.ค. พฤศจิกายน/พ.ย. ธันวาคม/ธ.ค.",
}

# The months of the Iranian calendar, for `calendar.from_jalali`.
_JALALI = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"

_PERSIAN = str.maketrans("يىك", "ییک")


def month_number(word: str) -> int:
    """The month (1 to 12) that `word` names in any of the languages, or 0.

    A beginning of three letters or more counts when all names that begin so agree ("Sept",
    "févr", "сент"); "mar" is March everywhere, "ju" nowhere.
    """
    return _numbers().get(_folded(word), 0)


def jalali_month_number(word: str) -> int:
    """The month (1 to 12) of the Iranian calendar that `word` names, or 0."""
    names = _folded(_JALALI).split()
    folded = _folded(word)
    return names.index(folded) + 1 if folded in names else 0


@cache
def _numbers() -> dict[str, int]:
    full = dict(_forms())
    numbers: dict[str, int] = {}
    for name, number in full.items():
        for length in range(3, len(name)):
            short = name[:length]
            numbers[short] = number if numbers.get(short, number) == number else 0
    return numbers | full


def _forms() -> Iterator[tuple[str, int]]:
    for names in _NAMES.values():
        for number, forms in enumerate(names.split(), start=1):
            for form in forms.split("/"):
                if form != "-":
                    yield _folded(form.replace("-", " ")), number


def _folded(word: str) -> str:
    """Lower case without accents: "Août" is also written "aout", "АВГУСТА" in capitals.

    Persian is also typed with the Arabic letters yeh and kaf.
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_PERSIAN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).rstrip(".")
