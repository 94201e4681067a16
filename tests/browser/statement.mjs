// What a run found, as the data that a tillgänglighetsredogörelse states it by: writes `automatiska_kontroller` in its file anew and
// leaves every other line as it was. The words come from the run alone.

import { readFileSync, writeFileSync } from 'node:fs';

const BLOCK = /^automatiska_kontroller:.*\n(?:(?:[ \t].*)?\n)*/m;
/** Packages that check accessibility, and what they are called there. */
const TOOLS = { 'axe-core': 'axe-core', 'html-validate': 'html-validate', 'vnu-jar': 'W3C:s kontrollprogram' };

/** The block, of the findings of a run over `pages` pages, `opened` of them in a browser, on the day `date`. */
export function block(findings, { pages, opened }, date, versions) {
  const tools = Object.entries(TOOLS).map(([name, called]) => `${called} ${versions[name]}`);
  const all = findings.passed + findings.failed;
  const seen = `${pages} sidor kontrollerades, ${opened === pages ? 'alla' : `${opened} av dem`} också i webbläsare.`;
  const found = findings.failed === 0
    ? `Inga fel hittades vid ${all} kontroller.`
    : `Fel hittades vid ${findings.failed} av ${all} kontroller: ${findings.failedChecks.join(', ')}.`;
  const text = JSON.stringify(`${seen} ${found}`);
  return `automatiska_kontroller:\n  datum: ${date}\n  verktyg: ${JSON.stringify(tools)}\n  resultat: ${text}\n`;
}

/** The file's text with that block in place of its own. */
export function withBlock(text, made) {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  if (!BLOCK.test(whole)) throw new Error('no automatiska_kontroller: there');
  return whole.replace(BLOCK, () => made);
}

/** Writes it in `file`. */
export function record(file, findings, extent, now = new Date()) {
  const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
  const made = block(findings, extent, now.toISOString().slice(0, 10), devDependencies);
  writeFileSync(file, withBlock(readFileSync(file, 'utf8'), made));
}
