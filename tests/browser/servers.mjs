// Old addresses for real: `node tests/browser/servers.mjs INSYN`. Publishes the example site, changes it as years do (a report
// renamed, a heading reworded, a nämnd renamed, a report withdrawn, a page removed), publishes again, and asks nginx and
// Apache, with the settings that the program writes, at a root and below it, for every file, in Chromium too; and Chromium, with
// no server's help and from files, for every address that there ever was. Ends its servers by the processes it started.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from './browser.mjs';
import { Findings } from './findings.mjs';
import { serve } from './server.mjs';
import { filesBelow } from './site.mjs';

/** The types that are asked for; others are taken as they come. */
const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
};

const [insyn] = process.argv.slice(2);
if (!insyn || !existsSync(insyn)) {
  console.error('usage: node tests/browser/servers.mjs INSYN');
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'insyn-servers-'));
chmodSync(folder, 0o755);
const at = (...parts) => path.join(folder, ...parts);
const findings = new Findings();
const started = [];
try {
  const old = publishTwice();
  await onServers(old);
  await inChromium(old);
} finally {
  for (const child of started) child.kill('SIGTERM');
  await Promise.all(started.map((child) => child.exitCode === null && new Promise((ended) => child.once('exit', ended))));
  rmSync(folder, { recursive: true, force: true });
}
for (const line of findings.lines()) console.log(line);
process.exitCode = findings.failed > 0 ? 1 : 0;

/** Runs the program; answers its standard output. */
function run(code, ...args) {
  const done = spawnSync(path.resolve(insyn), args, { cwd: folder, encoding: 'utf8' });
  if (done.status !== code) throw new Error(`insyn ${args.join(' ')}: ${done.status}, not ${code}\n${done.stdout}${done.stderr}`);
  return done.stdout + done.stderr;
}

function change(file, ...pairs) {
  let text = readFileSync(at('content', file), 'utf8');
  for (const [from, to] of pairs) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(at('content', file), text);
}

/** Publishes, changes and publishes; answers what stood in the lock after the first time. */
function publishTwice() {
  cpSync(new URL('../../content', import.meta.url), at('content'), { recursive: true });
  rmSync(at('content/publicerat.lock'), { force: true });
  writeFileSync(at('content/sidor/tillfallig.md'), '---\ntitel: Tillfällig\n---\n\n## Ett avsnitt\n\nText.\n');
  run(0, 'build');
  const lock = readFileSync(at('content/publicerat.lock'), 'utf8');
  const old = lock.split('\n').filter((line) => line.startsWith('/')).map((line) => line.slice(1).split(' <- ')[0]);

  // A nämnd renamed: its folder, its id, and all that names it.
  renameSync(at('content/kultur-och-biblioteksnamnden'), at('content/kulturnamnden'));
  for (const file of filesBelow(at('content')).filter((file) => /\.(md|yaml)$/.test(file))) {
    const text = readFileSync(at('content', file), 'utf8');
    writeFileSync(at('content', file), text.replaceAll('kultur-och-biblioteksnamnden', 'kulturnamnden'));
  }
  stops('/kultur-och-biblioteksnamnden/');
  change('register/organisationer.yaml', ['id: kulturnamnden\n', 'id: kulturnamnden\n    alias: [/kultur-och-biblioteksnamnden/]\n']);
  run(0, 'build');

  // A report renamed, a heading of it reworded, both at once.
  const [before, after] = ['forskolenamnden/2022/sociala-medier', 'forskolenamnden/2022/konton-i-sociala-medier'];
  const file = existsSync(at('content', `${before}.md`)) ? '.md' : '';
  renameSync(at('content', before + file), at('content', after + file));
  for (const other of filesBelow(at('content')).filter((other) => /\.md$/.test(other))) {
    const text = readFileSync(at('content', other), 'utf8');
    writeFileSync(at('content', other), text.replace(/forskolenamnden\/2022\/sociala-medier/g, after));
  }
  const report = file ? `${after}.md` : `${after}/index.md`;
  stops(`/${before}/`);
  change(report, ['\nstatus:', `\nalias: [/${before}/]\nstatus:`]);
  const heading = readFileSync(at('content', report), 'utf8').match(/^## ([^{\n]+)$/m);
  const id = old.find((line) => line.startsWith(`${before}/#`) && slug(heading[1]) === line.split('#')[1]);
  change(report, [`${heading[0]}\n`, '## Helt andra ord\n']);
  stops(`/${id}`);
  change(report, ['## Helt andra ord\n', `## Helt andra ord {alias=${id.split('#')[1]}}\n`]);
  run(0, 'build');

  // A report withdrawn, with its appendix; a page gone.
  const withdrawn = 'funktionsstodsnamnden/2020/rojande-av-sekretess/index.md';
  change(withdrawn, ['status: beslutad', 'status: återkallad\nåterkallad: {datum: 2024-05-06, skäl: "Prov på återkallelse."}']);
  rmSync(at('content/sidor/tillfallig.md'));
  stops('/sidor/tillfallig/');
  run(0, 'redirect', '/sidor/tillfallig/', '--borta', 'Sidan behövs inte längre.');
  run(0, 'build');
  const pages = filesBelow(at('public')).filter((file) => file.endsWith('index.html'));
  const html = new Map(pages.map((file) => [file, readFileSync(at('public', file), 'utf8')]));
  const isOld = (file) => /<h1>Sidan (har flyttat|är borttagen)<\/h1>/.test(html.get(file));
  const moved = new Map([[`${before}/`, `${after}/`]]);
  for (const line of old.filter((line) => line.startsWith('kultur-och-biblioteksnamnden/') && !line.includes('#'))) {
    moved.set(line, line.replace('kultur-och-biblioteksnamnden', 'kulturnamnden'));
  }
  moved.set('funktionsstodsnamnden/2020/rojande-av-sekretess/bilaga-1.pdf', 'funktionsstodsnamnden/2020/rojande-av-sekretess/');
  return { lock: old, moved, living: new Set(pages.filter((file) => !isOld(file))) };
}

function stops(address) {
  const said = run(1, 'build');
  findings.add(address, 'a build without a redirect stops and names it', said.includes(address) ? [] : [said]);
}

function slug(words) {
  return words.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

async function onServers(old) {
  const browser = await startBrowser();
  const others = await otherSite();
  for (const prefix of ['/', '/ik/granskningar/']) {
    for (const [name, start] of [['nginx', nginx], ['apache', apache]]) {
      const settings = run(0, 'server-config', name, '--prefix', prefix, '--root', at('public'), '--frame-ancestors', `'self' https://komin.exempel.se http://127.0.0.1:${others.port}`);
      const origin = await start(settings, prefix);
      await ask(`${name} ${prefix}`, origin, prefix, old);
      await open(`${name} ${prefix}`, browser, origin + prefix, old);
      await frame(`${name} ${prefix}`, browser, others.port, origin + prefix);
    }
  }
  await browser.close();
  others.close();
  rmSync(at('public/.htaccess'));
}

async function ask(where, origin, prefix, old) {
  const add = (check, faults) => findings.add(where, check, faults);
  const get = (address, headers = {}) => fetch(origin + prefix + address, { redirect: 'manual', headers });
  const files = filesBelow(at('public')).filter((file) => file !== '.htaccess');
  const faults = { status: [], type: [], headers: [] };
  for (const file of files) {
    const isMoved = file.endsWith('index.html') && !old.living.has(file);
    if (isMoved || file === '404.html' || file === '410.html') continue;
    for (const address of file.endsWith('index.html') ? [file, file.slice(0, -'index.html'.length)] : [file]) {
      const answer = await get(address);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 200 || !bytes.equals(readFileSync(at('public', file)))) faults.status.push(`${address}: ${answer.status}`);
      const type = TYPES[file.split('.').pop()];
      const told = (answer.headers.get('content-type') ?? '').toLowerCase();
      if (type && !told.startsWith(type)) faults.type.push(`${address}: ${told}`);
      for (const [name, value] of [['content-security-policy', "frame-ancestors 'self' https://komin.exempel.se"], ['x-content-type-options', 'nosniff'], ['referrer-policy', 'strict-origin-when-cross-origin'], ['cache-control', 'max-age=300'], ['etag', '"']]) {
        if (!(answer.headers.get(name) ?? '').includes(value)) faults.headers.push(`${address}: ${name} ${answer.headers.get(name)}`);
      }
    }
  }
  add('every file is there', faults.status);
  add('every file has its type', faults.type);
  add('every file has its headers', faults.headers);
  const moved = [];
  for (const address of old.moved.keys()) {
    if (/\.(atom|rss)$/.test(address)) {
      // A feed's readers don't follow pages: it is at both addresses.
      const [before, after] = [await get(address), await get(old.moved.get(address))];
      if (before.status !== 200 || (await before.text()) !== (await after.text())) moved.push(`${address}: ${before.status}, not the feed`);
      continue;
    }
    for (const form of address.endsWith('/') ? [address, `${address}index.html`] : [address]) {
      const answer = await get(form);
      const to = new URL(answer.headers.get('location') ?? 'about:blank', origin).pathname;
      if (answer.status !== 301 || to !== prefix + old.moved.get(address)) moved.push(`${form}: ${answer.status} ${to}`);
    }
  }
  add('older addresses lead on', moved);
  const gone = await get('sidor/tillfallig/');
  add('what is gone is gone', gone.status === 410 && (await gone.text()).includes('Sidan behövs inte längre') ? [] : [gone.status]);
  const missing = await get('finns/inte/');
  add('an unknown address is told', missing.status === 404 && (await missing.text()).includes('Sidan finns inte') && missing.headers.get('content-security-policy') ? [] : [missing.status]);
  const listing = await get('tema/');
  add('no folder is listed', listing.status === 403 || listing.status === 404 ? [] : [listing.status]);
  const zipped = { 'accept-encoding': 'gzip' };
  const feeds = files.filter((file) => /\.(atom|rss)$/.test(file));
  const compressed = [];
  for (const file of feeds) {
    const feed = await get(file, zipped);
    if (feed.headers.get('content-encoding') !== null) compressed.push(file);
  }
  // Small ones wouldn't be compressed anyway.
  const large = feeds.filter((file) => statSync(at('public', file)).size > 4000);
  add('feeds are not compressed', large.length >= 2 ? compressed : ['no feed is large enough to tell']);
  const page = await get('', zipped);
  add('pages are compressed', page.headers.get('content-encoding') === 'gzip' ? [] : ['not compressed']);
}

/**
 * In Chromium, as a server with the program's settings shows it: every page under the policy that the server sends, without a
 * fault and with its styles; older addresses and their passages.
 */
async function open(where, browser, base, old) {
  const page = await browser.newPage();
  const faults = [];
  const failed = (what) => faults.push(`${page.url()}: ${what}`);
  // The mark of the site is still on its way when the next page is asked for.
  page.on('requestfailed', (request) => request.failure().errorText !== 'net::ERR_ABORTED' && failed(request.url()));
  page.on('console', (message) => message.type() === 'error' && failed(message.text()));
  page.on('pageerror', (error) => failed(error.message));
  for (const file of old.living) {
    const answer = await page.goto(base + file.slice(0, -'index.html'.length));
    const policy = answer.headers()['content-security-policy'] ?? '';
    const seen = await page.evaluate(() => ({
      styled: getComputedStyle(document.body).marginLeft === '0px' && document.styleSheets.length > 0,
      pictures: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length,
    }));
    if (answer.status() !== 200 || !seen.styled || seen.pictures > 0) failed(JSON.stringify([answer.status(), seen]));
    if (!policy.startsWith("default-src 'none'") || !policy.includes('frame-ancestors')) failed(`policy: ${policy}`);
  }
  // The policy is in force: what it forbids isn't done.
  const probe = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    return Boolean(window.ran);
  });
  const refused = faults.filter((fault) => /inline script/i.test(fault)).length;
  // Once by what the page says itself, once by what the server says.
  findings.add(where, 'the policy is in force in Chromium', !probe && refused === 2 ? [] : [`ran: ${probe}, refused ${refused}`]);
  findings.add(where, 'every page opens in Chromium', faults.filter((fault) => !/inline script/i.test(fault)));
  const lost = [];
  for (const line of old.lock) {
    const [address, passage] = line.split('#');
    if (!passage || !old.moved.has(address) || !address.endsWith('/')) continue;
    await page.goto('about:blank');
    await page.goto(`${base}${address}#${passage}`);
    const arrived = await page.evaluate((id) => ({ hash: location.hash, there: Boolean(document.getElementById(id)) }), passage);
    if (arrived.hash !== `#${passage}` || !arrived.there) lost.push(`${line}: ${page.url()}`);
  }
  findings.add(where, 'older addresses arrive at their passage in Chromium', lost);
  await page.close();
}

/** A page with nothing but a frame, on a port of its own: as 127.0.0.1 it may show the site, as localhost it may not. */
async function otherSite() {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<iframe src="${new URL(request.url, 'http://x/').searchParams.get('shows')}" width="360" height="480"></iframe>`);
  });
  await new Promise((ready) => server.listen(0, ready));
  return { port: server.address().port, close: () => server.close() };
}

/** `frame-ancestors` in Chromium: a site that is named shows the view, another gets nothing of it. */
async function frame(where, browser, port, base) {
  const view = `${base}embed/${readdirSync(at('public/embed')).find((name) => name !== 'granskningar')}/`;
  const page = await browser.newPage();
  const shown = async (host) => {
    await page.goto(`http://${host}:${port}/?shows=${encodeURIComponent(view)}`, { waitUntil: 'load' });
    // What is refused becomes a page of the browser's own.
    const inside = page.frames()[1];
    return inside.url() === view && inside.evaluate(() => document.querySelector('h1').innerText.length > 0);
  };
  const [named, other] = [await shown('127.0.0.1'), await shown('localhost')];
  findings.add(where, 'only sites that are named show it in a frame', named && !other ? [] : [`named: ${named}, another: ${other}`]);
  await page.close();
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function nginx(settings, prefix) {
  const [port, own] = [await freePort(), at(`nginx${prefix.length}`)];
  mkdirSync(own);
  writeFileSync(path.join(own, 'site.conf'), settings);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${own}/${name};`).join(' ');
  writeFileSync(path.join(own, 'nginx.conf'), `daemon off; pid ${own}/pid; error_log ${own}/error.log; events {}\nhttp { access_log off; ${temporary} server { listen 127.0.0.1:${port}; include ${own}/site.conf; } }\n`);
  return running(spawn('nginx', ['-p', own, '-c', path.join(own, 'nginx.conf'), '-e', path.join(own, 'error.log')]), port);
}

async function apache(settings, prefix) {
  const [port, own] = [await freePort(), at(`apache${prefix.length}`)];
  mkdirSync(own);
  writeFileSync(at('public/.htaccess'), settings);
  const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite', 'alias', 'deflate', 'filter', 'autoindex'];
  const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n');
  const user = process.getuid() === 0 ? 'User www-data\nGroup www-data\n' : '';
  const place = prefix === '/' ? `DocumentRoot ${at('public')}` : `DocumentRoot ${own}\nAlias ${prefix} ${at('public')}/`;
  writeFileSync(path.join(own, 'apache.conf'), `${load}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${own}/pid\nErrorLog ${own}/error.log\nTypesConfig /etc/mime.types\nDefaultRuntimeDir ${own}\n${user}${place}\n<Directory ${at('public')}>\nRequire all granted\nAllowOverride FileInfo Indexes Options\n</Directory>\n`);
  return running(spawn('apache2', ['-d', own, '-f', path.join(own, 'apache.conf'), '-D', 'FOREGROUND']), port);
}

async function running(child, port) {
  started.push(child);
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break;
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return `http://127.0.0.1:${port}`;
    } catch {
      await new Promise((later) => setTimeout(later, 50));
    }
  }
  throw new Error(`the server doesn't answer: ${said}`);
}

/** With no server's help, and from files: every older address and passage arrives. */
async function inChromium(old) {
  const server = await serve(at('public'), '/ik/granskningar/');
  const browser = await startBrowser();
  try {
    for (const [where, base] of [['a plain server', server.base], ['files', `${pathToFileURL(at('public')).href}/`]]) {
      const page = await browser.newPage();
      const [faults, seen] = [[], new Set()];
      page.on('console', (message) => message.type() === 'error' && faults.push(`${page.url()}: ${message.text()}`));
      for (const line of old.lock) {
        const [address, passage] = line.split('#');
        const isPage = address === '' || address.endsWith('/');
        if (!isPage) continue;
        // From files the page is what differs: one passage of each is enough.
        if (passage && where === 'files' && seen.has(address)) continue;
        if (passage) seen.add(address);
        const file = `${address}index.html`;
        const html = existsSync(at('public', file)) ? readFileSync(at('public', file), 'utf8') : '';
        // A passage that stands on its page needs no browser to be found.
        if (passage && html.includes(`id="${passage}"`) && !html.includes('js/flyttad.js')) continue;
        if (!passage && html && !html.includes('js/flyttad.js')) continue;
        await page.goto('about:blank');
        await page.goto(`${base}${file}${passage ? `#${passage}` : ''}`);
        await page.waitForFunction(() => !document.querySelector('main article a[data-flyttad]'), null, { timeout: 4000 }).catch(() => {});
        const arrived = await page.evaluate((id) => ({
          moved: Boolean(document.querySelector('main article a[data-flyttad]')),
          withdrawn: Boolean(document.querySelector('.withdrawn, .gone')),
          passage: id ? Boolean(document.getElementById(id)) && location.hash === `#${id}` : true,
        }), passage ?? '');
        if (arrived.moved || !(arrived.passage || arrived.withdrawn)) faults.push(`${line}: ${page.url()} ${JSON.stringify(arrived)}`);
      }
      findings.add(where, 'every older address and passage arrives', faults);
      await page.close();
    }
    const page = await browser.newPage();
    const faults = [];
    const failed = (what) => faults.push(`${page.url()}: ${what}`);
    // The mark of the site is still on its way when the next page is asked for.
    page.on('requestfailed', (request) => request.failure().errorText !== 'net::ERR_ABORTED' && failed(request.url()));
    page.on('console', (message) => message.type() === 'error' && failed(message.text()));
    for (const file of filesBelow(at('public')).filter((file) => file.endsWith('.html') && !/^(404|410)\.html$/.test(file))) {
      if (readFileSync(at('public', file), 'utf8').includes('js/flyttad.js')) continue;
      await page.goto(`${pathToFileURL(at('public')).href}/${file}`);
      const seen = await page.evaluate(() => ({
        styled: getComputedStyle(document.body).marginLeft === '0px' && document.styleSheets.length > 0,
        links: [...document.querySelectorAll('a[href]')].map((link) => link.href).filter((href) => href.startsWith('file:')),
      }));
      if (!seen.styled) failed('without its styles');
      for (const link of new Set(seen.links.map((link) => decodeURIComponent(new URL(link).pathname)))) {
        if (link.endsWith('/') || !existsSync(link)) failed(`a link to ${link}`);
      }
    }
    findings.add('files', 'every page has its styles and its links', faults);
    await page.close();
  } finally {
    await browser.close();
    await server.close();
  }
}
