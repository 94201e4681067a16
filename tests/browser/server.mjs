// A plain file server on 127.0.0.1 for one folder at one address, with the strict content security policy and no other
// help: what passes here passes on any web server. Outside its address it answers 404, so a link from the host's root fails.

import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The policy that the site promises to live under. */
export const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.atom': 'application/atom+xml',
  '.rss': 'application/rss+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Serves `dir` under `prefix` (begins and ends with `/`) on a free port. Answers `{ origin, base, close }`. */
export async function serve(dir, prefix) {
  const root = path.resolve(dir);
  const server = createServer((request, response) => {
    const { status, headers, body } = answer(root, prefix, request.url);
    response.writeHead(status, { 'content-security-policy': POLICY, ...headers });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, base: origin + prefix, close };
}

function answer(root, prefix, url) {
  const asked = decoded(url);
  if (asked === null || !asked.startsWith(prefix)) return missing(root);
  const file = path.resolve(root, asked.slice(prefix.length));
  if (file !== root && !file.startsWith(root + path.sep)) return missing(root);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return missing(root);
  if (!found.isDirectory()) return whole(file, 200);
  if (!asked.endsWith('/')) return { status: 301, headers: { location: `${url.split('?')[0]}/` }, body: '' };
  const index = path.join(file, 'index.html');
  return statSync(index, { throwIfNoEntry: false }) ? whole(index, 200) : missing(root);
}

function decoded(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://host').pathname);
  } catch {
    return null;
  }
}

function missing(root) {
  const page = path.join(root, '404.html');
  if (statSync(page, { throwIfNoEntry: false })) return whole(page, 404);
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: '404' };
}

function whole(file, status) {
  const type = TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { status, headers: { 'content-type': type }, body: readFileSync(file) };
}
