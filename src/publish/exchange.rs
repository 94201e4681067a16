//! How two folders change places in one step: the adapter of the `rustix` crate, which `main` names too.
//! Knows nothing of sites; never copies, never deletes.

use std::io;
use std::path::Path;

/// Lets two folders on one file system change places in one step: at no moment is either name missing.
/// `false`: this file system or operating system has no such call, and nothing was done.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    match call(one, other) {
        Ok(()) => Ok(true),
        Err(error) if is_lacking(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn call(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn call(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// File systems answer `EINVAL` for a flag they don't know, old kernels `ENOSYS`, others `ENOTSUP`.
fn is_lacking(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}
