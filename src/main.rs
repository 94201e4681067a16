//! The `insyn` program: arguments, command, exit code.

use std::process::ExitCode;

use clap::Parser as _;
use insyn::cli::{Cli, Command};
use insyn::cmd;

// A build is mostly small allocations from several threads, which this allocator was made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let exit = match Cli::parse().command {
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
