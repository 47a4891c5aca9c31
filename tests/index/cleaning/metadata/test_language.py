from __future__ import annotations

from collections import Counter
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning.metadata.language import (
    _by_words,
    _weights,
    _words,
    detect_language,
    is_spoken_in,
)
from tests.hang import does_not_hang

# Two sentences of a report on a flood, as papers of each country would write them.
REPORTS = {
    "en": "The river rose by four metres during the night and flooded the lower part of the town. "
    "Nobody was hurt, but the mayor said that it would take weeks before people could go home.",
    "de": "Der Fluss stieg in der Nacht um vier Meter und überflutete den unteren Teil der Stadt. "
    "Niemand wurde verletzt, aber es werde Wochen dauern, bis die Menschen nach Hause können.",
    "fr": "La rivière est montée de quatre mètres pendant la nuit et a inondé le bas de la ville. "
    "Personne n’a été blessé, mais il faudra des semaines avant que les gens ne puissent rentrer.",
    "es": "El río subió cuatro metros durante la noche e inundó la parte baja de la ciudad. Nadie "
    "resultó herido, pero el alcalde dijo que pasarán semanas hasta que la gente pueda volver.",
    "it": "Il fiume è salito di quattro metri durante la notte e ha allagato la parte bassa della "
    "città. Nessuno è rimasto ferito, ma ci vorranno settimane prima che la gente possa tornare.",
    "pt": "O rio subiu quatro metros durante a noite e inundou a parte baixa da cidade. Ninguém "
    "ficou ferido, mas o prefeito disse que vai demorar semanas até que as pessoas possam voltar.",
    "nl": "De rivier steeg in de nacht met vier meter en zette het lage deel van de stad onder "
    "water. Niemand raakte gewond, maar het zal weken duren voordat de mensen naar huis kunnen.",
    "pl": "Rzeka podniosła się w nocy o cztery metry i zalała dolną część miasta. Nikt nie został "
    "ranny, ale burmistrz powiedział, że ludzie wrócą do domów dopiero za kilka tygodni.",
    "ru": "Река поднялась за ночь на четыре метра и затопила нижнюю часть города. Никто не "
    "пострадал, но мэр сказал, что люди смогут вернуться домой только через несколько недель.",
    "uk": "Річка піднялася за ніч на чотири метри і затопила нижню частину міста. Ніхто не "
    "постраждав, але мер сказав, що люди зможуть повернутися додому лише за кілька тижнів.",
    "ar": "ارتفع منسوب النهر أربعة أمتار خلال الليل وغمر الجزء السفلي من المدينة. ولم يصب أحد بأذى "
    "لكن رئيس البلدية قال إن الناس لن يعودوا إلى بيوتهم قبل أسابيع.",
    "fa": "آب رودخانه در شب چهار متر بالا آمد و پایین شهر را گرفت. کسی آسیب ندید اما شهردار گفت "
    "که مردم تا چند هفته نمی‌توانند به خانه‌های خود برگردند.",
    "tr": "Nehir gece boyunca dört metre yükseldi ve şehrin aşağı kesimini su bastı. Kimse "
    "yaralanmadı ama belediye başkanı, insanların evlerine dönmesi için haftalar gerektiğini "
    "söyledi.",
    "sv": "Floden steg med fyra meter under natten och översvämmade den nedre delen av staden. "
    "Ingen skadades, men det kommer att ta veckor innan människor kan åka hem, säger han.",
    "da": "Floden steg fire meter i løbet af natten og oversvømmede den nederste del af byen. "
    "Ingen kom til skade, men der vil gå uger, før folk kan tage hjem, siger borgmesteren efter "
    "mødet.",
    "no": "Elva steg fire meter i løpet av natten og oversvømte den nedre delen av byen. Ingen ble "
    "skadet, men det vil ta uker før folk kan dra hjem, sier ordføreren etter møtet.",
    "id": "Sungai naik empat meter pada malam hari dan membanjiri bagian bawah kota. Tidak ada "
    "yang terluka, tetapi wali kota mengatakan bahwa warga baru bisa pulang minggu depan.",
    "zu": "Umfula wakhuphuka ngamamitha amane ebusuku futhi wagcwala ingxenye engezansi yedolobha. "
    "Akekho umuntu olimele, kodwa imeya ithe kuzothatha amasonto ukuthi abantu babuyele.",
    "xh": "Umlambo unyuke ngeemitha ezine ebusuku kwaye wagcwala inxalenye esezantsi yedolophu. "
    "Akukho mntu wenzakeleyo, kodwa usodolophu uthe kuza kuthatha iiveki ukuze abantu babuyele.",
    "el": "Το ποτάμι ανέβηκε τέσσερα μέτρα τη νύχτα και πλημμύρισε το κάτω μέρος της πόλης.",
    "he": "הנהר עלה בארבעה מטרים במהלך הלילה והציף את החלק התחתון של העיר.",
    "hi": "रात में नदी चार मीटर ऊपर आ गई और शहर के निचले हिस्से में पानी भर गया।",
    "zh": "河水在夜间上涨了四米，淹没了城市的低洼地区。无人受伤，但市长说人们几周后才能回家。",
    "ja": "川は夜の間に四メートル上昇し、町の低い部分が浸水した。けが人はいないという。",
    "ko": "강물이 밤새 4미터 불어나 도시의 낮은 지역이 물에 잠겼다. 다친 사람은 없었다.",
    "th": "แม่น้ำสูงขึ้นสี่เมตรในตอนกลางคืนและท่วมส่วนล่างของเมือง",
}


@pytest.mark.parametrize("language", REPORTS)
def test_language_of_a_report_is_told(language):
    assert detect_language(REPORTS[language]) == language


@pytest.mark.parametrize("text", ["", "   ", "12 : 30", "Belhazra", "ADS", "!!!", "Ada Byron 1815"])
def test_what_is_no_text_has_no_language(text):
    assert detect_language(text) == ""


@pytest.mark.parametrize("text", ["The end of it", "Haus in der Stadt", "La casa de la luna"])
def test_few_words_say_nothing(text):
    assert detect_language(text) == ""


def test_small_words_tell_whether_a_text_is_in_a_language():
    assert is_spoken_in("en", REPORTS["en"])
    assert not is_spoken_in("en", REPORTS["zu"])
    assert not is_spoken_in("pl", REPORTS["sv"])
    # Nothing is known of the small words of these.
    assert is_spoken_in("ko", REPORTS["zu"])
    assert is_spoken_in("qq", REPORTS["en"])


def test_names_in_latin_letters_do_not_hide_another_script():
    assert detect_language(f"Reuters BBC News (CNN) {REPORTS['ar']}") == "ar"
    assert detect_language(f"iPhone, Google: {REPORTS['ko']}") == "ko"


def test_a_quotation_does_not_change_the_language():
    assert detect_language(REPORTS["en"] + " „Niemand wurde verletzt.“") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Los Angeles, CA - Police shut three roads near the harbour. Los Angeles fire crews came.",
        "Police in San Jose, CA, and in New Orleans, LA, closed roads. CA and LA officials met.",
        "CA1234 LA County. CA1235 LA County. The harbour wall of CA1236 fell at noon.",
        "Il Messaggero and La Repubblica carried the story of the ferry. Il Messaggero saw it.",
        "The film Notre Dame de Paris was shown in El Paso. Notre Dame de Paris may be lost.",
        "Reporters of der Spiegel met him. In der Spiegel he denied it, and der Spiegel wrote so.",
        "El Al flights from El Paso to La Jolla were late. El Al said that fog was to blame.",
        "Teams (Los Angeles Rams, Los Angeles Lakers, Los Angeles Angels) from the city.",
        "von Braun and von Neumann were asked about von Karman. Both knew von Karman from letters.",
        "THE PORT WAS CLOSED AND THE WALL OF THE HARBOUR FELL. POLICE IN LA AND IN CA CAME.",
    ],
)
def test_names_and_codes_are_no_words_of_another_language(text):
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Harvey, J. A. Olmstead, K. CA590904a JB March 22, 1978 4:49 PM",
        "CA581103 JB December, 1958, Ravel, E. O. I. CA581104 JB November, 1958",
    ],
)
def test_names_and_codes_alone_say_nothing(text):
    assert detect_language(text) == ""


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pl", "ru", "tr"])
def test_language_of_a_report_in_capitals_is_told(language):
    assert detect_language(REPORTS[language].upper()) == language


@does_not_hang
def test_hostile_text_does_not_hang():
    for text in ("a" * 10**6, "[" * 10**6, "\0" * 10**6, "'" * 10**6, "the " * 10**6):
        detect_language(text)


SMALL = [word for word in _weights() if word[0] != "*"]
WORDS = st.one_of(
    st.sampled_from(SMALL), st.sampled_from(["harbour", "l’homme", "ferry,", "3.000", "ß", "ë!"])
)


def heard_word_by_word(text: str) -> str:
    """The language whose small words weigh most, counted one by one."""
    words = _words(text)
    weights = _weights()
    times = Counter(word for word in words if word in weights)
    times |= Counter({f"*{letter}" for letter in text.lower()} & weights.keys())
    known = {word: weights[word] for word in times}
    names = sorted({name for spoken in weights.values() for name in spoken})
    heard = {
        name: sum(spoken.get(name, 0.0) * sqrt(times[word]) for word, spoken in known.items())
        for name in names
    }
    best, second = sorted(names, key=lambda name: (-heard[name], name))[:2]
    apart = [word for word, spoken in known.items() if (best in spoken) != (second in spoken)]
    for_best = sum(known[word].get(best, 0.0) * sqrt(times[word]) for word in apart)
    against = sum(known[word].get(second, 0.0) * sqrt(times[word]) for word in apart)
    score = sum(known[word].get(best, 0.0) * times[word] for word in known)
    is_enough = len(words) >= 7 and score >= 0.05 * len(words)
    return best if is_enough and for_best >= 0.9 and for_best > 1.5 * against else ""


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_compiled_loop_hears_what_is_heard_word_by_word(text: str) -> None:
    assert _by_words(text) == heard_word_by_word(text)
