// What must hold for one page in a real browser: accessibility, silence under the strict policy, reflow, larger text, keyboard,
// the same text without script, the scale's rows, forced colours and print. Decides how each is measured, not which pages.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openDetails, overflows, clipped, scaleFaults, divided, setTextSpacing, watchFocus, noteFocus, focusReport } from './in_page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The widths at which no page may need sideways scrolling, in CSS pixels. */
export const WIDTHS = [320, 360, 700, 1280];
/** 200 % text is measured where a line then holds as much as at 320 px, and on a desktop. */
const WIDTHS_LARGE_TEXT = [640, 1280];
/** The printable width of A4 with margins of 15 mm, in CSS pixels. */
const PRINT_WIDTH = 680;
const HEIGHT = 900;

/**
 * A place to open pages of the site at `served` in: one context with script and one without, shared by all pages, since a
 * new one costs most of a second.
 */
export async function openStage(browser, served) {
  const options = { viewport: { width: 1280, height: HEIGHT }, locale: 'sv-SE', colorScheme: 'light', reducedMotion: 'reduce' };
  const context = await browser.newContext(options);
  const scriptless = await browser.newContext({ ...options, javaScriptEnabled: false });
  await context.addInitScript(() => {
    globalThis.policyViolations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.policyViolations.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { context, scriptless, origin: served.origin, base: served.base };
}

/** Opens `page` and adds what was found. */
export async function checkPage(stage, page, findings) {
  const noise = [];
  const tab = await openTab(stage, noise);
  try {
    const url = stage.base + page.address;
    const answer = await tab.goto(url, { waitUntil: 'load' });
    findings.add(page.address, 'opens', answer.status() === 200 ? [] : [`status ${answer.status()}`]);
    const words = await tab.evaluate(() => document.body.innerText);
    findings.add(page.address, 'same text without script', await withoutScript(stage, url, words));
    findings.add(page.address, 'keyboard', await keyboard(tab, url, !page.kind.startsWith('inbäddad')));
    await tab.evaluate(openDetails);
    await accessibility(tab, page, findings);
    await reflow(tab, page, findings);
    await forcedColours(tab, page, findings);
    await print(tab, page, findings);
    await textSpacing(tab, page, findings);
    noise.push(...(await tab.evaluate(() => globalThis.policyViolations)));
    await largeText(tab, page, url, findings);
  } catch (error) {
    findings.add(page.address, 'no exception in the test', [error.message.split('\n')[0]]);
  } finally {
    await tab.close();
  }
  findings.add(page.address, 'silent and alone', [...new Set(noise)]);
}

/** Opens `page` only to hear whether it loads in silence, with the status that it should have. */
export async function checkLoads(stage, page, check, findings, status = 200) {
  const noise = [];
  const tab = await openTab(stage, noise, stage.base + page.address, status);
  const answer = await tab.goto(stage.base + page.address, { waitUntil: 'load' });
  if (answer.status() !== status) noise.push(`status ${answer.status()}, not ${status}`);
  noise.push(...(await tab.evaluate(() => globalThis.policyViolations)));
  await tab.close();
  findings.add(page.address, check, [...new Set(noise)]);
}

/** A tab that writes to `noise` what a silent page never does. `url` alone may answer with `status`. */
async function openTab({ context, origin }, noise, url = '', status = 200) {
  const tab = await context.newPage();
  const isExpected = (address, code) => address === url && code === status;
  tab.on('console', (message) => {
    if (message.text().includes(`status of ${status}`) && isExpected(message.location().url, status)) return;
    noise.push(`console ${message.type()}: ${message.text()} ${message.location().url ?? ''}`);
  });
  tab.on('pageerror', (error) => noise.push(`page error: ${error.message}`));
  tab.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  tab.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) noise.push(`request to ${request.url()}`);
  });
  tab.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Broken off by the test itself, when it opens the page anew.
    if (reason !== 'net::ERR_ABORTED') noise.push(`request failed: ${request.url()} ${reason}`);
  });
  tab.on('response', (response) => {
    if (response.status() >= 400 && !isExpected(response.url(), response.status())) noise.push(`status ${response.status()}: ${response.url()}`);
  });
  return tab;
}

async function accessibility(tab, page, findings) {
  await tab.evaluate(AXE);
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 360]) {
      await tab.emulateMedia({ colorScheme });
      await tab.setViewportSize({ width, height: HEIGHT });
      const violations = await tab.evaluate(async (tags) => {
        const result = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
        const reason = ({ any, all, none }) => [...any, ...all, ...none][0]?.message ?? '';
        return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} — ${reason(node)}`));
      }, AXE_TAGS);
      findings.add(page.address, `axe ${colorScheme} ${width}`, violations);
    }
  }
  await tab.emulateMedia({ colorScheme: 'light' });
}

async function reflow(tab, page, findings) {
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: HEIGHT });
    findings.add(page.address, `no sideways scrolling at ${width}`, await tab.evaluate(overflows));
    findings.add(page.address, `scale rows at ${width}`, await tab.evaluate(scaleFaults));
  }
}

async function forcedColours(tab, page, findings) {
  await tab.emulateMedia({ forcedColors: 'active' });
  await tab.setViewportSize({ width: 320, height: HEIGHT });
  findings.add(page.address, 'forced colours', await tab.evaluate(overflows));
  await tab.emulateMedia({ forcedColors: 'none' });
}

async function print(tab, page, findings) {
  await tab.emulateMedia({ media: 'print', colorScheme: 'light' });
  await tab.setViewportSize({ width: PRINT_WIDTH, height: HEIGHT });
  const faults = await tab.evaluate(overflows);
  faults.push(...(await tab.evaluate(scaleFaults)), ...(await tab.evaluate(divided)));
  const pdf = await tab.pdf({ format: 'A4', preferCSSPageSize: true });
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
  if (sheets < 1) faults.push('the print has no page');
  const printed = await tab.evaluate(() => (document.querySelector('main')?.getBoundingClientRect().height ?? 0) > 0);
  if (!printed) faults.push('nothing of <main> is printed');
  await tab.emulateMedia({ media: 'screen' });
  findings.add(page.address, 'print', faults);
}

async function textSpacing(tab, page, findings) {
  await tab.evaluate(setTextSpacing, true);
  const faults = [];
  for (const width of [320, 1280]) {
    await tab.setViewportSize({ width, height: HEIGHT });
    for (const look of [overflows, clipped, scaleFaults]) {
      faults.push(...(await tab.evaluate(look)).map((fault) => `at ${width}: ${fault}`));
    }
  }
  await tab.evaluate(setTextSpacing, false);
  findings.add(page.address, 'text spacing (1.4.12)', faults);
}

/** Doubles the reader's own font size, as the browser's setting does: media queries in em follow it too. */
async function largeText(tab, page, url, findings) {
  const faults = [];
  const size = () => parseFloat(getComputedStyle(document.querySelector('main p, main li, main') ?? document.body).fontSize);
  const before = await tab.evaluate(size);
  const client = await tab.context().newCDPSession(tab);
  await client.send('Page.enable');
  await client.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await tab.goto(url, { waitUntil: 'load' });
  await tab.evaluate(openDetails);
  for (const width of WIDTHS_LARGE_TEXT) {
    await tab.setViewportSize({ width, height: HEIGHT });
    for (const look of [overflows, clipped, scaleFaults]) {
      faults.push(...(await tab.evaluate(look)).map((fault) => `at ${width}: ${fault}`));
    }
  }
  const after = await tab.evaluate(size);
  if (after < before * 1.6) faults.push(`text grows from ${before} px to ${after} px only when the reader doubles it`);
  findings.add(page.address, '200 % text', faults);
}

async function withoutScript(stage, url, words) {
  const tab = await stage.scriptless.newPage();
  try {
    await tab.goto(url, { waitUntil: 'load' });
    const plain = await tab.evaluate(() => document.body.innerText);
    if (plain === words) return [];
    const [a, b] = [plain.split('\n'), words.split('\n')];
    const at = a.findIndex((line, i) => line !== b[i]);
    const line = at < 0 ? a.length : at;
    return [`line ${line + 1} without script: ${JSON.stringify(a[line])}, with: ${JSON.stringify(b[line])}`];
  } finally {
    await tab.close();
  }
}

/** Tabs through the whole page: a skip link first, a visible sign on each stop, and out at the end. */
async function keyboard(tab, url, skips) {
  await tab.setViewportSize({ width: 1280, height: HEIGHT });
  const stops = await tab.evaluate(watchFocus);
  const most = stops + 5;
  let out = false;
  for (let i = 0; i < most && !out; i += 1) {
    await tab.keyboard.press('Tab');
    out = await tab.evaluate(noteFocus);
  }
  // What is shown in a frame has nothing before its content to skip.
  const faults = (await tab.evaluate(focusReport)).filter((fault) => skips || !fault.startsWith('the first stop is'));
  if (!out) faults.push(`still inside after ${most} presses of Tab (${stops} stops): a trap`);
  await tab.goto(url, { waitUntil: 'load' });
  return faults;
}
