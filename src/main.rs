//! The `insyn` program: arguments, command, exit code.

use std::process::ExitCode;

use clap::Parser as _;
use insyn::cli::{Cli, Command, told};
use insyn::cmd;

// A build is mostly small allocations from several threads, which this allocator was made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A huge page is in memory whole where anything stands in it: a twentieth more of a large archive, and no build is faster by it.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let arguments: Vec<String> =
                std::env::args_os().map(|one| one.to_string_lossy().into()).collect();
            let Some(words) = told(&error, &arguments) else { error.exit() };
            cmd::complain(&words);
            return ExitCode::from(cmd::Exit::Usage.code());
        }
    };
    let exit = match cli.command {
        Command::Build(arguments) => cmd::build::run(&arguments),
        Command::Check(arguments) => cmd::check::run(&arguments),
        Command::Serve(arguments) => cmd::serve::run(&arguments),
        Command::Redirect(arguments) => cmd::redirect::run(&arguments),
        Command::Links(arguments) => cmd::links::run(&arguments),
        Command::ServerConfig(arguments) => cmd::server_config::run(&arguments),
        Command::Picture(arguments) => cmd::picture::run(&arguments),
        Command::Verify(arguments) => cmd::verify::run(&arguments),
        Command::Protect(arguments) => cmd::protect::run(&arguments),
        Command::Scan(arguments) => cmd::scan::run(&arguments),
    };
    ExitCode::from(exit.code())
}
