//! Single files beside the published site: the editor's secret report, and what the site has shown, for the
//! next build. Knows nothing of their content.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::place::real;

/// Does a file, there or not, lie in a folder or in the folder that Insyn keeps beside it?
pub fn lies_within(file: &Path, folder: &Path) -> io::Result<bool> {
    let (file, folder) = (real(file)?, real(folder)?);
    let name = folder.file_name().map(|name| format!(".{}.insyn", name.to_string_lossy()));
    let sidecar = name.zip(folder.parent()).map(|(name, above)| above.join(name));
    Ok(file.starts_with(&folder) || sidecar.is_some_and(|sidecar| file.starts_with(sidecar)))
}

/// Writes a file that nobody but its owner may read, in one step.
pub fn write_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, true)
}

/// Writes a file in one step: whoever reads it sees the old or the new one whole.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, false)
}

/// Writes a file in one step, and makes the folders to it below one that is there. What already has these bytes is left
/// alone.
///
/// # Errors
/// The system's own; and a symbolic link on the way, which could lead anywhere.
pub fn replace_below(root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let below = path.strip_prefix(root).map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut folder = root.to_path_buf();
    for part in below.parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(facts) if facts.is_dir() => {}
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::create_dir(&folder) {
                // Another thread has made it.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(&folder) => {}
                made => made?,
            },
            Err(error) => return Err(error),
        }
    }
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    write(path, bytes, false)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|facts| facts.is_dir())
}

/// Takes files away, and their folder if nothing else is in it. One that isn't there is gone already.
///
/// # Errors
/// The system's own.
pub fn take_away(folder: &Path, files: &[PathBuf]) -> io::Result<()> {
    for file in files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match fs::remove_dir(folder) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

fn write(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_os_string();
    name.push(".ny");
    let new: PathBuf = path.with_file_name(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    // What a killed build left is of no use to anybody.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written =
        options.open(&new).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        drop(fs::remove_file(&new));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_file_is_its_owners_alone_even_where_an_open_one_stood() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("skydd.json");
        fs::write(&path, "öppen").unwrap();
        write_secret(&path, b"hemlig").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"hemlig");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn threads_that_need_the_same_new_folder_all_get_it() {
        for _ in 0..50 {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            let written = |number: usize| {
                replace_below(root, &root.join(format!("a/b/c/{number}.txt")), number.to_string().as_bytes())
            };
            std::thread::scope(|scope| {
                let running: Vec<_> = (0..8).map(|number| scope.spawn(move || written(number))).collect();
                for (number, one) in running.into_iter().enumerate() {
                    one.join().unwrap().unwrap();
                    let text = fs::read_to_string(root.join(format!("a/b/c/{number}.txt"))).unwrap();
                    assert_eq!(text, number.to_string());
                }
            });
        }
    }

    #[test]
    fn a_file_in_the_target_or_beside_it_in_its_own_folder_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        fs::create_dir(&target).unwrap();
        for (path, within) in [
            ("public/a.json", true),
            ("public/inte/an/a.json", true),
            ("public/../public/a.json", true),
            (".public.insyn/tree/a.json", true),
            ("a.json", false),
            ("publicerat.json", false),
        ] {
            assert_eq!(lies_within(&folder.path().join(path), &target).unwrap(), within, "{path}");
        }
    }
}
