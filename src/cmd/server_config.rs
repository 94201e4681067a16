//! `insyn server-config`: a web server's settings for the site: types, caching, security headers, redirects. Owns the
//! asking; the text is `servers`'.

use std::path::Path;

use super::{Exit, exit_of, print_findings, read, say, write};
use crate::addresses::{living, settle};
use crate::cli::{ServerArg, ServerConfigArgs};
use crate::diagnostic::{Diagnostic, Place};
use crate::plan::PageKind;
use crate::servers::{Server, Settings, snippet};

/// Runs the command.
pub fn run(arguments: &ServerConfigArgs) -> Exit {
    let read = read(&arguments.content, false, |_| {});
    let Some(compiled) = &read.compiled else {
        print_findings(&arguments.content, &read.sources, &read.diagnostics);
        return exit_of(&read.diagnostics, arguments.content.strict);
    };
    let (moved, _) = settle(&compiled.published, &living(&compiled.pages));
    let base = &compiled.published.site.base;
    let own = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let prefix = arguments.prefix.as_deref().unwrap_or(own).trim_matches('/');
    let settings = Settings {
        prefix: if prefix.is_empty() { "/".to_owned() } else { format!("/{prefix}/") },
        frame_ancestors: arguments.frame_ancestors.clone(),
        root: arguments.root.clone(),
        moved,
        feeds: compiled
            .pages
            .iter()
            .filter(|page| matches!(page.kind, PageKind::Feed(..)))
            .map(|page| page.address.clone())
            .collect(),
    };
    let server = match arguments.server {
        ServerArg::Iis => Server::Iis,
        ServerArg::Nginx => Server::Nginx,
        ServerArg::Apache => Server::Apache,
    };
    let text = snippet(server, &settings);
    match &arguments.output {
        None => say(&text),
        Some(path) => {
            if let Err(problem) = write::whole(Path::new(path), &text) {
                print_findings(&arguments.content, &read.sources, &[Diagnostic::new(problem, Place::Run)]);
                return Exit::Usage;
            }
        }
    }
    Exit::Fine
}
