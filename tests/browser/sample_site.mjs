// A tiny site that passes every check, and beside its good pages one page for each fault that the checks must see.
// Only builds the texts; selftest.mjs writes them out and judges what the checks say.

const STYLE = `:root { color-scheme: light dark }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; overflow-wrap: anywhere; font-family: sans-serif;
  background: Canvas; color: CanvasText }
a, summary { color: inherit; display: inline-block; padding: .3rem 0 }
:focus-visible { outline: 3px solid; outline-offset: 2px }
.skip { position: absolute; left: -100rem }
.skip:focus { left: 1rem }
.scale { position: relative; container-type: inline-size }
.marks { display: grid; grid-template-rows: repeat(6, minmax(.625rem, 1fr)); margin: 0; padding: 0; list-style: none }
.upper { grid-row: 1 / span 2 }
.lower { grid-row: 4 / span 2 }
.long { height: 120rem }
@media print { .long { height: 0 } body { background: #fff; color: #000 } }
`;

const GOOD_BODY = `<p>Det här är en sida om granskningar. <a href="#slut">Till slutet</a></p>
<details><summary>Mer att läsa</summary><p>Här står mer.</p></details>
<div class="scale"><ol class="marks" aria-label="Intervjusvar"><li class="upper">Ett svar som är ganska långt</li><li class="lower">Ett annat svar</li></ol></div>
<div class="long"></div>
<h2 id="slut">Slut</h2><p>Färdigt. <a href="https://exempel.se/">En annan värd</a> får länkas.</p>`;

/** One page. `depth`: how many folders down it lies. */
function page({ depth, title = 'En sida', body = GOOD_BODY, head = '', lang = 'sv', heading = 'En sida' }) {
  const up = '../'.repeat(depth) || './';
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${up}tema/ikon.svg">
<link rel="stylesheet" href="${up}tema/stil.css">
${head}</head>
<body>
<a class="skip" href="#innehall">Till innehållet</a>
<header><nav aria-label="Brödsmulor"><a href="${up}">Start</a></nav></header>
<main id="innehall" tabindex="-1">
<h1>${heading}</h1>
${body}
</main>
</body>
</html>
`;
}

/** A feed with one entry; `change` alters its text. */
const atom = (self, change = (text) => text) => change(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<id>tag:exempel.se,2024-01-01:flode</id><title>Flödet</title><updated>2023-09-28T00:00:00+02:00</updated>
<link rel="self" type="application/atom+xml" href="https://exempel.se/ik/${self}"/>
<link rel="alternate" type="text/html" href="https://exempel.se/ik/"/><author><name>Exempelstad</name></author>
<entry><id>tag:exempel.se,2024-01-01:a</id><title>En rapport</title>
<link rel="alternate" type="text/html" href="https://exempel.se/ik/a-namnd/2023/rapport/#slut"/>
<published>2023-09-28T00:00:00+02:00</published><updated>2023-09-28T00:00:00+02:00</updated></entry>
</feed>
`);
/** A page with a faulty feed beside it. */
const feed = (name, change) => ({ on: 'fel.atom', files: { 'fel.atom': atom(`sidor/${name}/fel.atom`, change) } });
const sitemap = (address) => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${address}</loc></url></urlset>
`;

/** The good site's files by address. */
export function goodSite() {
  const addresses = ['', 'a-namnd/', 'a-namnd/2023/', 'a-namnd/2023/rapport/', 'a-namnd/2023/rapport/utgavor/', 'a-namnd/2023/rapport/utgavor/1-2/', 'ar/', 'ar/2023/', 'granskningar/', 'granskningar/social-media/', 'granskningar/social-media/a-namnd/', 'granskningar/social-media/fragor/f1/', 'atgarder/', 'atgarder/namnd/a-namnd/', 'data/', 'sidor/om/', 'embed/a-namnd/', 'embed/granskningar/social-media/'];
  const files = {
    'tema/stil.css': STYLE,
    'tema/ikon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#357"/></svg>\n',
    'flode.atom': atom('flode.atom'),
    'sitemap.xml': sitemap('https://exempel.se/ik/a-namnd/'),
    '404.html': page({ depth: 0, heading: 'Sidan finns inte' }),
  };
  for (const address of addresses) {
    const depth = address.split('/').length - 1;
    const framed = address.startsWith('embed/');
    const html = page({ depth, head: framed ? '<base target="_top">\n' : '' });
    files[`${address}index.html`] = framed ? html.replace(/<header>.*<\/header>\n/, '') : html;
  }
  return files;
}

const more = (html) => ({ body: GOOD_BODY + html });
const css = (text) => ({ head: '<link rel="stylesheet" href="fel.css">\n', files: { 'fel.css': text } });
const js = (text) => ({ head: '<script src="fel.js" defer></script>\n', files: { 'fel.js': text } });

/**
 * The faults: a name, the checks that must fail on it, and what it changes. `files` lie beside the page;
 * `text(html)` changes the finished page; `on` names the file beside it on which the check must fail, else the page itself.
 */
export const FAULTS = [
  { name: 'dod-lank', checks: ['links and fragments'], ...more('<p><a href="../finns-inte/">x</a></p>') },
  { name: 'dott-fragment', checks: ['links and fragments'], ...more('<p><a href="#borta">x</a></p>') },
  { name: 'dott-fragment-annan-sida', checks: ['links and fragments'], ...more('<p><a href="../../#borta">x</a></p>') },
  { name: 'dott-fragment-med-text', checks: ['links and fragments'], ...more('<p><a href="#borta:~:text=ord">x</a></p>') },
  { name: 'rotlank', checks: ['links and fragments'], ...more('<p><a href="/sidor/om/">x</a></p>') },
  { name: 'ut-ur-platsen', checks: ['links and fragments'], ...more('<p><a href="../../../">x</a></p>') },
  { name: 'mapp-utan-snedstreck', checks: ['links and fragments'], ...more('<p><a href="../../ar">x</a></p>') },
  { name: 'skriptadress', checks: ['links and fragments'], ...more('<p><a href="javascript:alert(1)">x</a></p>') },
  { name: 'dubbelt-id', checks: ['unique ids', 'html-validate', 'W3C checker'], ...more('<p id="slut">x</p>') },
  { name: 'style-attribut', checks: ['no inline style or script', 'no "style="', 'silent and alone'], ...more('<p style="color:red">x</p>') },
  { name: 'style-element', checks: ['no inline style or script', 'silent and alone'], head: '<style>p { margin: 0 }</style>\n' },
  { name: 'skript-i-sidan', checks: ['no inline style or script', 'silent and alone'], head: '<script>window.x = 1;</script>\n' },
  { name: 'onclick', checks: ['no inline style or script'], ...more('<p><button type="button" onclick="x()">x</button></p>') },
  { name: 'style-i-svg', checks: ['no inline style or script'], on: 'fel.svg', files: { 'fel.svg': '<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style></svg>' } },
  { name: 'frammande-bild', checks: ['nothing from elsewhere', 'silent and alone'], ...more('<p><img src="http://127.0.0.2:9/x.png" alt="x"></p>') },
  { name: 'frammande-stilmall', checks: ['nothing from elsewhere', 'silent and alone'], head: '<link rel="stylesheet" href="//127.0.0.2:9/x.css">\n' },
  { name: 'frammande-i-css', checks: ['nothing from elsewhere'], on: 'fel.css', ...css('p { background: url("https://127.0.0.2:9/x.png") }') },
  { name: 'css-lank-dod', checks: ['links and fragments'], on: 'fel.css', ...css('p { background: url(borta.png) }') },
  { name: 'css-stavfel', checks: ['W3C checker'], on: 'fel.css', ...css('p { colr: red }') },
  { name: 'flode-utan-datum', checks: ['atom schema', 'feed entries'], ...feed('flode-utan-datum', (text) => text.replace(/<updated>[^<]*<\/updated><\/entry>/, '</entry>')) },
  { name: 'flode-lank-dod', checks: ['feed entries'], ...feed('flode-lank-dod', (text) => text.replace('2023/rapport/', '2023/borta/')) },
  { name: 'flode-lang-titel', checks: ['feed entries'], ...feed('flode-lang-titel', (text) => text.replace('En rapport', 'ord '.repeat(60))) },
  { name: 'flode-annan-adress', checks: ['feed entries'], ...feed('flode-annan-adress', (text) => text.replace('fel.atom', 'ratt.atom')) },
  { name: 'flode-trasigt', checks: ['feed readers', 'atom schema'], ...feed('flode-trasigt', (text) => text.replace('</entry>', '')) },
  { name: 'utan-alt', checks: ['page furniture', 'html-validate', 'W3C checker', 'axe light 1280'], ...more('<p><img src="../../tema/ikon.svg"></p>') },
  { name: 'fel-sprak', checks: ['page furniture'], lang: 'en' },
  { name: 'tva-h1', checks: ['page furniture'], ...more('<h1>En till</h1>') },
  { name: 'tom-titel', checks: ['page furniture', 'html-validate', 'axe light 1280'], title: '' },
  { name: 'trasig-html', checks: ['html-validate', 'W3C checker'], ...more('<p><div>x</p></div>') },
  { name: 'svag-farg-ljus', checks: ['axe light 1280', 'axe light 360'], ...css('@media (prefers-color-scheme: light) { main p { color: #bbb; background: #fff } }') },
  { name: 'svag-farg-mork', checks: ['axe dark 1280', 'axe dark 360'], ...css('@media (prefers-color-scheme: dark) { main p { color: #444; background: #111 } }') },
  { name: 'svag-farg-i-details', checks: ['axe light 1280'], ...css('details p { color: #bbb; background: #fff }') },
  { name: 'sma-mal', checks: ['axe light 1280'], ...css('button { padding: 0; border: 0; margin: 0; width: 16px; height: 16px; font-size: 10px }'), body: `${GOOD_BODY}<p><button type="button">a</button><button type="button">b</button><button type="button">c</button></p>` },
  { name: 'konsol', checks: ['silent and alone'], ...js('console.info("hej");') },
  { name: 'undantag', checks: ['silent and alone'], ...js('throw new Error("oj");') },
  { name: 'saknad-fil', checks: ['silent and alone', 'links and fragments'], ...more('<p><img src="borta.png" alt="x"></p>') },
  { name: 'hamtning-utifran', checks: ['silent and alone'], ...js('fetch("http://127.0.0.2:9/").catch(() => {});') },
  { name: 'text-av-skript', checks: ['same text without script'], ...js('document.querySelector("main").append("bara med skript");') },
  { name: 'for-bred-320', checks: ['no sideways scrolling at 320', 'forced colours'], ...css('main { min-width: 330px } body { padding: 0 }') },
  { name: 'for-bred-1280', checks: ['no sideways scrolling at 1280'], ...css('@media (min-width: 1200px) { main { width: 1400px } }') },
  { name: 'for-bred-700', checks: ['no sideways scrolling at 700'], ...css('@media (min-width: 650px) and (max-width: 750px) { main { width: 800px } }') },
  { name: 'for-bred-tvingade', checks: ['forced colours'], ...css('@media (forced-colors: active) { main { width: 800px } }') },
  { name: 'for-bred-utskrift', checks: ['print'], ...css('@media print { main { width: 1400px } }') },
  { name: 'tom-utskrift', checks: ['print'], ...css('@media print { main { display: none } }') },
  { name: 'ratt-text-stor', checks: ['200 % text'], ...css('html { font-size: 16px }') },
  { name: 'klippt-stor-text', checks: ['200 % text'], ...css('main p { height: 30px; overflow: hidden }') },
  { name: 'klippt-glest', checks: ['text spacing (1.4.12)'], ...css('main p { line-height: 1; height: 1.1em; overflow: hidden; white-space: nowrap; width: 34em; max-width: 100% }') },
  { name: 'ingen-hopplank', checks: ['keyboard'], text: (html) => html.replace(/<a class="skip".*<\/a>/, '') },
  { name: 'hopplank-osynlig', checks: ['keyboard'], ...css('.skip:focus { left: -100rem }') },
  { name: 'osynligt-fokus', checks: ['keyboard'], ...css('main a:focus-visible { outline: none }') },
  { name: 'fokus-utanfor', checks: ['keyboard'], ...css('details { position: absolute; left: -100rem }') },
  { name: 'falla', checks: ['keyboard'], ...js('document.addEventListener("keydown", (e) => { if (e.key === "Tab" && document.activeElement.matches("main a")) e.preventDefault(); });') },
  { name: 'olika-rader', checks: ['scale rows at 1280'], ...css('.marks { grid-template-rows: 20px repeat(5, minmax(.625rem, auto)) }') },
  { name: 'block-i-varandra', checks: ['scale rows at 1280', 'scale rows at 320'], ...css('.lower { grid-row: 2 / span 2 }') },
  { name: 'text-ur-block', checks: ['scale rows at 320'], ...css('.marks { grid-template-rows: repeat(6, 4px) }') },
];

/** The files of one fault's page, by address, and the address at which its checks must fail. */
export function faultyPage(fault) {
  const folder = `sidor/${fault.name}/`;
  const html = page({ depth: 2, ...fault });
  const files = { [`${folder}index.html`]: fault.text ? fault.text(html) : html };
  for (const [name, text] of Object.entries(fault.files ?? {})) files[folder + name] = text;
  return { files, folder };
}
