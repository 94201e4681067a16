//! Answers requests on 127.0.0.1. The one module that names `axum` and `tokio`. Owns paths, types and
//! headers; what there is at a path, `show` says.

use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::net::TcpListener;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header};
use tokio::sync::watch;

use super::desk::Desk;
use super::show::Answer;
use super::{Latest, reload};
use crate::diagnostic::words;
use crate::disclosure::gate::Cleared;
use crate::finish::{Unfinished, findings};
use crate::render::html::push_text;

/// The policy that a host is to send, and connections to this server: by them open pages learn of a new reading. Pages that
/// are built need nothing more than the rest (design.md, invariant 7).
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

#[derive(Clone)]
struct Site {
    prefix: Arc<str>,
    latest: Latest,
    heard: watch::Receiver<u64>,
    /// Names this server: another's readings have other names.
    server: u64,
}

/// Tells those who wait that there is a new reading.
#[derive(Clone)]
pub(super) struct Bell(watch::Sender<u64>);

/// The server ends: no reading has this number.
const ENDED: u64 = u64::MAX;

impl Bell {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Tells the number of the latest reading.
    pub(super) fn ring(&self, number: u64) {
        self.0.send_replace(number);
    }
}

/// So long an open page waits for an answer at most, before it asks again: connections that are forgotten end.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn serve(listener: TcpListener, prefix: String, latest: Latest, bell: Bell) -> io::Result<()> {
    // The standard library seeds each of these from the system.
    let server = RandomState::new().hash_one(0);
    let site = Site { prefix: prefix.into(), latest, heard: bell.0.subscribe(), server };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(answer).with_state(site);
        axum::serve(listener, router)
            .with_graceful_shutdown(async move {
                // Where the system gives no signal, the process is simply ended.
                drop(tokio::signal::ctrl_c().await);
                bell.ring(ENDED);
            })
            .await
    })
}

/// Is it this machine that is asked for? A page elsewhere whose name was made to lead here (DNS rebinding)
/// must not read drafts.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost")
}

async fn answer(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Response<Body> {
    if !is_local(&headers) {
        return missing();
    }
    let path = uri.path().to_owned();
    match path.strip_prefix(&*site.prefix) {
        Some(reload::SCRIPT) => {
            return page(StatusCode::OK, media_type(reload::SCRIPT), reload::SCRIPT_TEXT.into());
        }
        Some(reload::NEXT) => {
            let known = uri.query().and_then(|query| query.strip_prefix("efter=")).unwrap_or_default();
            return next_reading(site.heard, site.server, known).await;
        }
        _ => {}
    }
    // An answer takes a millisecond or two of computing: it isn't waited for on the threads that listen.
    match tokio::task::spawn_blocking(move || respond(&site, &path)).await {
        Ok(response) => response,
        Err(_) => page(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", Vec::new()),
    }
}

/// Waits until another reading is the latest than the one that is named.
async fn next_reading(mut heard: watch::Receiver<u64>, server: u64, known: &str) -> Response<Body> {
    let wait = heard.wait_for(|latest| format!("{server}-{latest}") != known);
    let came = tokio::time::timeout(PATIENCE, wait).await.ok().and_then(Result::ok);
    let has_come = came.is_some_and(|latest| *latest != ENDED);
    let status = if has_come { StatusCode::OK } else { StatusCode::NO_CONTENT };
    page(status, "text/plain; charset=utf-8", Vec::new())
}

fn respond(site: &Site, path: &str) -> Response<Body> {
    let Some(address) = path.strip_prefix(&*site.prefix) else {
        let wants_folder = format!("{path}/") == *site.prefix || path == "/";
        return if wants_folder { to(&site.prefix) } else { missing() };
    };
    let (desk, number) = {
        let latest = site.latest.read().unwrap_or_else(PoisonError::into_inner);
        (latest.desk.clone(), latest.number)
    };
    let theme = desk.theme();
    let shown = |status, html| {
        let reading = format!("{}-{number}", site.server);
        let html = reload::with_script(html, &site.prefix, (&reading, &theme));
        page(status, HTML, html)
    };
    let questions = match desk {
        Desk::Site(questions, _) => questions,
        Desk::Faults(text) => return shown(StatusCode::INTERNAL_SERVER_ERROR, faults(&text).into_bytes()),
    };
    match questions.ask(address.to_owned()) {
        Some(Answer::File(file)) => answer_with(StatusCode::OK, file, shown),
        Some(Answer::NoPage(file)) => answer_with(StatusCode::NOT_FOUND, file, shown),
        Some(Answer::Leads(address)) => to(&format!("{}{address}", site.prefix)),
        Some(Answer::Nothing) => missing(),
        None => page(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", Vec::new()),
    }
}

/// A file that the gate has let through, or what keeps it from being shown; HTML as it is `shown`.
fn answer_with(
    status: StatusCode,
    file: Result<Cleared, Unfinished>,
    shown: impl Fn(StatusCode, Vec<u8>) -> Response<Body>,
) -> Response<Body> {
    match file {
        Ok(cleared) if media_type(cleared.path()) == HTML => shown(status, cleared.into_bytes()),
        Ok(cleared) => page(status, media_type(cleared.path()), cleared.into_bytes()),
        Err(unfinished) => {
            let mut text = String::new();
            for finding in findings([unfinished]) {
                let words = words::of(&finding.problem, words::Language::Swedish);
                for line in [words.title, words.label, words.help.unwrap_or_default()] {
                    text.push_str(&line);
                    text.push('\n');
                }
            }
            shown(StatusCode::INTERNAL_SERVER_ERROR, faults(&text).into_bytes())
        }
    }
}

fn faults(text: &str) -> String {
    let mut out = String::from(
        "<!DOCTYPE html><html lang=\"sv\"><meta charset=\"utf-8\"><title>Innehållet har fel</title>\
         <h1>Innehållet har fel</h1><p>Sidan visas igen när felen är rättade.</p><pre>",
    );
    push_text(&mut out, text);
    out.push_str("</pre></html>");
    out
}

fn missing() -> Response<Body> {
    page(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "Sidan finns inte.".as_bytes().to_vec())
}

fn to(path: &str) -> Response<Body> {
    let mut response = page(StatusCode::TEMPORARY_REDIRECT, "text/plain; charset=utf-8", Vec::new());
    if let Ok(location) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn page(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The type of pages.
const HTML: &str = "text/html; charset=utf-8";

fn media_type(address: &str) -> &'static str {
    match address.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "" | "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}
