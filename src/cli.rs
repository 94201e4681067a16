//! Arguments as typed: the doc comments are the help that users read. Owns no work.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    after_help = "Exempel:
  insyn check                     allt som ett bygge kontrollerar, utan att något skrivs
  insyn build                     bygg content/ till public/
  insyn build rapporter -o webb   en annan innehållsmapp, en annan målmapp
  insyn serve --drafts            visa webbplatsen med utkast på den egna datorn

Slutkoder: 0 allt gick väl, 1 innehållet har fel, 2 fel användning eller in/ut, 3 utdatavakten stoppade,
4 går inte att skydda."
)]
pub struct Cli {
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
    /// gör tas bort. I målmappen ligger en förteckning över alla filer med storlek och SHA-256.
    Build(BuildArgs),
    /// Kontrollerar allt som ett bygge kontrollerar, utan att något skrivs
    Check(CheckArgs),
    /// Visar webbplatsen på den egna datorn och läser om när innehållet ändras
    ///
    /// Sidorna finns bara på adressen 127.0.0.1. Har innehållet fel visas felen i webbläsaren tills de är rättade.
    Serve(ServeArgs),
}

/// What every command that reads content takes.
#[derive(Debug, Args)]
pub struct ContentArgs {
    /// Innehållsmappen
    #[arg(default_value = "content", value_name = "INNEHÅLL")]
    pub content: PathBuf,

    /// Dagen som avgör embargo, som 2023-09-28 [standard: i dag i Sverige]
    #[arg(long, value_name = "DAG")]
    pub date: Option<String>,

    /// Hur fynden skrivs
    #[arg(long, value_enum, default_value_t = FormatArg::Text, value_name = "FORM")]
    pub format: FormatArg,

    /// Räkna varningar som fel
    #[arg(long)]
    pub strict: bool,

    /// Språk för meddelanden [standard: webbplatsens, svenska]
    #[arg(long, value_enum, value_name = "SPRÅK")]
    pub lang: Option<LanguageArg>,

    /// Antal trådar, högst 256; 0 är lika många som datorn har kärnor
    #[arg(long, default_value_t = 0, value_name = "ANTAL", value_parser = clap::value_parser!(u16).range(0..=256))]
    pub threads: u16,
}

/// `insyn build`
#[derive(Debug, Args)]
pub struct BuildArgs {
    #[expect(missing_docs, reason = "its fields have the help")]
    #[command(flatten)]
    pub content: ContentArgs,

    /// Målmappen
    #[arg(short, long, default_value = "public", value_name = "MAPP")]
    pub output: PathBuf,
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

    /// Port; 0 tar en ledig
    #[arg(short, long, default_value_t = 4000, value_name = "PORT")]
    pub port: u16,

    /// Underadress som webbplatsen visas på, som /ik/granskningar/
    #[arg(long, default_value = "/", value_name = "SÖKVÄG")]
    pub path: String,
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
