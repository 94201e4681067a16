// The built site as a tree of files: which pages there are, of what kind, and which of them the browser opens.
// Reads the folder only; knows nothing of browsers and judges nothing.

import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The most pages of which the browser opens every one. */
export const ALL_UP_TO = 80;
/** How many pages of each kind it opens on a larger site. */
export const OF_EACH_KIND = 5;

/** The kinds of page that the example site must hold. */
export const KINDS = ['start', 'nämnd', 'nämnd och år', 'rapport', 'utgåvor', 'utgåva', 'år', 'ett år', 'granskningar', 'granskning', 'granskning och nämnd', 'fråga', 'åtgärder', 'åtgärder i urval', 'öppna data', 'sida', 'inbäddad nämnd', 'inbäddad granskning', '404.html'];

/** Every file below `dir`, as sorted addresses without a leading slash. */
export function filesBelow(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** The address at which a page's file is asked for: `a/index.html` is `a/`. */
export function addressOf(file) {
  return file.replace(/(^|\/)index\.html$/, '$1');
}

/** The kind of page behind an address: the shapes of the site's table of addresses. */
export function kindOf(address) {
  const parts = address.split('/').filter(Boolean);
  const [first] = parts;
  if (parts.length === 0) return 'start';
  if (!address.endsWith('/')) return first;
  const special = { ar: ['år', 'ett år'], granskningar: ['granskningar', 'granskning', 'granskning och nämnd', 'fråga'] }[first];
  if (special) return special[parts.length - 1] ?? `djupare än ${first}`;
  if (first === 'sidor') return 'sida';
  if (first === 'embed') return ['', 'inbäddad nämnd', 'inbäddad granskning'][parts.length - 1] || 'djupare än embed';
  if (first === 'atgarder') return parts.length === 1 ? 'åtgärder' : 'åtgärder i urval';
  if (address === 'data/') return 'öppna data';
  if (['sok', 'dnr', 'data'].includes(first)) return first;
  return ['nämnd', 'nämnd och år', 'rapport', 'utgåvor', 'utgåva'][parts.length - 1] ?? 'djupare än rapport';
}

/** Every page of the site: its file, address and kind. */
export function pagesOf(files) {
  return files
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ file, address: addressOf(file), kind: kindOf(addressOf(file)) }));
}

/** The first page of each kind. */
export function oneOfEachKind(pages) {
  return spread(pages, 1);
}

/** The pages for the browser: all of a small site, of a large one some of each kind, the same ones each time. */
export function chosen(pages) {
  return pages.length <= ALL_UP_TO ? pages : spread(pages, OF_EACH_KIND);
}

/** `most` pages of each kind, evenly spread over the kind's sorted addresses. */
function spread(pages, most) {
  const kinds = grouped(pages);
  return [...kinds.values()].flatMap((group) => {
    const count = Math.min(most, group.length);
    return Array.from({ length: count }, (_, i) => group[Math.floor((i * group.length) / count)]);
  });
}

function grouped(pages) {
  const kinds = new Map();
  for (const page of pages) kinds.set(page.kind, [...(kinds.get(page.kind) ?? []), page]);
  return kinds;
}
