//! Words of streets' names and of what stands beside them. Owns the words; finds nothing.

/// Endings that streets have, and hardly anything else before a number.
pub(super) const STREETS: &[&str] = &[
    "gatan",
    "gata",
    "vägen",
    "väg",
    "stigen",
    "gränden",
    "gränd",
    "torget",
    "torg",
    "allén",
    "allé",
    "backen",
    "kajen",
    "stråket",
    "esplanaden",
    "esplanad",
    "promenaden",
    "brinken",
    "slingan",
    "svängen",
    "kroken",
    "kullen",
    "hagen",
    "dalen",
];

/// Endings that mean other things as well: only after a word that leads to an address, or with a letter, a flat or a
/// postcode after the number.
pub(super) const DOUBTFUL: &[&str] = &[
    "plan", "planen", "ringen", "parken", "park", "platsen", "plats", "leden", "led", "hamnen", "stig",
    "backe", "stråk", "kaj", "trappan", "bron", "gången", "rundeln", "höjden", "tunet", "vallen", "lunden",
    "åsen", "berget", "stranden", "udden", "gården", "ängen", "viken", "skogen", "heden", "gärdet", "vreten",
    "gattet", "farten", "by", "v.", "g.",
];

/// Words for a street that stand alone after a name: "Kungens väg".
pub(super) const ALONE: &[&str] = &["väg", "gata", "gränd", "torg", "allé", "stig", "plats", "backe", "plan"];
/// The same after a direction or the like: "Södra vägen", "Stora torget".
pub(super) const ALONE_AFTER_DIRECTION: &[&str] = &[
    "vägen",
    "gatan",
    "gränden",
    "torget",
    "allén",
    "stigen",
    "backen",
    "kajen",
    "esplanaden",
    "promenaden",
    "brinken",
];

/// Abbreviations of streets' words that end a compound, with the letters before which hardly any other word that a full
/// stop ends has: "Kungsg.", "Drottningg.", "Vallg.", "Ringv.".
pub(super) const SHORT: &[(&str, &[&str])] = &[
    (
        "g.",
        &[
            "s", "g", "ll", "rt", "nd", "rk", "ck", "ko", "ol", "re", "sk", "st", "kt", "tor", "ka", "rm",
            "rä",
        ],
    ),
    ("v.", &["s", "g", "t", "d", "k", "n", "m", "kr", "rs", "ro", "da"]),
];

/// What stands before a street's name, shortened.
pub(super) const SHORT_BEFORE: &[&str] = &[
    "S:t ", "S:ta ", "N. ", "S. ", "Ö. ", "V. ", "N:a ", "S:a ", "Ö:a ", "V:a ", "St. ", "L. ", "Gl. ",
    "G:a ", "Per ",
];

/// Titles and particles in a street's name, before what it is known by: "Drottning Kristinas väg".
pub(super) const IN_NAMES: &[&str] = &[
    "drottning",
    "kung",
    "prins",
    "prinsessan",
    "doktor",
    "biskop",
    "general",
    "fru",
    "herr",
    "mäster",
    "jungfru",
    "kapten",
    "sankta",
    "von",
    "af",
    "de",
];

pub(super) const DIRECTIONS: &[&str] = &[
    "norra",
    "södra",
    "östra",
    "västra",
    "gamla",
    "nya",
    "stora",
    "lilla",
    "övre",
    "nedre",
    "inre",
    "yttre",
    "mellersta",
    "sankt",
    "s:t",
    "gröna",
    "röda",
    "vita",
    "svarta",
    "gula",
    "gyllene",
    "smala",
    "breda",
    "långa",
    "höga",
    "låga",
    "korta",
    "raka",
    "krokiga",
    "sneda",
];

/// Compounds that end as streets do and are none.
pub(super) const NOT_STREETS: &[&str] = &[
    "länsväg",
    "riksväg",
    "europaväg",
    "landsväg",
    "motorväg",
    "cykelväg",
    "gångväg",
    "länsvägen",
    "riksvägen",
    "europavägen",
    "motorvägen",
    "landsvägen",
    "cykelvägen",
    "gångvägen",
    "beslutsvägen",
    "arbetsplats",
    "arbetsplatsen",
    "mötesplats",
    "mötesplatsen",
    "handlingsvägen",
    "beslutsväg",
    "utväg",
    "omväg",
    "huvudgatan",
    "bilvägen",
    "järnvägen",
];

/// Words that an address follows.
pub(super) const LEADS: &[&str] = &[
    "adress",
    "adressen",
    "adr",
    "bor",
    "bodde",
    "boende",
    "bosatt",
    "flyttade",
    "flyttat",
    "hembesök",
    "folkbokförd",
    "folkbokfört",
    "larmet",
    "larm",
    "nyckeln",
    "hemma",
    "hem",
    "bostad",
    "bostaden",
    "lägenhet",
    "lägenheten",
    "åkte",
    "besöksadress",
    "postadress",
    "skriven",
    "vistas",
];
