//! Answers requests on 127.0.0.1. The one module that names `axum` and `tokio`. Owns paths, types and
//! headers; what there is at a path, `show` says.

use std::io;
use std::net::TcpListener;
use std::sync::{Arc, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header};

use super::Latest;
use super::desk::Desk;
use super::show::Answer;
use crate::diagnostic::words;
use crate::disclosure::gate::Cleared;
use crate::finish::{Unfinished, findings};
use crate::render::html::push_text;

/// The policy that a host is to send; the pages need nothing more (design.md, invariant 7).
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

#[derive(Clone)]
struct Site {
    prefix: Arc<str>,
    latest: Latest,
}

pub(super) fn serve(listener: TcpListener, prefix: String, latest: Latest) -> io::Result<()> {
    let site = Site { prefix: prefix.into(), latest };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(answer).with_state(site);
        axum::serve(listener, router)
            .with_graceful_shutdown(async {
                // Where the system gives no signal, the process is simply ended.
                drop(tokio::signal::ctrl_c().await);
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
    // An answer takes a millisecond or two of computing: it isn't waited for on the threads that listen.
    let path = uri.path().to_owned();
    match tokio::task::spawn_blocking(move || respond(&site, &path)).await {
        Ok(response) => response,
        Err(_) => page(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", Vec::new()),
    }
}

fn respond(site: &Site, path: &str) -> Response<Body> {
    let Some(address) = path.strip_prefix(&*site.prefix) else {
        let wants_folder = format!("{path}/") == *site.prefix || path == "/";
        return if wants_folder { to(&site.prefix) } else { missing() };
    };
    let desk = site.latest.read().unwrap_or_else(PoisonError::into_inner).clone();
    let questions = match desk {
        Desk::Site(questions) => questions,
        Desk::Faults(text) => {
            let text = faults(&text).into_bytes();
            return page(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", text);
        }
    };
    match questions.ask(address.to_owned()) {
        Some(Answer::File(file)) => answer_with(StatusCode::OK, file),
        Some(Answer::NoPage(file)) => answer_with(StatusCode::NOT_FOUND, file),
        Some(Answer::Leads(address)) => to(&format!("{}{address}", site.prefix)),
        Some(Answer::Nothing) => missing(),
        None => page(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", Vec::new()),
    }
}

/// A file that the gate has let through, or what keeps it from being shown.
fn answer_with(status: StatusCode, file: Result<Cleared, Unfinished>) -> Response<Body> {
    match file {
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
            page(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", faults(&text).into_bytes())
        }
    }
}

fn faults(text: &str) -> String {
    let mut out = String::from(
        "<!DOCTYPE html><html lang=\"sv\"><meta charset=\"utf-8\"><title>Innehållet har fel</title>\
         <h1>Innehållet har fel</h1><p>Sidan visas igen när felen är rättade; läs då om den.</p><pre>",
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

fn media_type(address: &str) -> &'static str {
    match address.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "" | "html" => "text/html; charset=utf-8",
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
