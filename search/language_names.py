"""What languages are called, by their ISO 639-1 codes."""

from __future__ import annotations

from functools import cache

from index import fold

LANGUAGE_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "ckb": "Sorani",
    "cs": "Czech", "da": "Danish", "de": "German", "dv": "Dhivehi", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati",
    "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
    "nb": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sd": "Sindhi", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai",
    "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip

_OWN_NAMES = {
    "العربية": "ar", "català": "ca", "čeština": "cs", "dansk": "da", "deutsch": "de",
    "ελληνικά": "el", "castilian": "es", "español": "es", "euskara": "eu", "farsi": "fa",
    "فارسی": "fa", "suomi": "fi", "français": "fr", "gaeilge": "ga", "עברית": "he", "हिन्दी": "hi",
    "magyar": "hu", "italiano": "it", "日本語": "ja", "한국어": "ko", "nederlands": "nl",
    "norsk": "no", "polski": "pl", "português": "pt", "română": "ro", "русский": "ru",
    "svenska": "sv", "ไทย": "th", "türkçe": "tr", "українська": "uk", "mandarin": "zh",
    "中文": "zh",
}  # fmt: skip


def code_of(folded: str) -> str:
    """The code of a language that is called so, folded; what is no name is a code, or nothing."""
    return _codes().get(folded, folded)


@cache
def _codes() -> dict[str, str]:
    named = {name: code for code, name in reversed(LANGUAGE_NAMES.items())}
    return {fold(name): code for name, code in (named | _OWN_NAMES).items()}
