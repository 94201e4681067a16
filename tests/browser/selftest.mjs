// The test of the tests: a small site that must pass everything, with one page beside it for each fault; every fault must be
// seen by the checks named for it, and the good pages by none. `node tests/browser/selftest.mjs`.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Findings } from './findings.mjs';
import { FAULTS, faultyPage, goodSite } from './sample_site.mjs';
import { ALL_UP_TO, KINDS, OF_EACH_KIND, chosen, kindOf } from './site.mjs';
import { block, withBlock } from './statement.mjs';
import { runSuite } from './suite.mjs';

/** The checks that open no browser: a page whose faults are all for them isn't opened, which saves a minute. */
const WITHOUT_BROWSER = ['links and fragments', 'unique ids', 'no inline style or script', 'no "style="', 'nothing from elsewhere', 'page furniture', 'html-validate', 'W3C checker', 'atom schema', 'feed readers', 'feed entries'];

const results = [];
const expect = (what, good, detail = '') => results.push({ what, good, detail });

const dir = mkdtempSync(path.join(tmpdir(), 'insyn-selftest-'));
try {
  write(goodSite());
  for (const fault of FAULTS) write(faultyPage(fault).files);
  const findings = await runSuite(dir, { opened: worthOpening, say: console.log });
  goodPagesPass(findings);
  for (const fault of FAULTS) faultIsSeen(findings, fault);
} finally {
  rmSync(dir, { recursive: true });
}
emptySiteFails(await ofEmptySite());
choosingPages();
statementIsWritten();
report();

function write(files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
}

function worthOpening(pages) {
  const closed = FAULTS.filter((fault) => fault.checks.every((check) => WITHOUT_BROWSER.includes(check)));
  const folders = new Set(closed.map((fault) => faultyPage(fault).folder));
  return pages.filter((page) => !folders.has(page.address));
}

function goodPagesPass(findings) {
  const onGoodPages = findings.failedChecks.flatMap((check) =>
    findings.faultsOf(check).filter((line) => !line.startsWith('sidor/') || line.startsWith('sidor/om/')).map((line) => `${check}: ${line}`),
  );
  expect('the good pages pass everything', onGoodPages.length === 0, onGoodPages.join('\n'));
}

function faultIsSeen(findings, fault) {
  const { folder } = faultyPage(fault);
  for (const check of fault.checks) {
    const where = fault.on ? folder + fault.on : folder;
    const seen = findings.faultsOf(check).some((line) => line.startsWith(where));
    const others = findings.failedChecks.filter((name) => findings.faultsOf(name).some((line) => line.startsWith(folder)));
    expect(`${fault.name} is seen by "${check}"`, seen, `seen only by: ${others.join('; ') || 'nothing'}`);
  }
}

async function ofEmptySite() {
  const empty = mkdtempSync(path.join(tmpdir(), 'insyn-selftest-empty-'));
  try {
    return await runSuite(empty);
  } finally {
    rmSync(empty, { recursive: true });
  }
}

function emptySiteFails(findings) {
  expect('a site without pages fails', findings.failedChecks.includes('has pages'));
  for (const kind of KINDS) {
    expect(`a site without the kind ${kind} fails`, findings.failedChecks.includes(`has a page of the kind ${kind}`));
  }
}

function choosingPages() {
  const kinds = ['', 'a/', 'a/2020/', 'a/2020/r/', 'a/2020/r/utgavor/', 'a/2020/r/utgavor/1-2/', 'ar/', 'ar/2020/', 'granskningar/', 'granskningar/g/', 'granskningar/g/n/', 'granskningar/g/fragor/f/', 'atgarder/', 'atgarder/namnd/a/', 'data/', 'sidor/om/', 'embed/a/', 'embed/granskningar/g/', '404.html'].map(kindOf);
  expect('each address has a kind of its own', KINDS.every((kind) => kinds.includes(kind)) && new Set(kinds).size === kinds.length, kinds.join(', '));
  const pages = (count) => Array.from({ length: count }, (_, i) => ({ address: `a/${i}/r/`, kind: 'rapport' }));
  expect('a small site is opened whole', chosen(pages(ALL_UP_TO)).length === ALL_UP_TO);
  expect('of a large site some of each kind', chosen(pages(ALL_UP_TO + 1)).length === OF_EACH_KIND);
}

function statementIsWritten() {
  const findings = new Findings();
  findings.add('a/', 'axe', []);
  findings.add('b/', 'axe', ['a fault']);
  const versions = { 'axe-core': '1.2.3', 'html-validate': '4.5.6', 'vnu-jar': '7.8.9' };
  const made = block(findings, { pages: 12, opened: 2 }, '2024-01-15', versions);
  const before = 'metod: Ett.\nautomatiska_kontroller:\n  datum: 2020-01-01\n  verktyg: [x]\n\n  resultat: >-\n    Gammalt.\nkontakt: {e-post: a@b.se}\n';
  const after = withBlock(before, made);
  const lines = ['datum: 2024-01-15', '"axe-core 1.2.3","html-validate 4.5.6","W3C:s kontrollprogram 7.8.9"', '12 sidor kontrollerades, 2 av dem också i webbläsare. Fel hittades vid 1 av 2 kontroller: axe.'];
  expect('a statement says what the run found', lines.every((line) => after.includes(line)), after);
  expect('a statement keeps all else', after.startsWith('metod: Ett.\nautomatiska_kontroller:\n') && after.endsWith('\nkontakt: {e-post: a@b.se}\n') && !after.includes('Gammalt'), after);
  expect('what was found is found by its words', withBlock(after, made) === after, after);
}

function report() {
  const failed = results.filter((result) => !result.good);
  for (const { what, detail } of failed) console.log(`FAIL ${what}\n     ${detail}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
