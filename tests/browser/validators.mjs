// The two HTML checkers over every page's file: html-validate, and the W3C's (Java) over style sheets and SVG too.
// Runs them and passes their words on; the rules stand in htmlvalidate.config.mjs and below.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import config from './htmlvalidate.config.mjs';

const BATCH = 200;
const CHECKER = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/**
 * Errors of the checker's CSS part that are its own: it knows CSS as of some years ago and takes each of these, which
 * Chromium, Firefox and WebKit have had since 2023 or longer, for a misspelling. Each names the one thing it excuses.
 */
const CSS_IT_DOES_NOT_KNOW = [
  // Container queries, by which the scale chooses its rows.
  /^CSS: “container(-type|-name)?”: Property “container(-type|-name)?” doesn't exist\.$/,
  /^CSS: Unrecognized at-rule “@container”$/,
  // SVG 2's properties: a leader keeps its width in a stretched drawing, a label has a halo.
  /^CSS: “(vector-effect|paint-order)”: Property “(vector-effect|paint-order)” doesn't exist\.$/,
];

/** Runs html-validate over the pages in `dir`. */
export async function htmlValidate(dir, files, findings) {
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const report = await validator.validateFile(path.join(dir, file));
    const messages = report.results.flatMap((result) => result.messages);
    findings.add(file, 'html-validate', messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }
}

/** Runs the W3C checker over the pages, style sheets and drawings in `dir`. */
export async function w3cChecker(dir, files, findings) {
  const wanted = files.filter((name) => /\.(html|css|svg)$/.test(name));
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    const faults = await checkBatch(dir, batch);
    for (const file of batch) findings.add(file, 'W3C checker', faults.get(file) ?? []);
    const rest = [...faults.keys()].filter((file) => !batch.includes(file));
    for (const file of rest) findings.add(file, 'W3C checker', faults.get(file));
  }
}

async function checkBatch(dir, batch) {
  const options = ['--errors-only', '--format', 'json', '--also-check-css', '--also-check-svg', '--exit-zero-always'];
  const run = promisify(execFile);
  const { stderr } = await run('java', ['-Xss2m', '-jar', CHECKER, ...options, ...batch.map((file) => path.join(dir, file))], {
    maxBuffer: 1 << 28,
  });
  const answer = JSON.parse(stderr.slice(stderr.indexOf('{"')));
  const faults = new Map();
  for (const message of answer.messages) {
    if (CSS_IT_DOES_NOT_KNOW.some((pattern) => pattern.test(message.message))) continue;
    const file = message.url ? path.relative(dir, fileURLToPath(message.url)).split(path.sep).join('/') : 'the checker';
    faults.set(file, [...(faults.get(file) ?? []), `${message.lastLine ?? 0}:${message.lastColumn ?? 0} ${message.type}: ${message.message}`]);
  }
  return faults;
}
