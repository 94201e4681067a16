// Pictures of the site to look at: one page of each kind, narrow and wide, light and dark, and a report as printed.
// Judges nothing.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { oneOfEachKind } from './site.mjs';

/** Writes the pictures to `folder`. */
export async function takePictures(browser, base, pages, folder) {
  mkdirSync(folder, { recursive: true });
  for (const page of oneOfEachKind(pages)) {
    const name = page.kind.replace(/[^a-zåäö0-9]+/g, '-');
    for (const width of [360, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, locale: 'sv-SE' });
        await tab.goto(base + page.address, { waitUntil: 'load' });
        await tab.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        if (page.kind === 'rapport' && width === 1280 && colorScheme === 'light') {
          writeFileSync(path.join(folder, 'rapport.pdf'), await tab.pdf({ format: 'A4', preferCSSPageSize: true }));
        }
        await tab.close();
      }
    }
  }
}
