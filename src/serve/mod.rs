//! The site on this machine: pages rendered when they are asked for, content read again when it changes, and open pages
//! loaded anew then. Owns the server and the watching; compiles nothing itself and prints nothing. Rendering goes the same way
//! as in a build.

mod desk;
mod http;
mod reload;
mod show;
mod watch;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use self::desk::Desk;
use crate::compile::Compiled;

/// What the latest reading of the content gave.
pub enum Served {
    /// A site to show.
    Site(Box<Compiled>),
    /// The findings that keep it from being one, as text.
    Faults(String),
}

/// A server that has its port.
pub struct Server {
    listener: TcpListener,
    prefix: String,
    content: PathBuf,
}

/// A reading: where it is asked, and which it is of all that this server has made.
struct Reading {
    desk: Desk,
    number: u64,
}

/// The latest reading, shared between the watcher that makes it and the requests.
type Latest = Arc<RwLock<Reading>>;

impl Server {
    /// Takes a port on 127.0.0.1 (0: any free one). `path` is the sub-path that the site is shown at.
    pub fn bind(port: u16, path: &str, content: PathBuf) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let inner = path.trim_matches('/');
        let prefix = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        Ok(Self { listener, prefix, content })
    }

    /// The start page's address.
    pub fn address(&self) -> String {
        let address =
            self.listener.local_addr().unwrap_or_else(|_| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        format!("http://{address}{}", self.prefix)
    }

    /// Serves until the process is interrupted. `compile` reads the content; it is called at once and after
    /// every change.
    pub fn run(self, mut compile: impl FnMut() -> Served + Send) -> io::Result<()> {
        let watcher = watch::Watcher::new(&self.content)?;
        let stop = watcher.stopper();
        let folder = self.content.as_path();
        std::thread::scope(|scope| {
            let first = Reading { desk: Desk::open(scope, compile(), folder), number: 0 };
            let latest: Latest = Arc::new(RwLock::new(first));
            let writer = Arc::clone(&latest);
            let bell = http::Bell::new();
            let ringer = bell.clone();
            scope.spawn(move || {
                watcher.each_burst(|| {
                    let desk = Desk::open(scope, compile(), folder);
                    // A page that panicked while it read leaves the latest reading whole: it is one pointer.
                    let mut latest = writer.write().unwrap_or_else(std::sync::PoisonError::into_inner);
                    let number = latest.number + 1;
                    *latest = Reading { desk, number };
                    drop(latest);
                    ringer.ring(number);
                });
            });
            let served = http::serve(self.listener, self.prefix, latest, bell);
            stop.stop();
            served
        })
    }
}
