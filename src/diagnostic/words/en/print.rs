//! English words for reports printed to PDF.

use super::super::Words;
use crate::diagnostic::PrintProblem;

pub(super) fn words(problem: &PrintProblem) -> Words {
    use PrintProblem as P;
    match problem {
        P::NoBrowser { tried } => {
            Words::new(format!("No Chromium was found (tried {tried})"), "reports as PDF and pictures of charts are made with Chromium")
                .help("Install Chromium or Google Chrome, or say where the program is: --chromium PATH, or the variable CHROMIUM.")
        }
        P::Failed { report, reason } => {
            Words::new(format!("{report} couldn't be printed to PDF"), reason.clone())
                .help("Try to start Chromium by hand. As root and in a container it may need more rights or memory.")
        }
        P::Hung { report, seconds } => Words::new(
            format!("Printing {report} was stopped after {seconds} seconds"),
            "Chromium didn't answer",
        )
        .help("Build once more with fewer threads: --threads 1."),
        P::Differs { report, missing, unexpected } => {
            let title = if missing.is_empty() {
                format!("The PDF of {report} says something that the page doesn't: “{unexpected}”")
            } else {
                format!("The PDF of {report} lacks words that stand on the page: “{missing}”")
            };
            let label = if missing.is_empty() || unexpected.is_empty() {
                String::new()
            } else {
                format!("it has “{unexpected}” instead")
            };
            Words::new(title, label)
                .help("The print style hides them, or adds some of its own. Give what is for screens only the class on-screen.")
        }
        P::Unnumbered { report, id } => Words::new(
            format!("The contents of {report} lead to #{id}, which isn't in the print"),
            "its page can't be told",
        )
        .help("The print style hides the section. Hide its line in the contents as well, or show the section."),
        P::Unsettled { report } => Words::new(
            format!("The page numbers in the contents of {report} never settle"),
            "the numbers move what they number",
        )
        .help("Give .page-number a fixed width in the print style."),
        P::Lost { count } => Words::new(
            match count {
                1 => "A report has been published as PDF, but the PDF would be gone".to_owned(),
                many => format!("{many} reports have been published as PDF, but the PDFs would be gone"),
            },
            "links to it would die",
        )
        .help("Build with --pdf."),
        P::NoSuchChart { written, suggestion, charts, others } => {
            let meant = suggestion.as_ref().map_or_else(String::new, |its| format!("Did you mean ”{its}”? "));
            let more = if *others == 0 { String::new() } else { format!(" and {others} more") };
            let all = match charts.len() {
                0 => "The site has no charts.".to_owned(),
                _ => format!("There are {}{more}. insyn picture lists them all.", charts.join(", ")),
            };
            Words::new(format!("No chart is called ”{written}”"), "or several are")
                .help(format!("{meant}{all}"))
        }
        P::NoPicture { chart, reason } => {
            Words::new(format!("The chart {chart} couldn't be made a picture"), reason.clone())
                .help("Try a smaller width with --width. The picture that stands alone, .svg, is on the site.")
        }
    }
}
