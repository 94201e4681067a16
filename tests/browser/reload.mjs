// `insyn serve` before an author's eyes: `node tests/browser/reload.mjs INSYN [CONTENT SAVES]`. Opens a report in Chromium, saves it
// and waits for the page to be loaded anew with the new words; so for an error and its mending, for a list, and when the server
// has been ended and comes back. With SAVES it saves so often and tells how long it took from the renaming into place to the
// loaded page: for docs/performance.md, nothing fails by time. Ends its servers by the processes it started.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startBrowser } from './browser.mjs';
import { Findings } from './findings.mjs';

const [insyn, content = new URL('../../content', import.meta.url), saves = '0'] = process.argv.slice(2);
if (!insyn || !existsSync(insyn)) {
  console.error('usage: node tests/browser/reload.mjs INSYN [CONTENT SAVES]');
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'insyn-reload-'));
const findings = new Findings();
cpSync(content, path.join(folder, 'content'), { recursive: true });
const report = firstReport();
const file = path.join(folder, 'content', `${report}.md`);
const before = readFileSync(file, 'utf8');
const browser = await startBrowser();
let server = await start(0);
try {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const violations = [];
  page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  await page.goto(`${server.address}${report}/`);
  if (saves === '0') await follow(page, violations);
  else await measure(page, Number(saves));
} finally {
  await browser.close();
  await end(server);
  rmSync(folder, { recursive: true, force: true });
}
if (saves === '0') {
  for (const line of findings.lines()) console.log(line);
  process.exitCode = findings.failed > 0 ? 1 : 0;
}

/** The first report that is one file in a year's folder, without its ending. */
function firstReport() {
  const root = path.join(folder, 'content');
  for (const committee of readdirSync(root).sort()) {
    if (!statSync(path.join(root, committee)).isDirectory()) continue;
    for (const year of readdirSync(path.join(root, committee)).sort().filter((name) => /^\d{4}$/.test(name))) {
      const found = readdirSync(path.join(root, committee, year)).sort().find((name) => name.endsWith('.md'));
      if (found) return `${committee}/${year}/${found.slice(0, -3)}`;
    }
  }
  throw new Error('the content has no report');
}

/** A server, at a port or any; with its address. */
async function start(port) {
  const child = spawn(path.resolve(insyn), ['serve', path.join(folder, 'content'), '--port', String(port), '--path', '/ik/'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const line = await new Promise((told, failed) => {
    child.stdout.once('data', (data) => told(String(data)));
    child.once('exit', (code) => failed(new Error(`insyn serve ended with ${code}`)));
  });
  const address = line.match(/http:\S+/)[0];
  return { child, address, port: Number(new URL(address).port) };
}

async function end({ child }) {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await new Promise((ended) => child.once('exit', ended));
}

/** Saves as editors do: another file is written and renamed into place. */
function save(text) {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

/** The page has these words, of itself; a minute for a machine with much else to do. */
async function shows(page, words) {
  await page.waitForFunction((its) => document.body?.textContent.includes(its), words, { timeout: 60_000, polling: 5 });
}

async function check(name, does) {
  const faults = [];
  await does().catch((fault) => faults.push(fault.message));
  findings.add(report, name, faults);
}

async function follow(page, violations) {
  await check('a saved text appears without a hand', async () => {
    save(`${before}\nEn mening som nyss har sparats.\n`);
    await shows(page, 'En mening som nyss har sparats.');
  });
  await check('the page keeps its place', async () => {
    await page.evaluate(() => window.scrollTo(0, 400));
    const place = await page.evaluate(() => window.scrollY);
    save(`${before}\nEn annan mening som nyss har sparats.\n`);
    await shows(page, 'En annan mening som nyss har sparats.');
    await page.waitForFunction((was) => window.scrollY === was, place, { timeout: 10_000 });
    if (place === 0) throw new Error('the page is too short to have a place');
  });
  await check('an error is told, and goes when it is mended', async () => {
    save(before.replace('\ntitel:', '\ntittel:'));
    await shows(page, 'Innehållet har fel');
    save(before);
    await page.waitForFunction(() => !document.body?.textContent.includes('Innehållet har fel'), { timeout: 60_000 });
  });
  await check('a new look is loaded as a whole', async () => {
    const settings = path.join(folder, 'content/insyn.yaml');
    const own = path.join(folder, 'content/utseende/css');
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, '99-eget.css'), 'main { outline: 3px solid rgb(1, 2, 3) }\n');
    const text = readFileSync(settings, 'utf8');
    writeFileSync(settings, text.replace('tema: null', 'tema: utseende'));
    await page.waitForFunction(() => getComputedStyle(document.querySelector('main')).outlineColor === 'rgb(1, 2, 3)', { timeout: 60_000 });
    writeFileSync(settings, text);
  });
  await check('a list is loaded anew too', async () => {
    const list = await page.context().newPage();
    await list.goto(`${server.address}${report.split('/')[0]}/`);
    save(before.replace(/\ntitel: .*/, '\ntitel: En rubrik som nyss har sparats'));
    await shows(list, 'En rubrik som nyss har sparats');
    await list.close();
  });
  await check('the policy of the pages is kept', async () => {
    if (violations.some((text) => /Content Security Policy/.test(text))) throw new Error(violations.join('\n'));
  });
  await check('a page comes back with its server', async () => {
    await end(server);
    await pause(200);
    if (!(await page.evaluate(() => document.body.textContent.includes('Innehåll')))) throw new Error('the page went with its server');
    save(`${before}\nEn mening från i morgon.\n`);
    server = await start(server.port);
    await shows(page, 'En mening från i morgon.');
  });
}

/** How long each save took, by the browser's own word on when it had loaded the page; the driver's asking would take longer. */
async function measure(page, times) {
  const took = [];
  const loads = [];
  await page.exposeBinding('loadedAt', (_source, when, text) => loads.push({ when, text }));
  await page.addInitScript(() => {
    const tell = () => loadedAt(Date.now(), document.body.textContent);
    addEventListener('load', tell);
    // Once the new body stands there laid out.
    new MutationObserver(() => requestAnimationFrame(tell)).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  for (let number = 0; number < times; number += 1) {
    await pause(500);
    const words = `Mening nummer ${number} har sparats.`;
    loads.length = 0;
    const since = Date.now();
    save(`${before}\n${words}\n`);
    await shows(page, words);
    while (!loads.some(({ text }) => text.includes(words))) await pause(5);
    took.push(loads.find(({ text }) => text.includes(words)).when - since);
  }
  took.sort((a, b) => a - b);
  const memory = Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s*(\d+)/)[1]) >> 10;
  const milliseconds = (at) => took[Math.floor((took.length - 1) * at)].toFixed(0);
  console.log(`${times} saves: median ${milliseconds(0.5)} ms, least ${milliseconds(0)}, nine in ten ${milliseconds(0.9)}, most ${milliseconds(1)}; ${memory} MB after`);
}
