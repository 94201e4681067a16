//! English words for addresses that must not die.

use super::super::{Words, heading_attribute};
use crate::diagnostic::AddressProblem;

#[expect(clippy::too_many_lines, reason = "one exhaustive match, a few lines a problem")]
pub(super) fn words(problem: &AddressProblem) -> Words {
    use AddressProblem as P;
    match problem {
        P::LostPage { address, along, proposal, bearer } => {
            let also = match along {
                0 => String::new(),
                1 => ", and one address below it".to_owned(),
                more => format!(", and {more} addresses below it"),
            };
            Words::new(format!("{address} has been published but would no longer exist{also}"), "links to it would die")
                .help(match (proposal, bearer) {
                    (Some(new), Some(file)) => format!(
                        "Is it {new} now? Write alias: [{address}] in {file}, or run: insyn redirect {address} {new}. Is it \
                         gone for good: insyn redirect {address} --borta \"reason\"."
                    ),
                    (Some(new), None) => format!(
                        "Is it {new} now? Run: insyn redirect {address} {new}. Is it gone for good: insyn redirect \
                         {address} --borta \"reason\"."
                    ),
                    (None, _) => format!(
                        "Run: insyn redirect {address} NEW-ADDRESS, or, if it is gone for good: insyn redirect {address} \
                         --borta \"reason\"."
                    ),
                })
        }
        P::LostPassage { address, proposal, heading } => Words::new(
            format!("{address} has been published but the passage would no longer exist"),
            "links to it would arrive at the top of the page",
        )
        .help(match proposal {
            Some(new) if *heading => format!(
                "Is it {new} now? Write {} after the heading, or run: insyn redirect {address} {new}.",
                heading_attribute(address, new)
            ),
            Some(new) => format!("Is it {new} now? Run: insyn redirect {address} {new}."),
            None => format!(
                "Run: insyn redirect {address} NEW-ADDRESS, or, if it is gone for good: insyn redirect {address} --borta \
                 \"reason\"."
            ),
        }),
        P::AliasLives { address } => Words::new(
            format!("{address} can't be an older address: it exists"),
            "a page and a redirect can't have one address",
        )
        .help("Remove the redirect, or give the page another address."),
        P::AliasTwice { address } => {
            Words::new(format!("{address} leads to two places"), "another redirect has the same older address")
                .help("Remove one of them.")
        }
        P::RedirectLoop { address } => {
            Words::new(format!("The redirect of {address} goes round in a circle"), "it never arrives at a page")
                .help("Let it lead to a page that exists.")
        }
        P::RedirectNowhere { target, suggestion } => {
            Words::new(format!("The redirect leads to {target}, which doesn't exist"), "").help(match suggestion {
                Some(near) => format!("Did you mean {near}?"),
                None => "Write an address that exists on the site.".to_owned(),
            })
        }
        P::NotOfTheSite { written } => Words::new(format!("“{written}” is not an address of the site"), "")
            .help("Write the address from the site's root, such as /forskolenamnden/2023/sekretess/, or all of it, with bas: first."),
        P::ToOrGone => Words::new("The redirect needs till: or borta:", "one of them, not both")
            .help("Write till: with the new address, or borta: with the reason why the page is gone for good."),
        P::LockLine => Words::new("The line can't be read as a published address", "")
            .help(
                "insyn build writes the file. After a merge of two branches the lines of both must be there and the marks \
                 between them gone; otherwise take the file from version control.",
            ),
        P::WithdrawnInName => {
            Words::new("The report has återkallad: but another status", "it would be published as usual")
                .help("Write status: återkallad, or remove återkallad:.")
        }
        P::LockNotWritten { path, reason } => Words::new(format!("{path} couldn't be written"), reason.clone())
            .help("The site is published, but the next build doesn't know its addresses. Mend the fault and build again."),
        P::EditionLine => Words::new("The line can't be read as the report's next edition", "").help(
            "insyn build writes the file. After a merge of two branches the marks between them must be gone and each \
             report's editions numbered in order; otherwise take the file from version control.",
        ),
        P::EditionUnusable { path } => {
            Words::new(format!("{path} is missing, or isn't what was published"), "the edition can't be compared").help(
                "Take the file from version control. The edition stays in the list, but neither its fingerprint nor what \
                 has changed since is shown.",
            )
        }
        P::EditionsNotWritten { path, reason } => Words::new(format!("{path} couldn't be written"), reason.clone())
            .help("The site is published, but the next build doesn't know its editions. Mend the fault and build again."),
        P::AliasOfThePage { id } => {
            Words::new(format!("The page has something with the id “{id}” already"), "it's a part of the page's own")
                .help("Remove this alias: links to it arrive already, at that part.")
        }
        P::PassageOfNothing { address, page, is_page: true } => {
            Words::new(format!("{address} can't lead on: {page} doesn't exist"), "no page can show where the passage has gone")
                .help(format!("Run this too: insyn redirect {page} NEW-ADDRESS, or --borta \"reason\" if the page is gone for good."))
        }
        P::PassageOfNothing { address, page, is_page: false } => {
            Words::new(format!("{address} can't lead on: {page} is no page"), "only the server's rules lead on from there, and they don't see the passage")
                .help("Write the address without #: the passage goes along to where it leads.")
        }
        P::QueryInAddress { written } => {
            Words::new(format!("“{written}” has a query after ?"), "pages and files never see the query")
                .help(
                    "Write the address without ? and what follows; then all such addresses lead to the same place. If they \
                     must lead to different ones, that belongs in the server's own settings.",
                )
        }
        P::EditionsTakenAway { path } => {
            Words::new(format!("The stored editions in {path} have been taken away"), "the report is withdrawn").help(
                "Commit the removal. The texts are still in the history of version control: whether they must go there too \
                 is for you to decide.",
            )
        }
    }
}
