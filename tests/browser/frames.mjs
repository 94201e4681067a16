// Embedded views where they are used: in a frame of the size that the documents state, on a page of another origin. Nothing is
// scrolled sideways, and a link takes the reader to the page itself, out of the frame.

const WIDTHS = [320, 360, 400];
const HEIGHT = 480;

/** Checks the first embedded view of each kind. `base` is where the site is served. */
export async function checkFrames(browser, base, pages, findings) {
  const kinds = new Map(pages.filter((page) => page.kind.startsWith('inbäddad')).map((page) => [page.kind, page]).reverse());
  for (const page of kinds.values()) {
    const tab = await browser.newPage();
    const faults = [];
    try {
      for (const width of WIDTHS) {
        await tab.setContent(`<iframe src="${base}${page.address}" title="x" width="${width}" height="${HEIGHT}"></iframe>`, { waitUntil: 'load' });
        const inside = await tab.frames()[1].evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.querySelectorAll('header, nav, footer').length]);
        if (inside[0] > inside[1]) faults.push(`${inside[0]} px wide in a frame of ${width}`);
        if (inside[2] > 0) faults.push('has a header, navigation or footer');
      }
      const link = tab.frames()[1].locator('main a').first();
      const target = await link.evaluate((element) => element.href);
      await link.click({ timeout: 5000 });
      await tab.waitForURL(target, { timeout: 5000 }).catch(() => faults.push(`the link stays within the frame: ${target}`));
    } catch (error) {
      faults.push(error.message.split('\n')[0]);
    } finally {
      await tab.close();
    }
    findings.add(page.address, 'in a frame', faults);
  }
}
