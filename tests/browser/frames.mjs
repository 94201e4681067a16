// Embedded views where they are used: in a frame of the size that the documents state, on a page of another origin. Nothing is
// scrolled sideways, and a link takes the reader to the page itself, out of the frame.

const WIDTHS = [320, 360, 400];
/** The height that the documents state, and others that somebody may choose. */
const HEIGHTS = [480, 320, 640];

/**
 * In a nämnd's view: it has no need of scrolling, the way to the rest is in sight, and of the reports in sight none is cut and at
 * least one is there; one that isn't in sight comes there when the keyboard reaches it.
 */
function wholeReports() {
  if (!document.body.classList.contains('fits')) return [];
  const faults = [];
  const root = document.documentElement;
  if (root.scrollHeight > innerHeight) faults.push(`${root.scrollHeight} px high`);
  const box = (element) => element.getBoundingClientRect();
  if (box(document.querySelector('.embed-all')).bottom > innerHeight) faults.push('the way to the rest is out of sight');
  const list = document.querySelector('.reports');
  if (!list) return faults;
  const items = [...list.children];
  const isIn = (item) => box(item).left < box(list).right - 1 && box(item).right > box(list).left + 1;
  const seen = items.filter(isIn);
  if (seen.length === 0) faults.push('no report is in sight');
  if (seen.some((item) => box(item).bottom > box(list).bottom + 1)) faults.push('a report is cut');
  const last = items.at(-1).querySelector('a');
  last.focus();
  if (!isIn(items.at(-1))) faults.push('a focused report is out of sight');
  last.blur();
  list.scrollTo(0, 0);
  return faults;
}

/** Checks every embedded view in the stated size and a small one, the first of each kind in all. `base` is where the site is served. */
export async function checkFrames(browser, base, pages, findings) {
  const views = pages.filter((page) => page.kind.startsWith('inbäddad'));
  const first = new Set(new Map(views.map((page) => [page.kind, page]).reverse()).values());
  for (const page of views) {
    const sizes = first.has(page) ? WIDTHS.flatMap((width) => HEIGHTS.map((height) => [width, height])) : [[360, 480], [320, 320]];
    const tab = await browser.newPage();
    const faults = [];
    try {
      for (const [width, height] of sizes) {
        await tab.setContent(`<iframe src="${base}${page.address}" title="x" width="${width}" height="${height}"></iframe>`, { waitUntil: 'load' });
        const cut = await tab.frames()[1].evaluate(wholeReports);
        faults.push(...cut.map((fault) => `${fault} in a frame of ${width} × ${height}`));
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
