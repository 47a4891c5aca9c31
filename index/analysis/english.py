"""What the English stemmer leaves apart: irregular forms, and spellings that differ by a rule.

All words here are folded. Where there are two spellings (`organisation`, `organization`), terms are
made of one of them; which one does not matter.
"""

from __future__ import annotations

import re

_MEN = """
    abdomen acumen albumen amen bitumen bremen carmen dolmen examen foramen germen hymen lumen
    numen omen pneumen ramen regimen rumen semen specimen stamen turkmen yemen
""".split()  # noqa: SIM905  # easier to read than a list

_OUR = """
    arb ard arm behavi cand clam col demean endeav fav ferv flav glam harb hon hum lab neighb od
    parl ranc rig rum sav splend tum val vap vig
""".split()  # noqa: SIM905  # easier to read than a list

_RE = """
    calib cent fib goit kilomet lit lust meag millimet centimet met och sab scept somb spect
    theat amphitheat epicent
""".split()  # noqa: SIM905  # easier to read than a list

_OGUE = """
    anal catal dial epil monol prol
""".split()  # noqa: SIM905  # easier to read than a list

_FAMILIES = """
    adams andrews bates brooks burns collins daniels davis edwards evans fields gates harris hayes
    hicks hodges holmes hughes james jenkins jones lewis matthews mills myers nichols owens
    parsons perkins peters phillips powers reynolds richards roberts rogers sanders simmons stevens
    summers walters waters watkins watts wells wilkins williams woods
""".split()  # noqa: SIM905  # easier to read than a list
"""Surnames that end with an s, which the stemmer takes off: the Joneses are Jones."""

_ISE_WORDS = """
    advert adv appra appr ar brui bru chem circumc comprom compr conc cru dem den desp dev
    disfranch disgu enfranch enterpr ex exc exerc expert franch improv inc likew lou mala marqu
    merchand moonr noi otherw parad porpo pra pract prec prem prom repr rev sunr superv surm surpr
    telev tort treat turquo upr val
""".split()  # noqa: SIM905  # easier to read than a list

IRREGULAR = {
    form: base
    for base, forms in {
        "alumnus": "alumni", "antenna": "antennae", "apex": "apices", "appendix": "appendices",
        "aquarium": "aquaria", "arise": "arose arisen", "atlas": "atlases",
        "awake": "awoke awoken", "axis": "axes",
        "bacillus": "bacilli", "bacterium": "bacteria", "become": "became",
        "beget": "begot begotten", "begin": "began begun", "behold": "beheld", "bend": "bent",
        "bid": "bidden", "bite": "bitten", "bleed": "bled", "blow": "blew blown",
        "break": "broke broken", "breed": "bred", "bring": "brought", "build": "built",
        "bureau": "bureaux", "burn": "burnt", "bus": "buses busses", "buy": "bought",
        "cactus": "cacti", "calf": "calves", "canvas": "canvases",
        "catch": "caught", "chateau": "chateaux", "choose": "chose chosen", "cling": "clung",
        "codex": "codices", "come": "came", "consortium": "consortia", "creep": "crept",
        "crisis": "crises", "criterion": "criteria", "curriculum": "curricula", "deal": "dealt",
        "diagnosis": "diagnoses", "dig": "dug", "draw": "drew drawn", "dream": "dreamt",
        "drink": "drank drunk", "drive": "drove driven", "dwarf": "dwarves", "eat": "ate eaten",
        "elf": "elves", "emphasis": "emphases", "fall": "fallen", "feel": "felt",
        "fight": "fought", "flee": "fled", "fling": "flung", "fly": "flew flown",
        "forbid": "forbade forbidden", "foresee": "foresaw foreseen",
        "forget": "forgot forgotten", "forgive": "forgave forgiven", "forsake": "forsook forsaken",
        "freeze": "froze frozen", "fungus": "fungi", "gas": "gases gasses",
        "give": "gave given",
        "go": "went gone", "grow": "grew grown", "half": "halves", "hang": "hung", "hear": "heard",
        "hide": "hid hidden", "hold": "held", "hoof": "hooves", "hypothesis": "hypotheses",
        "index": "indices", "keep": "kept", "kneel": "knelt", "know": "knew known",
        "larva": "larvae", "lay": "laid", "lead": "led", "leaf": "leaves", "leap": "leapt",
        "learn": "learnt", "lend": "lent", "lens": "lenses",
        "lie": "lain", "life": "lives", "light": "lit",
        "loaf": "loaves", "lose": "lost", "louse": "lice", "make": "made", "matrix": "matrices",
        "mean": "meant", "meet": "met", "memorandum": "memoranda", "millennium": "millennia",
        "mislead": "misled", "mistake": "mistook mistaken", "misunderstand": "misunderstood",
        "nucleus": "nuclei", "oasis": "oases", "outgrow": "outgrew outgrown",
        "overcome": "overcame", "overhear": "overheard", "oversee": "oversaw overseen",
        "overtake": "overtook overtaken", "overthrow": "overthrew overthrown", "ox": "oxen",
        "paralysis": "paralyses", "parenthesis": "parentheses", "partake": "partook partaken",
        "pay": "paid", "penny": "pence", "phenomenon": "phenomena", "plateau": "plateaux",
        "prognosis": "prognoses", "prove": "proven", "radius": "radii", "rebuild": "rebuilt",
        "referendum": "referenda", "repay": "repaid",
        "retake": "retook retaken", "rewrite": "rewrote rewritten",
        "ride": "rode ridden", "ring": "rang rung", "rise": "risen", "run": "ran", "saw": "sawn",
        "say": "said", "scarf": "scarves", "seek": "sought", "sell": "sold",
        "send": "sent", "sew": "sewn", "shake": "shook shaken", "sheaf": "sheaves",
        "shine": "shone", "show": "shown", "shrink": "shrank shrunk", "sing": "sang sung",
        "sink": "sank sunk", "skill": "skilful skilfully", "slay": "slew slain",
        "sleep": "slept", "slide": "slid", "speak": "spoke spoken", "speed": "sped",
        "spell": "spelt", "spend": "spent", "spill": "spilt", "spin": "spun",
        "spoil": "spoilt", "spring": "sprang sprung", "stadium": "stadia", "stand": "stood",
        "steal": "stole stolen", "stick": "stuck", "stimulus": "stimuli", "sting": "stung",
        "stink": "stank stunk", "stride": "strode", "strike": "struck", "string": "strung",
        "strive": "strove striven", "swear": "swore sworn", "sweep": "swept", "swell": "swollen",
        "swim": "swam swum", "swing": "swung", "syllabus": "syllabi", "symposium": "symposia",
        "synopsis": "synopses", "tableau": "tableaux", "take": "took taken", "teach": "taught",
        "tear": "tore torn", "tell": "told", "terminus": "termini", "thesis": "theses",
        "thief": "thieves", "throw": "threw thrown", "tooth": "teeth", "tread": "trod trodden",
        "undergo": "underwent undergone", "understand": "understood",
        "undertake": "undertook undertaken", "undo": "undid undone", "unwind": "unwound",
        "uphold": "upheld", "vertebra": "vertebrae", "vertex": "vertices", "wake": "woke woken",
        "wear": "wore worn", "weave": "wove woven", "weep": "wept", "wharf": "wharves",
        "will": "wilful wilfully", "win": "won", "withdraw": "withdrew withdrawn",
        "withhold": "withheld", "withstand": "withstood", "wring": "wrung",
        "write": "wrote written",
    }.items()
    for form in forms.split()
} | {f"{name}es": name for name in _FAMILIES}  # fmt: skip
ENDINGS = {
    "children": "child", "men": "man", "wives": "wife", "wolves": "wolf", "knives": "knife",
    "shelves": "shelf", "feet": "foot", "geese": "goose", "mice": "mouse",
}  # fmt: skip
"""Of words by themselves and at the end of others: grandchildren, policemen, werewolves."""
_ENDS = tuple(ENDINGS)
SINGULAR_MEN = frozenset(_MEN)
ALSO = {
    "axes": "axe", "analyses": "analyse", "bases": "basis", "bore": "bear", "bound": "bind",
    "fed": "feed", "found": "find", "ground": "grind", "lay": "lie", "leaves": "leave",
    "left": "leave", "lives": "live", "rose": "rise", "sat": "sit", "shot": "shoot",
    "spat": "spit", "thought": "think", "wound": "wind",
}  # fmt: skip
"""Forms of two words: the other one."""

SPELLINGS = {
    **{
        f"{root}our": f"{root}or"
        for root in _OUR
    },
    "aesth": "esth", "anaem": "anem", "anaesth": "anesth", "archaeo": "archeo",
    "diarrhoea": "diarrhea", "faec": "fec", "foet": "fet", "gynaec": "gynec", "haem": "hem",
    "homoeo": "homeo", "leukaem": "leukem", "manoeuvre": "maneuver", "manoeuvr": "maneuver",
    "mediaev": "mediev", "oesoph": "esoph", "oestr": "estr", "paed": "ped",
    "aeroplane": "airplane", "aluminium": "aluminum", "defenc": "defens", "grey": "gray",
    "jewell": "jewel", "judgement": "judgment", "kerb": "curb", "licenc": "licens",
    "mould": "mold", "moustache": "mustache", "offenc": "offens", "plough": "plow",
    "practis": "practic", "pretenc": "pretens", "pyjama": "pajama", "sceptic": "skeptic",
    "whiskey": "whisky", "yoghurt": "yogurt",
}  # fmt: skip
"""British, then American, wherever they stand in a word: `discolour`, `colourful`."""
_SPELT = re.compile("|".join(sorted(SPELLINGS, key=len, reverse=True))).sub
_MAY_BE_SPELT = re.compile("ou|ae|oe|enc|alum|grey|jew|udge|kerb|acti|yja|cept|whisk|yog").search
"""Finds something in each of these, in a fourth of the time that looking for them takes."""
STEMS = {
    **{
        f"{root}r": f"{root}er"
        for root in _RE
    },
    **{f"{root}ogu": f"{root}og" for root in _OGUE},
    **{f"{root}ys": f"{root}yz" for root in ["anal", "catal", "paral"]},
    "programm": "program",
}  # fmt: skip
"""The same of stems."""
ISE = "(e|ed|es|er|ers|ing|ings|able|ably|ation|ations|ational|ationally)"
"""What follows -is and -iz."""
_ISE = re.compile(rf"(?<=\w{{3}})is(?={ISE}\Z)").search
ONLY_ISE = frozenset(_ISE_WORDS)
"""Words with another root: these are written with an s everywhere."""


_FORMS: dict[str, list[str]] = {base: [form] for form, base in ENDINGS.items()}
for _form, _base in (*IRREGULAR.items(), *ALSO.items()):
    _FORMS.setdefault(_base, []).append(_form)


def base_of(word: str) -> str:
    """The word in its base form and in one spelling, where stemming does not see to it."""
    if word in IRREGULAR:
        word = IRREGULAR[word]
    elif word.endswith(_ENDS) and word not in SINGULAR_MEN:
        end = next(filter(word.endswith, _ENDS))
        word = word.removesuffix(end) + ENDINGS[end]
    if "is" in word and (ending := _ISE(word)) and word[: ending.start()] not in ONLY_ISE:
        word = f"{word[: ending.start()]}iz{word[ending.end() :]}"
    return _SPELT(lambda found: SPELLINGS[found[0]], word) if _MAY_BE_SPELT(word) else word


def one_stem(stem: str) -> str:
    """The stem of either spelling, for the stem of one: centr and center."""
    return STEMS.get(stem, stem)


def other_base_of(word: str) -> str:
    """The other word that a form may belong to (lives: life, live), or nothing."""
    return ALSO.get(word, "")


def prefix_of(term: str) -> str:
    """The letters with which all words begin that have a term by these tables; perhaps none."""
    kept, size = len(term) - term.endswith("z"), len(term)
    for start in range(size):
        for end in range(start + 1, min(start + _LONGEST, size) + 1):
            part = term[start:end]
            if part in _WITHIN:
                kept = min(kept, start + _WITHIN[part])
            if not start and part in _AT_START and size <= _AT_START[part][1] + 1:
                kept = min(kept, _AT_START[part][0])  # of go, not of google
    return term[:kept]


def _same(one: str, other: str) -> int:
    """How many letters two words have in common from the first on."""
    for place, letters in enumerate(zip(one, other, strict=False)):
        if letters[0] != letters[1]:
            return place
    return min(len(one), len(other))


def _tables() -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    """How many letters of what a term begins with, or has within, all its words have as well.

    What it begins with is a whole word: the length of the longest such word is there too.
    """
    at_start: dict[str, tuple[int, int]] = {}
    within: dict[str, list[int]] = {}
    endings = frozenset(ENDINGS.values())
    for base, forms in _FORMS.items():
        stem = base.rstrip("e")  # as stemming leaves it, or longer
        same = [_same(base, form) for form in forms]
        if base in endings:
            within.setdefault(stem, []).extend(same)
        else:
            least, longest = at_start.get(stem, (len(base), 0))
            at_start[stem] = min(least, *same), max(longest, len(base))
    for one, other in (*SPELLINGS.items(), *STEMS.items()):
        for cut in (other, other[:-1]):  # stemming may take the last letter
            within.setdefault(cut, []).append(_same(one, other))
    return at_start, {part: min(within[part]) for part in within}


_AT_START, _WITHIN = _tables()
_LONGEST = max(map(len, (*_AT_START, *_WITHIN)))
