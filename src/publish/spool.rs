//! Texts that wait beside the target until the site is published: in one file that nobody but its owner may read, gone when the
//! build ends. Owns where they stand in it; never what they are.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{Action, PublishError, Tried};

/// The file's name in the sidecar.
const NAME: &str = "spool";

/// Texts that wait.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    /// The file, and how long it is.
    file: Mutex<(File, u64)>,
}

/// Where a text waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spooled {
    start: u64,
    length: usize,
}

impl Spool {
    /// An empty one in a sidecar. What a killed build left there is of no use.
    pub(super) fn within(sidecar: &Path) -> Result<Self, PublishError> {
        let path = sidecar.join(NAME);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path);
        let file = file.tried(Action::Write, &path)?;
        // Where the system lets an open file go from its folder, a killed build leaves none.
        #[cfg(unix)]
        fs::remove_file(&path).tried(Action::Write, &path)?;
        Ok(Self { path, file: Mutex::new((file, 0)) })
    }

    /// Lets a text wait. May be called from many threads.
    ///
    /// # Errors
    /// It can't be written.
    pub fn put(&self, text: &str) -> Result<Spooled, PublishError> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *file;
        let place = Spooled { start: *end, length: text.len() };
        let written = file.seek(SeekFrom::Start(*end)).and_then(|_| file.write_all(text.as_bytes()));
        written.tried(Action::Write, &self.path)?;
        *end += text.len() as u64;
        Ok(place)
    }

    /// A text that waits.
    ///
    /// # Errors
    /// It can't be read.
    pub fn get(&self, place: Spooled) -> io::Result<String> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = vec![0; place.length];
        file.0.seek(SeekFrom::Start(place.start)).and_then(|_| file.0.read_exact(&mut bytes))?;
        String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        #[cfg(not(unix))]
        drop(fs::remove_file(&self.path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_wait_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), "left by another").unwrap();
        let spool = Spool::within(folder.path()).unwrap();
        let texts: Vec<String> = (0..100).map(|number| "å".repeat(number)).collect();
        let places: Vec<_> = std::thread::scope(|scope| {
            let running: Vec<_> = texts.iter().map(|text| scope.spawn(|| spool.put(text).unwrap())).collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for (place, text) in places.iter().zip(&texts).rev() {
            assert_eq!(spool.get(*place).unwrap(), *text);
        }
        assert_eq!(
            spool.get(Spooled { start: 0, length: 1 << 20 }).unwrap_err().kind(),
            io::ErrorKind::UnexpectedEof
        );
        drop(spool);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
