//! Settings for the web servers that a site may stand on: IIS, nginx, Apache. Text from data; knows of no file and runs
//! no server. What they have in common stands here once: types, headers, what is cached and compressed.

use std::fmt::Write as _;

use crate::addresses::{Final, Moved};
use crate::plan::GONE_ADDRESS;

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// `web.config`, in the site's folder.
    Iis,
    /// Within a `server { }`.
    Nginx,
    /// `.htaccess` in the site's folder, or within a `<Directory>`.
    Apache,
}

/// What differs between sites.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The path that the site has on its host; begins and ends with `/`.
    pub prefix: String,
    /// Who may show pages in a frame, as the policy writes it: `'self' https://komin.exempel.se`.
    pub frame_ancestors: String,
    /// The folder that holds the site, for nginx.
    pub root: String,
    /// Older addresses.
    pub moved: Vec<Moved>,
    /// The addresses of all feeds.
    pub feeds: Vec<String>,
}

/// Types that servers don't know by themselves, or know otherwise.
const TYPES: [(&str, &str); 12] = [
    ("html", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("svg", "image/svg+xml"),
    ("json", "application/json"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("sha256", "text/plain"),
    ("atom", "application/atom+xml"),
    ("rss", "application/rss+xml"),
    ("xml", "application/xml"),
    ("woff2", "font/woff2"),
];

/// What is compressed; feeds aren't: the intranet's reader takes them uncompressed only.
const COMPRESSED: [&str; 8] = [
    "text/html",
    "text/css",
    "text/javascript",
    "image/svg+xml",
    "application/json",
    "text/csv",
    "text/plain",
    "application/xml",
];

/// Names don't change with their contents, so everything is asked for again after a while; the server's tag tells
/// whether it has changed.
const CACHE: &str = "max-age=300, must-revalidate";

fn policy(settings: &Settings) -> String {
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors {}",
        settings.frame_ancestors
    )
}

/// A server's settings.
pub fn snippet(server: Server, settings: &Settings) -> String {
    match server {
        Server::Iis => iis(settings),
        Server::Nginx => nginx(settings),
        Server::Apache => apache(settings),
    }
}

/// Redirects and what is gone: each address with and without `index.html`.
fn rules(settings: &Settings) -> (Vec<(String, String)>, Vec<String>) {
    let (mut leads, mut gone) = (Vec::new(), Vec::new());
    for Moved { page, to } in &settings.moved {
        let mut forms = vec![page.clone()];
        if page.is_empty() || page.ends_with('/') {
            forms.push(format!("{page}index.html"));
        }
        for form in forms {
            match to {
                Final::Leads(to) => {
                    let fragment =
                        to.fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"));
                    leads.push((form, format!("{}{}{fragment}", settings.prefix, to.page)));
                }
                Final::Gone(_) => gone.push(form),
            }
        }
    }
    (leads, gone)
}

fn nginx(settings: &Settings) -> String {
    let (leads, gone) = rules(settings);
    let prefix = &settings.prefix;
    let mut out = String::from(
        "# nginx: inuti server { }. Skrivs av insyn server-config; skriv om den när adresser har ändrats.\n",
    );
    for (from, to) in leads {
        let _ = writeln!(
            out,
            "location = {} {{ return 301 {}; }}",
            quoted(&format!("{prefix}{from}")),
            quoted(&to)
        );
    }
    for from in &gone {
        let _ = writeln!(
            out,
            "location = {} {{ error_page 410 {prefix}{GONE_ADDRESS}; return 410; }}",
            quoted(&format!("{prefix}{from}"))
        );
    }
    let _ = write!(
        out,
        "location {prefix} {{\n    alias {};\n    index index.html;\n    autoindex off;\n    error_page 404 {prefix}404.html;\n    \
         charset utf-8;\n    charset_types text/html text/css text/javascript text/csv text/plain application/json \
         application/xml application/atom+xml application/rss+xml;\n    types {{\n",
        quoted(&folder(&settings.root)),
    );
    for (ending, kind) in TYPES.iter().chain(&[
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("odt", "application/vnd.oasis.opendocument.text"),
    ]) {
        let _ = writeln!(out, "        {kind} {ending};");
    }
    let _ = write!(
        out,
        "    }}\n    gzip on;\n    gzip_vary on;\n    gzip_min_length 512;\n    gzip_types {};\n    add_header \
         Content-Security-Policy \"{}\" always;\n    add_header X-Content-Type-Options nosniff always;\n    add_header \
         Referrer-Policy strict-origin-when-cross-origin always;\n    add_header Cache-Control \"{CACHE}\";\n}}\n",
        // HTML is always among them, and nginx warns when it is said.
        COMPRESSED.iter().filter(|kind| **kind != "text/html").copied().collect::<Vec<_>>().join(" "),
        policy(settings),
    );
    out
}

fn folder(root: &str) -> String {
    format!("{}/", root.trim_end_matches('/'))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn apache(settings: &Settings) -> String {
    let (leads, gone) = rules(settings);
    let prefix = &settings.prefix;
    let mut out = format!(
        "# Apache: .htaccess i webbplatsens mapp (AllowOverride FileInfo Indexes Options) eller inuti <Directory>.\n# Moduler: \
         headers, mime, dir, alias, deflate, filter, rewrite. Skrivs av insyn server-config; skriv om den när adresser har ändrats.\nOptions -Indexes\nDirectoryIndex \
         index.html\nAddDefaultCharset utf-8\nErrorDocument 404 {prefix}404.html\nErrorDocument 410 {prefix}{GONE_ADDRESS}\n"
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(out, "AddType {kind} .{ending}");
    }
    out.push_str("AddCharset utf-8 .html .css .js .csv .txt .json .xml .atom .rss\nFileETag MTime Size\n");
    let _ = write!(
        out,
        "<IfModule mod_deflate.c>\n    AddOutputFilterByType DEFLATE {}\n</IfModule>\nHeader always set \
         Content-Security-Policy \"{}\"\nHeader always set X-Content-Type-Options nosniff\nHeader always set Referrer-Policy \
         strict-origin-when-cross-origin\nHeader set Cache-Control \"{CACHE}\"\n",
        COMPRESSED.join(" "),
        policy(settings),
    );
    if !leads.is_empty() || !gone.is_empty() {
        let _ = writeln!(out, "RewriteEngine On\nRewriteBase {prefix}");
    }
    for (from, to) in leads {
        // NE: the fragment's # stays as it is.
        let _ = writeln!(out, "RewriteRule \"^{}$\" {} [R=301,NE,L]", pattern(&from), quoted(&to));
    }
    for from in gone {
        let _ = writeln!(out, "RewriteRule \"^{}$\" - [G]", pattern(&from));
    }
    out
}

/// An address as a regular expression: of what it may hold only the full stop means something else.
fn pattern(address: &str) -> String {
    let mut out = String::new();
    for c in address.chars() {
        if !c.is_alphanumeric() && !matches!(c, '/' | '-' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn iis(settings: &Settings) -> String {
    let (leads, gone) = rules(settings);
    let prefix = &settings.prefix;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- IIS: web.config i webbplatsens mapp. Kräver modulen URL Rewrite. Skrivs av \
         insyn server-config; skriv om den när adresser har ändrats. -->\n<configuration>\n  <system.webServer>\n    \
         <directoryBrowse enabled=\"false\" />\n    <defaultDocument>\n      <files>\n        <clear />\n        <add \
         value=\"index.html\" />\n      </files>\n    </defaultDocument>\n    <staticContent>\n",
    );
    for (ending, kind) in TYPES {
        let charset = if kind.starts_with("text/") { "; charset=utf-8" } else { "" };
        let _ = write!(
            out,
            "      <remove fileExtension=\".{ending}\" />\n      <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}{charset}\" />\n"
        );
    }
    out.push_str("      <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"00:05:00\" />\n    </staticContent>\n    <urlCompression doStaticCompression=\"true\" />\n    <httpProtocol>\n      <customHeaders>\n");
    for (name, value) in [
        ("Content-Security-Policy", policy(settings)),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
    ] {
        let _ = write!(
            out,
            "        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{}\" />\n",
            escaped(&value)
        );
    }
    let _ = write!(
        out,
        "      </customHeaders>\n    </httpProtocol>\n    <httpErrors errorMode=\"Custom\" existingResponse=\"Auto\">\n      <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"{}\" responseMode=\"ExecuteURL\" />\n      <remove statusCode=\"410\" />\n      <error statusCode=\"410\" path=\"{}\" responseMode=\"ExecuteURL\" />\n    </httpErrors>\n",
        escaped(&format!("{prefix}404.html")),
        escaped(&format!("{prefix}{GONE_ADDRESS}")),
    );
    if !leads.is_empty() || !gone.is_empty() {
        out.push_str("    <rewrite>\n      <rewriteMaps>\n        <rewriteMap name=\"flyttade\">\n");
        for (from, to) in &leads {
            let _ = writeln!(out, "          <add key=\"{}\" value=\"{}\" />", escaped(from), escaped(to));
        }
        out.push_str("        </rewriteMap>\n        <rewriteMap name=\"borttagna\">\n");
        for from in &gone {
            let _ = writeln!(out, "          <add key=\"{}\" value=\"1\" />", escaped(from));
        }
        out.push_str(
            "        </rewriteMap>\n      </rewriteMaps>\n      <rules>\n        <rule name=\"Insyn: flyttade sidor\" stopProcessing=\"true\">\n          <match url=\"^(.*)$\" />\n          <conditions>\n            <add input=\"{flyttade:{R:1}}\" pattern=\"(.+)\" />\n          </conditions>\n          <action type=\"Redirect\" url=\"{C:1}\" redirectType=\"Permanent\" appendQueryString=\"false\" />\n        </rule>\n        <rule name=\"Insyn: borttagna sidor\" stopProcessing=\"true\">\n          <match url=\"^(.*)$\" />\n          <conditions>\n            <add input=\"{borttagna:{R:1}}\" pattern=\"1\" />\n          </conditions>\n          <action type=\"CustomResponse\" statusCode=\"410\" statusReason=\"Gone\" statusDescription=\"Sidan är borttagen\" />\n        </rule>\n      </rules>\n    </rewrite>\n",
        );
    }
    out.push_str("  </system.webServer>\n");
    // Compressed or not is said of a place, and one of a file's type can't be said here.
    for feed in settings.feeds.iter().map(|feed| escaped(feed)) {
        let _ = write!(
            out,
            "  <location path=\"{feed}\">\n    <system.webServer>\n      <urlCompression doStaticCompression=\"false\" doDynamicCompression=\"false\" />\n    </system.webServer>\n  </location>\n"
        );
    }
    out.push_str("</configuration>\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    crate::render::html::push_text(&mut out, text);
    out
}
