// Functions that run inside the page (each is sent over whole, so none may use another or anything outside itself).
// They measure and answer with lines of text; only openDetails and setTextSpacing change what the reader sees.

export function openDetails() {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** Sideways scrolling of the document, with the elements that stick out. */
export function overflows() {
  const page = document.scrollingElement;
  const wide = document.documentElement.clientWidth;
  if (page.scrollWidth <= innerWidth) return [];
  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    }
    return false;
  };
  const outside = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right + scrollX > wide + 0.5 && !scrolls(element))
    .slice(-3)
    .map((element) => `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map((name) => `.${name}`).join('')}`);
  return [`the document is ${page.scrollWidth} px wide in a window of ${innerWidth}: ${outside.join(', ')}`];
}

/** Text cut off by a box that hides what overflows. */
export function clipped() {
  const faults = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element instanceof SVGElement || !element.innerText?.trim()) continue;
    const style = getComputedStyle(element);
    const hides = (value) => value === 'hidden' || value === 'clip';
    const hidden = element.clientWidth <= 2 || style.clipPath !== 'none' || style.clip !== 'auto' || style.visibility !== 'visible';
    if (hidden) continue;
    const across = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (across || down) faults.push(`text cut off in ${element.localName}.${[...element.classList].join('.')}: ${element.innerText.trim().slice(0, 40)}`);
  }
  return faults;
}

/** The scale's promise: every row of `.marks` equally tall, blocks disjoint, and no block's text outside its block. */
export function scaleFaults() {
  const faults = [];
  document.querySelectorAll('.marks').forEach((marks, i) => {
    const where = `.marks ${i + 1}`;
    const style = getComputedStyle(marks);
    if (marks.getClientRects().length === 0) return;
    if (!style.display.includes('grid')) {
      faults.push(`${where} isn't a grid`);
      return;
    }
    const rows = style.gridTemplateRows.split(' ').map(parseFloat);
    if (rows.length < 2) faults.push(`${where} has ${rows.length} row`);
    if (Math.max(...rows) - Math.min(...rows) > 0.5) faults.push(`${where}: rows from ${Math.min(...rows)} to ${Math.max(...rows)} px`);
    const blocks = [...marks.children]
      .filter((block) => !(block instanceof SVGElement) && getComputedStyle(block).position !== 'absolute' && block.getClientRects().length > 0)
      .map((block) => ({ block, box: block.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top);
    blocks.forEach(({ block, box }, at) => {
      const next = blocks[at + 1];
      if (next && box.bottom > next.box.top + 0.5) faults.push(`${where}: blocks ${at + 1} and ${at + 2} overlap by ${(box.bottom - next.box.top).toFixed(1)} px`);
      if (block.scrollHeight > block.clientHeight + 1) faults.push(`${where}: the text of block ${at + 1} is ${block.scrollHeight - block.clientHeight} px taller than the block`);
    });
  });
  return faults;
}

/** The spacing of WCAG 1.4.12, by a sheet made in script: the policy rules inline styles out, not this. */
export function setTextSpacing(on) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '*, *::before, *::after { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
  );
  document.adoptedStyleSheets = on ? [sheet] : [];
  if (on && getComputedStyle(document.body).letterSpacing === 'normal') throw new Error('the spacing was not applied');
}

/** Notes how everything looks unfocused, for noteFocus to compare with. Answers how many stops there can be. */
export function watchFocus() {
  const look = (element) => {
    const style = getComputedStyle(element);
    const line = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && !/^rgba\(.*, 0\)$/.test(style.outlineColor);
    return { outline: line ? `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor} ${style.outlineOffset}` : '', shadow: style.boxShadow };
  };
  const all = [...document.querySelectorAll('*')];
  globalThis.focusWatch = { look, unfocused: new Map(all.map((element) => [element, look(element)])), stops: [] };
  return all.filter((element) => element.tabIndex >= 0).length;
}

/** Notes where the focus is now, after the page has scrolled there. True when it has left the page or come round. */
export function noteFocus() {
  const { look, unfocused, stops } = globalThis.focusWatch;
  const element = document.activeElement;
  if (element === document.body || element === null || element === stops[0]?.element) return true;
  if (stops.some((stop) => stop.element === element)) return false;
  const [before, now] = [unfocused.get(element), look(element)];
  const ringed = before === undefined || (now.outline !== '' && now.outline !== before.outline) || (now.shadow !== 'none' && now.shadow !== before.shadow);
  const box = element.getBoundingClientRect();
  const within = box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  stops.push({ element, ringed, within });
  return false;
}

/** What noteFocus saw. */
export function focusReport() {
  const name = (element) => `<${element.localName}> ${(element.getAttribute('href') ?? element.textContent).trim().slice(0, 50)}`;
  const stops = globalThis.focusWatch.stops;
  if (stops.length === 0) return ['Tab reaches nothing'];
  const faults = [];
  const [{ element: first, within }] = stops;
  const target = first.getAttribute('href')?.startsWith('#') ? document.getElementById(decodeURIComponent(first.hash.slice(1))) : null;
  const main = document.querySelector('main');
  const skips = target !== null && main !== null && (target === main || main.contains(target) || target.contains(main));
  if (!skips) faults.push(`the first stop is ${name(first)}, not a link to <main>`);
  else if (!within) faults.push('the skip link stays out of sight when it has the focus');
  for (const stop of stops) {
    if (!stop.ringed) faults.push(`no visible focus on ${name(stop.element)}`);
    if (!stop.within && stop.element !== first) faults.push(`out of sight when focused: ${name(stop.element)}`);
  }
  const reached = new Set(stops.map((stop) => stop.element));
  for (const link of document.querySelectorAll('a[href], button:not([disabled]), summary')) {
    const shown = link.checkVisibility?.({ checkVisibilityCSS: true }) ?? true;
    if (shown && link.tabIndex >= 0 && !reached.has(link)) faults.push(`Tab never reaches ${name(link)}`);
  }
  return faults;
}

/** Words that the browser may divide on paper: whoever searches the printed text must find them whole. */
export function divided() {
  const faults = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { hyphens, display } = getComputedStyle(node.parentElement);
    const may = hyphens === 'auto' || (hyphens !== 'none' && node.data.includes('\u00ad'));
    const seen = display !== 'none' && node.parentElement.getClientRects().length > 0;
    if (may && seen && node.data.trim()) faults.add(`words may be divided in ${node.parentElement.tagName} .${node.parentElement.className}: ${node.data.trim().slice(0, 40)}`);
  }
  return [...faults].slice(0, 5);
}
