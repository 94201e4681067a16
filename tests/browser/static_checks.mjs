// What can be judged from the files alone, over every file of the site: links and fragments, ids, inline styles and scripts,
// things loaded from elsewhere, and what each page must have. Opens no browser.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';

const TEXT = /\.(html|svg|xml|css|js|mjs|json|txt|csv|atom|rss)$/;
const LOADING_RELS = /^(stylesheet|icon|apple-touch-icon|mask-icon|preload|modulepreload|prefetch|prerender|preconnect|dns-prefetch|manifest)$/i;
const LOADING_ATTRIBUTES = ['src', 'srcset', 'poster', 'data', 'background', 'manifest', 'ping', 'archive', 'codebase'];
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Runs every static check over the files of the site in `dir`. */
export function checkFiles(dir, files, findings) {
  const pages = new Map();
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    pages.set(file, readPage(readFileSync(path.join(dir, file), 'utf8')));
  }
  const site = { files: new Set(files), folders: foldersOf(files), pages };
  for (const [file, page] of pages) {
    findings.add(file, 'links and fragments', page.links.flatMap((link) => linkFaults(site, file, link)));
    findings.add(file, 'unique ids', page.doubleIds.map((id) => `id "${id}" stands twice`));
    findings.add(file, 'no inline style or script', inlineFaults(page.elements));
    findings.add(file, 'nothing from elsewhere', page.elements.flatMap(foreignLoads));
    findings.add(file, 'page furniture', furnitureFaults(page));
  }
  for (const file of files.filter((name) => TEXT.test(name))) {
    const text = readFileSync(path.join(dir, file), 'utf8');
    findings.add(file, 'no "style="', /style=/i.test(text) ? [`"style=" in ${excerpt(text, /style=/i)}`] : []);
    if (file.endsWith('.css')) {
      findings.add(file, 'nothing from elsewhere', cssForeignLoads(text));
      findings.add(file, 'links and fragments', cssAddresses(text).flatMap((link) => linkFaults(site, file, link)));
    }
    if (file.endsWith('.svg')) {
      const { elements } = readPage(text);
      findings.add(file, 'no inline style or script', inlineFaults(elements));
      findings.add(file, 'nothing from elsewhere', elements.flatMap(foreignLoads));
    }
  }
}

/** Every folder that holds a file, each ending in `/`. */
function foldersOf(files) {
  const folders = new Set(['']);
  for (const file of files) {
    for (let at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) folders.add(file.slice(0, at + 1));
  }
  return folders;
}

/** A page's elements, ids and links, from its source. */
function readPage(source) {
  const elements = [];
  collect(parse(source, { scriptingEnabled: false }), elements);
  const ids = elements.map((element) => element.attrs.id).filter((id) => id !== undefined);
  return {
    elements,
    ids: new Set(ids),
    doubleIds: [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))],
    links: elements.flatMap(linksOf),
    doctype: /^\s*<!doctype html>/i.test(source),
  };
}

function collect(node, into, parent = '') {
  if (node.tagName) {
    const attrs = Object.fromEntries(node.attrs.map((attr) => [attr.prefix ? `${attr.prefix}:${attr.name}` : attr.name, attr.value]));
    into.push({ tag: node.tagName, parent, attrs, text: textOf(node) });
  }
  for (const child of (node.tagName === 'template' ? node.content : node).childNodes ?? []) collect(child, into, node.tagName ?? '');
}

/** The text of the elements whose text is judged; '' for all others. */
function textOf(node) {
  if (!['title', 'h1', 'script'].includes(node.tagName)) return '';
  const words = (at) => (at.nodeName === '#text' ? at.value : (at.childNodes ?? []).map(words).join(''));
  return words(node).trim();
}

function linksOf({ tag, attrs }) {
  const links = ['href', 'xlink:href', 'src', 'poster', 'data', 'action', 'formaction', 'cite']
    .map((name) => attrs[name])
    .filter((value) => value !== undefined);
  const candidates = (attrs.srcset ?? '').split(',').map((part) => part.trim().split(/\s+/)[0]).filter(Boolean);
  const refresh = tag === 'meta' && /refresh/i.test(attrs['http-equiv'] ?? '') ? (attrs.content ?? '').match(/url=(.+)$/i) : null;
  return [...links, ...candidates, ...(refresh ? [refresh[1]] : [])];
}

/** Why `link` in `file` leads nowhere: empty when it leads somewhere on this site, or to another host. */
function linkFaults(site, file, link) {
  if (/^(javascript|vbscript|file):/i.test(link.trim())) return [`${link}: forbidden kind of address`];
  if (HAS_SCHEME.test(link)) return [];
  if (link.startsWith('/')) return [`${link}: begins at the host's root; fails under a sub-path`];
  let target;
  try {
    target = targetOf(file, link);
  } catch {
    return [`${link}: can't be decoded`];
  }
  if (target.outside) return [`${link}: leads out of the site`];
  if (site.folders.has(`${target.path}/`)) return [`${link}: a folder without its last "/" (works by a redirect only)`];
  const found = site.folders.has(target.path) ? `${target.path}index.html` : target.path;
  if (!site.files.has(found)) return [`${link}: no such file (${found})`];
  if (target.fragment === '' || target.fragment === 'top') return [];
  const page = site.pages.get(found);
  if (!page) return found.endsWith('.svg') || found.endsWith('.pdf') ? [] : [`${link}: fragment into a file that isn't a page`];
  return page.ids.has(target.fragment) ? [] : [`${link}: no element with id "${target.fragment}" in ${found}`];
}

/** The file that a relative link points at, seen from the tree's own root, and its fragment without `:~:`. */
function targetOf(file, link) {
  const [beforeFragment, ...rest] = link.split('#');
  const fragment = decodeURIComponent(rest.join('#').split(':~:')[0]);
  const address = decodeURIComponent(beforeFragment.split('?')[0]);
  if (address === '') return { path: file, fragment, outside: false };
  const parts = file.split('/').slice(0, -1);
  const steps = address.split('/');
  const last = steps.pop();
  for (const step of steps.concat(last === '.' || last === '..' ? [last] : [])) {
    if (step === '..' && parts.pop() === undefined) return { path: '', fragment, outside: true };
    if (step !== '..' && step !== '.') parts.push(step);
  }
  const folder = parts.length > 0 ? `${parts.join('/')}/` : '';
  return { path: folder + (last === '.' || last === '..' ? '' : last), fragment, outside: false };
}

function inlineFaults(elements) {
  return elements.flatMap(({ tag, attrs, text }) => [
    ...(tag === 'style' ? ['<style> in the file'] : []),
    ...(tag === 'base' && attrs.href !== undefined ? ['<base href> is forbidden by the policy'] : []),
    ...(tag === 'script' && attrs.src === undefined && isScript(attrs.type) ? [`inline script: ${text.slice(0, 60)}`] : []),
    ...Object.keys(attrs)
      .filter((name) => name === 'style' || /^on/i.test(name))
      .map((name) => `attribute ${name} on <${tag}>`),
  ]);
}

/** Whether a browser would run a script of this type; data blocks (`application/json`) it leaves alone. */
function isScript(type) {
  return !/^(application\/(ld\+)?json)$/i.test(type ?? '');
}

/** Addresses on other hosts (or `data:`) that the browser would fetch by itself because of this element. */
function foreignLoads({ tag, attrs }) {
  const loaded = LOADING_ATTRIBUTES.filter((name) => attrs[name] !== undefined).flatMap((name) =>
    name === 'srcset' ? attrs[name].split(',').map((part) => part.trim().split(/\s+/)[0]) : [attrs[name]],
  );
  const href = attrs.href ?? attrs['xlink:href'];
  const rels = (attrs.rel ?? '').split(/\s+/);
  if (href !== undefined && tag === 'link' && rels.some((rel) => LOADING_RELS.test(rel))) loaded.push(href);
  if (href !== undefined && !['a', 'area', 'link', 'base'].includes(tag)) loaded.push(href);
  for (const name of ['fill', 'stroke', 'filter', 'mask', 'clip-path']) {
    const inside = (attrs[name] ?? '').match(/url\(\s*['"]?([^'")]+)/);
    if (inside) loaded.push(inside[1]);
  }
  return loaded.filter(isForeign).map((address) => `<${tag}> loads ${address.slice(0, 80)}`);
}

function isForeign(address) {
  return HAS_SCHEME.test(address.trim()) || address.trim().startsWith('//');
}

/** The addresses a style sheet names. */
function cssAddresses(text) {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const urls = [...bare.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)/gi)];
  const imports = [...bare.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/gi)];
  return [...urls, ...imports].map((match) => match[1] ?? match[2] ?? match[3]).filter((link) => !link.startsWith('#'));
}

function cssForeignLoads(text) {
  return cssAddresses(text).filter(isForeign).map((address) => `style sheet loads ${address.slice(0, 80)}`);
}

function furnitureFaults({ elements, doctype }) {
  const of = (tag) => elements.filter((element) => element.tag === tag);
  const lang = of('html')[0]?.attrs.lang;
  const faults = [];
  if (!doctype) faults.push('no <!doctype html> first');
  if (lang !== 'sv') faults.push(`lang is ${JSON.stringify(lang)}, not "sv"`);
  if (of('h1').length !== 1) faults.push(`${of('h1').length} h1, not 1`);
  if (of('h1').some((heading) => heading.text === '')) faults.push('h1 is empty');
  if (!of('title').some((title) => title.parent === 'head' && title.text !== '')) faults.push('title is empty');
  if (of('main').length !== 1) faults.push(`${of('main').length} main, not 1`);
  for (const image of of('img')) if (image.attrs.alt === undefined) faults.push(`img without alt: ${image.attrs.src}`);
  return faults;
}

function excerpt(text, pattern) {
  const at = text.search(pattern);
  return text.slice(Math.max(0, at - 30), at + 50);
}
