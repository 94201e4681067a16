// All checks over one built site, in order: files, checkers, browser. Only puts them together.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startBrowser } from './browser.mjs';
import { checkFeeds } from './feeds.mjs';
import { checkFrames } from './frames.mjs';
import { Findings } from './findings.mjs';
import { checkLoads, checkPage, openStage } from './page_checks.mjs';
import { takePictures } from './pictures.mjs';
import { serve } from './server.mjs';
import { KINDS, chosen, filesBelow, oneOfEachKind, pagesOf } from './site.mjs';
import { checkFiles } from './static_checks.mjs';
import { htmlValidate, w3cChecker } from './validators.mjs';

/** The address under which the site is tested: as on an intranet, not at the host's root. */
const SUB_PATH = '/ik/granskningar/';
/** How many pages are open at once. */
const AT_ONCE = 2;

/**
 * Runs everything over the site in `dir`. `pictures`: a folder for them, or undefined. `opened`: takes all pages and answers
 * those for the browser. `say`: hears of progress. `measured`: hears how many pages were checked, and opened.
 */
export async function runSuite(dir, { pictures, opened = chosen, say = () => {}, measured = () => {} } = {}) {
  const findings = new Findings();
  const files = filesBelow(dir);
  const pages = pagesOf(files);
  findings.add('the site', 'has pages', pages.length > 0 ? [] : ['not one .html file']);
  for (const kind of KINDS) {
    findings.add('the site', `has a page of the kind ${kind}`, pages.some((page) => page.kind === kind) ? [] : ['none']);
  }
  await timed(say, 'files', () => checkFiles(dir, files, findings));
  await timed(say, 'feeds', () => checkFeeds(dir, files, findings));
  await timed(say, 'html-validate', () => htmlValidate(dir, files, findings));
  await timed(say, 'W3C checker', () => w3cChecker(dir, files, findings));
  // What leads on at once can't be looked at; that it arrives is servers.mjs's to see.
  const stays = (page) => !readFileSync(path.join(dir, page.file), 'utf8').includes('js/flyttad.js');
  const staying = pages.filter(stays);
  const toOpen = opened(staying);
  measured({ pages: pages.length, opened: toOpen.length });
  await timed(say, `browser, ${toOpen.length} of ${pages.length} pages`, () => inBrowser(dir, staying, toOpen, findings, pictures));
  return findings;
}

async function inBrowser(dir, pages, toOpen, findings, pictures) {
  const [below, root] = [await serve(dir, SUB_PATH), await serve(dir, '/')];
  const browser = await startBrowser();
  try {
    const [deep, top] = [await openStage(browser, below), await openStage(browser, root)];
    await inTurn(toOpen, (page) => checkPage(deep, page, findings));
    await inTurn(oneOfEachKind(pages), (page) => checkLoads(top, page, "loads at the host's root", findings));
    await checkLoads(deep, { address: 'finns-inte' }, 'unknown address', findings, 404);
    await checkFrames(browser, below.base, pages, findings);
    if (pictures) await takePictures(browser, below.base, pages, pictures);
  } finally {
    await browser.close();
    await Promise.all([below.close(), root.close()]);
  }
}

/** Does `work` for each of `items`, a few at a time. */
async function inTurn(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function timed(say, what, work) {
  const start = performance.now();
  await work();
  say(`   ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
