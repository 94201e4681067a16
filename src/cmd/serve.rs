//! `insyn serve`: shows the site on this machine and reads the content again when it changes. Owns the
//! printing; the server and the watching are `serve`'s.

use super::{Exit, Memory, language, print_findings, read, read_again, reporter, say, with_threads};
use crate::cli::ServeArgs;
use crate::compile::KeptFindings;
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, Place, PublishProblem};
use crate::parallel::Threads;
use crate::serve::{Served, Server};
use crate::source::Sources;

/// Runs the command until it is interrupted.
pub fn run(arguments: &ServeArgs) -> Exit {
    let content = &arguments.content;
    let failed = |reason: String| {
        let path = format!("127.0.0.1:{}", arguments.port);
        let problem = PublishProblem::InputOutput { path, reason };
        print_findings(content, &Sources::default(), &[Diagnostic::new(problem, Place::Run)]);
        Exit::Usage
    };
    if !content.content.is_dir() {
        return with_threads(content, || {
            let read = read(content, arguments.drafts, |_| {});
            print_findings(content, &read.sources, &read.diagnostics);
            Exit::Usage
        });
    }
    let server = match Server::bind(arguments.port, &arguments.path, content.content.clone()) {
        Ok(server) => server,
        Err(error) => return failed(error.to_string()),
    };
    say(&match language(content) {
        Language::Swedish => {
            format!("Visar {} på {} – avsluta med Ctrl+C.", content.content.display(), server.address())
        }
        Language::English => {
            format!("Showing {} at {} – stop with Ctrl+C.", content.content.display(), server.address())
        }
    });
    let threads = match Threads::new(usize::from(content.threads)) {
        Ok(threads) => threads,
        Err(reason) => return failed(reason),
    };
    let mut memory = Memory { earlier: KeptFindings::keeping(), ..Memory::default() };
    let compiled = || threads.run(|| compile(arguments, &mut memory));
    match server.run(compiled) {
        Ok(()) => Exit::Fine,
        Err(error) => failed(error.to_string()),
    }
}

/// Compiles the content once more: a site, or the findings that keep it from being one.
fn compile(arguments: &ServeArgs, memory: &mut Memory) -> Served {
    let read = read_again(&arguments.content, arguments.drafts, memory);
    // What was told after the last save isn't told once more.
    if memory.told.as_ref() != Some(&read.diagnostics) {
        print_findings(&arguments.content, &read.sources, &read.diagnostics);
        memory.told = Some(read.diagnostics.clone());
    }
    match read.compiled {
        Some(compiled) => Served::Site(Box::new(compiled)),
        None => Served::Faults(reporter(&arguments.content, &read.sources, false).render(&read.diagnostics)),
    }
}
