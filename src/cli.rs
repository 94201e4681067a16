//! Arguments as typed: the doc comments are the help that users read. Owns no work.

mod usage;

pub use usage::told;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

/// The help's frame: the parser's own is in English.
const TEMPLATE: &str = "\
{before-help}{about-with-newline}
Användning: {usage}

{all-args}{after-help}";

/// Bygger en granskningswebbplats av rapporter i Markdown.
///
/// Insyn läser en innehållsmapp – insyn.yaml, register/ och en mapp per nämnd och år – och bygger en statisk
/// webbplats med skaldiagram, innehållsförteckningar och jämförelser mellan år. Ingenting publiceras förrän
/// allt stämmer: alla fel visas i en körning, med fil, rad och kolumn, och den webbplats som redan finns
/// ligger kvar orörd tills den nya är hel.
#[derive(Debug, Parser)]
#[command(
    name = "insyn",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    help_template = TEMPLATE,
    subcommand_help_heading = "Kommandon",
    subcommand_value_name = "KOMMANDO",
    next_help_heading = "Val",
    after_help = "Exempel:
  insyn check                     allt som ett bygge kontrollerar, utan att något skrivs
  insyn build                     bygg content/ till public/
  insyn build rapporter -o webb   en annan innehållsmapp, en annan målmapp
  insyn serve --drafts            visa webbplatsen med utkast på den egna datorn
  insyn protect tabell.json       vad i en tabell som måste döljas

Slutkoder: 0 allt gick väl, 1 innehållet har fel, 2 fel användning eller in/ut,
3 utdatavakten stoppade, 4 går inte att skydda."
)]
pub struct Cli {
    /// Visa hjälp; -h ger en kortare
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,

    /// Visa version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,

    /// Vad som ska göras.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bygger webbplatsen och publicerar den, allt eller inget
    ///
    /// Den nya webbplatsen byggs bredvid målmappen och byts in i ett enda steg. Oförändrade filer behåller sin
    /// tid. Filer i målmappen som Insyn inte har skrivit rörs aldrig; filer som Insyn skrev förut men inte längre
    /// gör tas bort. I målmappen ligger en förteckning över alla filer med storlek och SHA-256. I innehållsmappen
    /// skrivs svar.lock: vilka enkätsvar som webbplatsen har visat. Den hör till innehållet.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn build [VAL] [INNEHÅLL]")]
    Build(BuildArgs),
    /// Kontrollerar allt som ett bygge kontrollerar, utan att något skrivs
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn check [VAL] [INNEHÅLL]")]
    Check(CheckArgs),
    /// Visar webbplatsen på den egna datorn och läser om när innehållet ändras
    ///
    /// Sidorna finns bara på adressen 127.0.0.1. Har innehållet fel visas felen i webbläsaren tills de är rättade.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn serve [VAL] [INNEHÅLL]")]
    Serve(ServeArgs),
    /// Säger vart en äldre adress leder, i register/omdirigeringar.yaml
    ///
    /// Gammal och ny adress skrivs från webbplatsens rot, som /forskolenamnden/2022/sekretess/, med #avsnitt om det
    /// gäller ett avsnitt. Med --borta svarar den gamla adressen att sidan är borta för gott, och varför. Filen ändras
    /// inte om den nya adressen inte finns eller den gamla fortfarande är en sida.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn redirect [VAL] <GAMMAL> <NY|--borta SKÄL> [INNEHÅLL]")]
    Redirect(RedirectArgs),
    /// Kontrollerar länkar på andra platser till webbplatsen, som Komin och protokoll
    ///
    /// Läser adresser ur HTML, CSV och text. Varje adress som hör till webbplatsen jämförs med den byggda webbplatsen,
    /// också avsnittet efter #. Svaret är en tabell i CSV: fil, rad, adress, läge och vad adressen borde vara. Med
    /// --mended skrivs HTML-filerna på nytt med rättade adresser. Slutkoden är 1 om någon länk är trasig.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn links [VAL] <FIL>...")]
    Links(LinksArgs),
    /// Skriver inställningar för en webbserver: iis, nginx eller apache
    ///
    /// Filtyper, cache, säkerhetshuvuden och omdirigeringar (301, och 410 för det som är borta). Skriv om dem när adresser
    /// har ändrats.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn server-config [VAL] <SERVER> [INNEHÅLL]")]
    ServerConfig(ServerConfigArgs),
    /// Gör en bild (PNG) av ett diagram, till exempel för en presentation
    ///
    /// Diagrammet nämns med adressen till dess fristående bild (SVG), med eller utan ändelse; namnet räcker om bara ett
    /// diagram heter så. Utan diagram räknas alla upp. Bilden har titel, källa och datum i sig. Den ritas av Chromium, nätet
    /// används inte, och samma innehåll, Chromium och typsnitt ger samma bild.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn picture [VAL] [DIAGRAM]")]
    Picture(PictureArgs),
    /// Bevisar att en publicerad webbplats är orörd, och att den är vad källorna ger
    ///
    /// Varje fil jämförs med förteckningen som ligger med webbplatsen. Med --source byggs webbplatsen också i minnet ur
    /// innehållet, och varje byte jämförs; det kräver samma version av Insyn och samma dag (--date) som vid bygget, och
    /// --pdf, samma Chromium och samma typsnitt om den byggdes med --pdf. Det som
    /// skiljer sig nämns, och slutkoden är 1. Filer som andra har lagt i mappen nämns men räknas inte som fel. Ingenting
    /// skrivs.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn verify [VAL] [WEBBPLATS]")]
    Verify(VerifyArgs),
    /// Skyddar en tabell i JSON, som en rapport skulle göra: provar vad som måste döljas
    ///
    /// Läser en tabell i formatet skydd-tabell/1, med de sanna svaren, och skriver den som den kan publiceras i
    /// formatet skydd-publicerat/1: null står för det som döljs så att ingen liten grupp kan räknas ut. Går
    /// tabellen inte att skydda, eftersom något redan är tryckt, nämns det och slutkoden är 4. Flera tabeller ger
    /// en rad var. Utan fil, eller med -, läses en tabell från standard in. Ingenting sparas.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn protect [TABELL]...")]
    Protect(ProtectArgs),

    /// Söker efter personuppgifter i textfiler
    ///
    /// Fynden visas som i insyn check, med fil, rad, kolumn, slag och högst två tecken av det som hittades. Hela
    /// texten läses, men inte det som är maskat. Mappar söks igenom; filer i dem som inte är text hoppas över och
    /// nämns. Slutkoden är 1 om något hittas som måste bort eller tillåtas, 2 om en fil inte gick att läsa. En fil på
    /// .jsonl, och med --jsonl alla filer, läses rad för rad, och svaret är en rad JSON för varje: id och träffarnas
    /// platser i tecken. Utan fil, eller med -, läses standard in.
    #[command(help_template = TEMPLATE, next_help_heading = "Val", override_usage = "insyn scan [VAL] [FIL]...")]
    Scan(ScanArgs),
}

/// What every command that reads content takes.
#[derive(Debug, Args)]
pub struct ContentArgs {
    /// Innehållsmappen [standard: content]
    #[arg(
        default_value = "content",
        value_name = "INNEHÅLL",
        hide_default_value = true,
        help_heading = "Argument"
    )]
    pub content: PathBuf,

    /// Dagen som avgör embargo, som 2023-09-28 [standard: i dag i Sverige]
    #[arg(long, value_name = "DAG")]
    pub date: Option<String>,

    /// Hur fynden skrivs: text (med källrad och markering), short (en rad per fynd) eller json [standard: text]
    #[arg(long, value_enum, default_value_t = FormatArg::Text, value_name = "FORM", hide_default_value = true,
          hide_possible_values = true)]
    pub format: FormatArg,

    /// Räkna varningar som fel
    #[arg(long)]
    pub strict: bool,

    /// Språk för meddelanden: sv eller en [standard: webbplatsens, svenska]
    #[arg(long, value_enum, value_name = "SPRÅK", hide_possible_values = true)]
    pub lang: Option<LanguageArg>,

    /// Antal trådar, högst 256 [standard: 0, lika många som datorn har kärnor]
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "ANTAL",
          value_parser = clap::value_parser!(u16).range(0..=256))]
    pub threads: u16,
}

/// `insyn build`
#[derive(Debug, Args)]
pub struct BuildArgs {
    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub content: ContentArgs,

    /// Målmappen [standard: public]
    #[arg(short, long, default_value = "public", value_name = "MAPP", hide_default_value = true)]
    pub output: PathBuf,

    /// Skriv också vad som döljs i enkätsvaren, varför och till vilket pris, som JSON. Filen är hemlig: den säger
    /// vilka grupper som är små. Den skrivs även när bygget stannar, och får inte ligga i mål- eller innehållsmappen
    #[arg(long, value_name = "FIL")]
    pub protection_report: Option<PathBuf>,

    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub paper: PaperArgs,

    /// Skriv också hur lång tid varje steg av bygget tog
    #[arg(long)]
    pub timings: bool,

    /// Läs alla texter och gör alla sidor på nytt, och jämför dem med vad ett bygge som minns det förra hade behållit
    #[arg(long)]
    pub verify_cache: bool,
}

/// What every command that prints reports takes.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// Gör också varje rapport till PDF, rapport.pdf bredvid sidan: taggad, med innehåll och sidnummer. Bygget stannar om ett
    /// enda ord på sidan saknas i PDF-filen. Kräver Chromium; nätet används inte
    #[arg(long)]
    pub pdf: bool,

    /// Chromium för --pdf [standard: variabeln CHROMIUM, annars chromium, google-chrome eller chrome i PATH]
    #[arg(long, value_name = "SÖKVÄG", requires = "pdf")]
    pub chromium: Option<PathBuf>,
}

/// `insyn check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub content: ContentArgs,

    /// Kontrollera också utkast och det som är under embargo
    #[arg(long)]
    pub drafts: bool,
}

/// `insyn serve`
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub content: ContentArgs,

    /// Visa också utkast, med vattenstämpel, och det som är under embargo
    #[arg(long)]
    pub drafts: bool,

    /// Port; 0 tar en ledig [standard: 4000]
    #[arg(short, long, default_value_t = 4000, value_name = "PORT", hide_default_value = true)]
    pub port: u16,

    /// Underadress som webbplatsen visas på, som /ik/granskningar/ [standard: /]
    #[arg(long, default_value = "/", value_name = "SÖKVÄG", hide_default_value = true)]
    pub path: String,
}

/// `insyn redirect`
#[derive(Debug, Args)]
pub struct RedirectArgs {
    /// Den äldre adressen
    #[arg(value_name = "GAMMAL", help_heading = "Argument")]
    pub old: String,

    /// Adressen som den har nu; inte med --borta
    #[arg(value_name = "NY", help_heading = "Argument", required_unless_present = "gone")]
    pub new: Option<String>,

    /// Innehållsmappen [standard: content]
    #[arg(value_name = "INNEHÅLL", help_heading = "Argument")]
    pub below: Option<PathBuf>,

    /// Sidan är borta för gott; skälet, för den som läser
    #[arg(long = "borta", value_name = "SKÄL")]
    pub gone: Option<String>,

    /// Innehållsmappen, sagd med namn [standard: content]
    #[arg(short = 'c', long = "content", value_name = "INNEHÅLL", conflicts_with = "below")]
    pub folder: Option<PathBuf>,

    /// Hur fynden skrivs: text, short eller json [standard: text]
    #[arg(long, value_enum, default_value_t = FormatArg::Text, value_name = "FORM", hide_default_value = true,
          hide_possible_values = true)]
    pub format: FormatArg,

    /// Språk för meddelanden: sv eller en [standard: svenska]
    #[arg(long, value_enum, value_name = "SPRÅK", hide_possible_values = true)]
    pub lang: Option<LanguageArg>,
}

/// `insyn links`
#[derive(Debug, Args)]
pub struct LinksArgs {
    /// Filer med länkar: HTML, CSV eller text
    #[arg(value_name = "FIL", help_heading = "Argument", required = true)]
    pub files: Vec<PathBuf>,

    /// Den byggda webbplatsen [standard: public]
    #[arg(long, default_value = "public", value_name = "MAPP", hide_default_value = true)]
    pub site: PathBuf,

    /// Adressen som webbplatsen har [standard: den i startsidans kanoniska adress]
    #[arg(long, value_name = "ADRESS")]
    pub base: Option<String>,

    /// Mapp för HTML-filerna med rättade adresser
    #[arg(long, value_name = "MAPP")]
    pub mended: Option<PathBuf>,

    /// Fil för tabellen [standard: standard ut]
    #[arg(short, long, value_name = "FIL")]
    pub output: Option<PathBuf>,
}

/// `insyn server-config`
#[derive(Debug, Args)]
pub struct ServerConfigArgs {
    /// iis, nginx eller apache
    #[arg(value_enum, value_name = "SERVER", help_heading = "Argument", hide_possible_values = true)]
    pub server: ServerArg,

    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub content: ContentArgs,

    /// Underadress på webbservern, som /ik/granskningar/ [standard: den i bas]
    #[arg(long, value_name = "SÖKVÄG")]
    pub prefix: Option<String>,

    /// Vilka som får visa sidorna i en ram, som källor i policyn [standard: 'self']
    #[arg(long, default_value = "'self'", value_name = "KÄLLOR", hide_default_value = true)]
    pub frame_ancestors: String,

    /// Mappen som webbplatsen ligger i på servern; för nginx [standard: /var/www/granskningar]
    #[arg(long, default_value = "/var/www/granskningar", value_name = "MAPP", hide_default_value = true)]
    pub root: String,

    /// Fil att skriva till [standard: standard ut]
    #[arg(short, long, value_name = "FIL")]
    pub output: Option<PathBuf>,
}

/// `insyn verify`
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Den publicerade webbplatsen [standard: public]
    #[arg(
        default_value = "public",
        value_name = "WEBBPLATS",
        hide_default_value = true,
        help_heading = "Argument"
    )]
    pub published: PathBuf,

    /// Innehållsmappen som webbplatsen ska vara byggd av
    #[arg(long, value_name = "INNEHÅLL")]
    pub source: Option<PathBuf>,

    /// Dagen som webbplatsen byggdes, som 2023-09-28 [standard: i dag i Sverige]
    #[arg(long, value_name = "DAG", requires = "source")]
    pub date: Option<String>,

    /// Språk för meddelanden: sv eller en [standard: svenska]
    #[arg(long, value_enum, value_name = "SPRÅK", hide_possible_values = true)]
    pub lang: Option<LanguageArg>,

    /// Antal trådar, högst 256 [standard: 0, lika många som datorn har kärnor]
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "ANTAL",
          value_parser = clap::value_parser!(u16).range(0..=256))]
    pub threads: u16,

    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub paper: PaperArgs,
}

/// `insyn picture`
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// Diagrammets adress, som granskningar/sekretess/diagram/jamforelse-rutiner; utan räknas alla upp
    #[arg(value_name = "DIAGRAM", help_heading = "Argument")]
    pub chart: Option<String>,

    /// Fil att skriva till [standard: diagrammets namn, i mappen där du står]
    #[arg(short, long, value_name = "FIL")]
    pub output: Option<PathBuf>,

    /// Bildens bredd i bildpunkter, 600 till 4800 [standard: 1800]
    #[arg(long, default_value_t = 1800, hide_default_value = true, value_name = "ANTAL",
          value_parser = clap::value_parser!(u16).range(600..=4800))]
    pub width: u16,

    /// Chromium [standard: variabeln CHROMIUM, annars chromium, google-chrome eller chrome i PATH]
    #[arg(long, value_name = "SÖKVÄG")]
    pub chromium: Option<PathBuf>,

    /// Innehållsmappen [standard: content]
    #[arg(short, long, default_value = "content", value_name = "INNEHÅLL", hide_default_value = true)]
    pub content: PathBuf,

    /// Dagen som avgör embargo, som 2023-09-28 [standard: i dag i Sverige]
    #[arg(long, value_name = "DAG")]
    pub date: Option<String>,

    /// Språk för meddelanden: sv eller en [standard: webbplatsens, svenska]
    #[arg(long, value_enum, value_name = "SPRÅK", hide_possible_values = true)]
    pub lang: Option<LanguageArg>,
}

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ServerArg {
    /// web.config
    Iis,
    /// server { }
    Nginx,
    /// .htaccess
    Apache,
}

/// `insyn protect`
#[derive(Debug, Args)]
pub struct ProtectArgs {
    /// Tabeller i JSON; - för standard in [standard: -]
    #[arg(value_name = "TABELL", help_heading = "Argument")]
    pub tables: Vec<PathBuf>,
}

/// `insyn scan`
#[derive(Debug, Args)]
pub struct ScanArgs {
    /// Filer och mappar; - för standard in [standard: -]
    #[arg(value_name = "FIL", help_heading = "Argument")]
    pub files: Vec<PathBuf>,

    /// Läs alla filer som rader av JSON: {"id", "text"}
    #[arg(long)]
    pub jsonl: bool,

    /// Hur fynden skrivs: text (med källrad och markering), short (en rad per fynd) eller json [standard: text]
    #[arg(long, value_enum, default_value_t = FormatArg::Text, value_name = "FORM", hide_default_value = true,
          hide_possible_values = true)]
    pub format: FormatArg,

    /// Räkna varningar som fel
    #[arg(long)]
    pub strict: bool,

    /// Språk för meddelanden: sv eller en [standard: svenska]
    #[arg(long, value_enum, value_name = "SPRÅK", hide_possible_values = true)]
    pub lang: Option<LanguageArg>,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Med källrad och markering
    Text,
    /// En rad per fynd
    Short,
    /// En JSON-lista
    Json,
}

/// `--lang`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// Svenska
    Sv,
    /// Engelska
    En,
}
