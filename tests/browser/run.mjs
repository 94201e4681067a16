// The browser test's command: `node tests/browser/run.mjs SITE_DIR [--picture DIR] [--record STATEMENT]`. With --record what was
// found is written in a tillgänglighetsredogörelse's file, in place of what it said of automatic checks. Exit code 1 when anything failed,
// 2 when it was called wrongly. Everything else is in suite.mjs.

import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { record } from './statement.mjs';
import { runSuite } from './suite.mjs';

const { values, positionals } = parseArgs({ options: { picture: { type: 'string' }, record: { type: 'string' } }, allowPositionals: true });
if (positionals.length !== 1 || !statSync(positionals[0], { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: node tests/browser/run.mjs SITE_DIR [--picture DIR] [--record STATEMENT]');
  process.exit(2);
}
let extent;
const measured = (found) => (extent = found);
const findings = await runSuite(path.resolve(positionals[0]), { pictures: values.picture, say: console.log, measured });
if (values.record) record(values.record, findings, extent);
for (const line of findings.lines()) console.log(line);
process.exitCode = findings.failed > 0 ? 1 : 0;
