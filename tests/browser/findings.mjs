// Collects what every check found: one entry a page and check, with the faults it saw there. Prints them grouped by check,
// one fault a line, and the closing line that counts. Judges nothing itself.

/** How many faults of one check are printed; the rest are counted. */
const MOST_PRINTED = 40;

export class Findings {
  #entries = [];

  /** Notes that `check` ran on `page` and saw `faults` (none: it passed). A fault is one line of text. */
  add(page, check, faults) {
    this.#entries.push({ page, check, faults: faults.map((fault) => String(fault).replace(/\s+/g, ' ').trim()) });
  }

  get passed() {
    return this.#entries.filter((entry) => entry.faults.length === 0).length;
  }

  get failed() {
    return this.#entries.length - this.passed;
  }

  /** The checks that failed, each once, sorted. */
  get failedChecks() {
    return [...new Set(this.#entries.filter((entry) => entry.faults.length > 0).map((entry) => entry.check))].sort();
  }

  /** Everything that was found about `check`, one line a fault. */
  faultsOf(check) {
    return this.#entries
      .filter((entry) => entry.check === check)
      .flatMap((entry) => entry.faults.map((fault) => `${entry.page}: ${fault}`));
  }

  /** The report as lines; the last one counts. */
  lines() {
    const checks = [...new Set(this.#entries.map((entry) => entry.check))].sort();
    const lines = checks.map((check) => {
      const entries = this.#entries.filter((entry) => entry.check === check);
      const bad = entries.filter((entry) => entry.faults.length > 0).length;
      return `${bad === 0 ? 'ok  ' : 'FAIL'} ${check}: ${entries.length - bad} of ${entries.length}`;
    });
    for (const check of this.failedChecks) {
      const faults = this.faultsOf(check);
      lines.push('', `-- ${check}: ${faults.length} faults`);
      lines.push(...faults.slice(0, MOST_PRINTED).map((fault) => cut(fault)));
      if (faults.length > MOST_PRINTED) lines.push(`… and ${faults.length - MOST_PRINTED} more`);
    }
    lines.push('', `${this.passed} passed, ${this.failed} failed`);
    return lines;
  }
}

function cut(line) {
  return line.length > 600 ? `${line.slice(0, 600)}…` : line;
}
