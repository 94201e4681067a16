//! Personal data in free text: finds what looks like it. Owns no decision of what may stand.

/// A type of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`name` says each in Swedish")]
pub enum Kind {
    PersonalNumber,
    CoordinationNumber,
    InterimNumber,
    ProtectedIdentity,
    Telephone,
    Email,
    PostalAddress,
    Iban,
    BankAccount,
    Plusgiro,
    Bankgiro,
    IpAddress,
    Vehicle,
    PersonName,
    SinglingOut,
}

/// How bad a hit is (disclosure.md §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Must be masked or removed.
    Stop,
    /// May stand only where it is allowed with a reason.
    Error,
    /// Must be looked at.
    Warning,
}

/// A place in a text that looks like personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it looks like.
    pub kind: Kind,
    /// How bad it is.
    pub level: Level,
    /// Its first byte in the text as given.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl Kind {
    /// Its Swedish name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PersonalNumber => "personnummer",
            Self::CoordinationNumber => "samordningsnummer",
            Self::InterimNumber => "interimsnummer",
            Self::ProtectedIdentity => "skyddad_identitet",
            Self::Telephone => "telefon",
            Self::Email => "epost",
            Self::PostalAddress => "adress",
            Self::Iban => "iban",
            Self::BankAccount => "konto",
            Self::Plusgiro => "plusgiro",
            Self::Bankgiro => "bankgiro",
            Self::IpAddress => "ip",
            Self::Vehicle => "fordon",
            Self::PersonName => "namn",
            Self::SinglingOut => "utpekande",
        }
    }
}
