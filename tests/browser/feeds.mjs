// Feeds and lists for programs: valid by their schemas, understood alike by two readers that others use, and leading to pages
// that are there. The schemas' validator is the one within the W3C checker.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';

const CHECKER = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const VALIDATOR = 'nu.validator.vendor.thaiopensource.relaxng.util.Driver';
const SCHEMAS = { atom: /\.atom$/, rss: /\.rss$/, sitemap: /^sitemap[^/]*\.xml$/ };
/** The most characters of a title that the intranet's reader shows. */
const LONGEST_TITLE = 191;

/** Runs every check of feeds over the site in `dir`. */
export async function checkFeeds(dir, files, findings) {
  for (const [schema, pattern] of Object.entries(SCHEMAS)) {
    const wanted = files.filter((file) => pattern.test(file));
    if (wanted.length > 0) await validate(dir, schema, wanted, findings);
  }
  const present = new Set(files);
  for (const file of files.filter((name) => /\.(atom|rss)$/.test(name))) {
    const text = readFileSync(path.join(dir, file), 'utf8');
    let read;
    try {
      read = [readByFeedsmith(text), await readByRssParser(text)];
    } catch (error) {
      findings.add(file, 'feed readers', [error.message]);
      continue;
    }
    findings.add(file, 'feed readers', differences(...read));
    findings.add(file, 'feed entries', entryFaults(file, present, read[0]));
  }
  for (const file of files.filter((name) => SCHEMAS.sitemap.test(name) || name === 'data/rapporter.json')) {
    findings.add(file, 'listed pages', listFaults(dir, file, files));
  }
}

async function validate(dir, schema, files, findings) {
  const grammar = fileURLToPath(new URL(`schemas/${schema}.rnc`, import.meta.url));
  const args = ['-cp', CHECKER, VALIDATOR, '-c', grammar, ...files.map((file) => path.resolve(dir, file))];
  const answer = await promisify(execFile)('java', args, { maxBuffer: 1 << 28 }).catch((failed) => failed);
  // The validator stops at a file that isn't XML at all: then each is tried alone.
  if (answer instanceof Error && files.length > 1) {
    for (const file of files) await validate(dir, schema, [file], findings);
    return;
  }
  const lines = `${answer.stdout ?? ''}${answer.stderr ?? ''}`.split('\n').filter(Boolean);
  const faults = new Map(files.map((file) => [file, []]));
  for (const line of lines) {
    const file = files.find((name) => line.startsWith(`${path.resolve(dir, name)}:`));
    (faults.get(file) ?? faults.get(files[0])).push(line.split(`${path.sep}${file}:`).pop());
  }
  // A validator that couldn't run at all must not pass.
  if (answer instanceof Error && lines.length === 0) faults.get(files[0]).push(answer.message);
  for (const [file, its] of faults) findings.add(file, `${schema} schema`, its);
}

/** What a reader made of a feed, in one shape for both. */
const entry = (id, title, link, published, updated) => ({ id, title, link, published: time(published), updated: time(updated) });
const time = (text) => (text === undefined ? undefined : new Date(text).getTime());

function readByFeedsmith(text) {
  const { format, feed } = parseFeed(text);
  const rel = (links, name) => links?.find((link) => link.rel === name)?.href;
  if (format === 'atom') {
    return {
      title: feed.title?.value ?? feed.title,
      self: rel(feed.links, 'self'),
      page: rel(feed.links, 'alternate'),
      updated: time(feed.updated),
      entries: feed.entries?.map((its) => entry(its.id, its.title?.value ?? its.title, rel(its.links, 'alternate'), its.published, its.updated)) ?? [],
    };
  }
  return {
    title: feed.title,
    self: rel(feed.atom?.links, 'self'),
    page: feed.link,
    updated: time(feed.lastBuildDate),
    entries: feed.items?.map((its) => entry(its.guid?.value, its.title?.value ?? its.title, its.link, its.pubDate, its.atom?.updated)) ?? [],
  };
}

async function readByRssParser(text) {
  const feed = await new Parser({ customFields: { item: ['published', 'updated', 'atom:updated'] } }).parseString(text);
  return {
    title: feed.title,
    entries: feed.items.map((its) =>
      entry(its.id ?? its.guid, its.title, its.link, its.published ?? its.pubDate, its.updated ?? its['atom:updated']),
    ),
  };
}

function differences(one, other) {
  const faults = one.title === other.title ? [] : [`titles "${one.title}" and "${other.title}"`];
  if (one.entries.length !== other.entries.length) faults.push(`${one.entries.length} and ${other.entries.length} entries`);
  one.entries.forEach((its, i) => {
    for (const key of Object.keys(its)) {
      if (its[key] !== other.entries[i]?.[key]) faults.push(`entry ${i + 1}, ${key}: ${its[key]} and ${other.entries[i]?.[key]}`);
    }
  });
  return faults;
}

function entryFaults(file, present, feed) {
  const faults = [];
  if (!feed.self?.endsWith(`/${file}`)) return [`its own address is given as ${feed.self}`];
  const base = feed.self.slice(0, -file.length);
  const isThere = (link) => {
    const address = link?.startsWith(base) ? link.slice(base.length).split('#')[0] : undefined;
    return address !== undefined && present.has(/(^|\/)$/.test(address) ? `${address}index.html` : address);
  };
  if (!isThere(feed.page)) faults.push(`leads to ${feed.page}, which isn't there`);
  const ids = feed.entries.map((its) => its.id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  for (const its of feed.entries) {
    if (!/^tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:\S+$/.test(its.id ?? '')) faults.push(`${its.id} isn't a tag: id`);
    if (!its.link?.startsWith('https://') || !isThere(its.link)) faults.push(`${its.id} leads to ${its.link}`);
    if (!its.title || [...its.title].length > LONGEST_TITLE) faults.push(`${its.id} has the title "${its.title}"`);
    if (!(its.published <= its.updated)) faults.push(`${its.id}: published ${its.published}, updated ${its.updated}`);
    if (its.updated > feed.updated) faults.push(`${its.id} is newer than the feed`);
  }
  return faults;
}

/** Every address of a list leads to a page of the site, and no page to two. */
function listFaults(dir, file, files) {
  const text = readFileSync(path.join(dir, file), 'utf8');
  const isJson = file.endsWith('.json');
  const addresses = isJson ? JSON.parse(text).map((its) => its.adress) : [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]);
  const faults = new Set(addresses).size === addresses.length ? [] : ['an address stands twice'];
  if (isJson && new Set(JSON.parse(text).map((its) => its.id)).size !== addresses.length) faults.push('an id stands twice');
  const named = addresses.map((address) => new URL(address).pathname);
  const own = files.map((name) => `/${name}`);
  for (const name of named) {
    const target = name.endsWith('/') ? `${name}index.html` : name;
    // Where the site lies isn't known here: the end of the address is the file's.
    if (!own.some((its) => target.endsWith(its))) faults.push(`no page at ${name}`);
  }
  return faults;
}
