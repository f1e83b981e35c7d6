/** What is looked at, in the order in which it is told. */
export const CHECKS = {
  signature: 'refuses what is not signed, signed wrongly, signed long ago or changed on the way',
  rotation: 'takes a message signed under two secrets, of which it knows one',
  offers: 'answers a request with offers, at once or at its offers address',
  terms: "accepts the buyer's terms, by its answer in each offer",
  form: 'offers what was asked for, in the form of the protocol',
  money: 'adds up: lines, what is due, fees',
  'personal-data': 'asks for no more than may be asked for',
  words: 'says nothing that is left out when it is read: no mark-up, address, number or second sentence',
  time: 'answers a request in time for a live turn, or says 202',
  once: 'says each thing once',
  replay: 'answers a repeated request with the same offers',
  revised: 'answers a revised request with offers for what stands',
  'best-round': 'betters its offer once when asked, in time and worse in nothing, or stays',
  unknown: 'is not upset by messages that it does not know, nor by what is no message',
  hold: 'holds once per key, and says until when',
  'other-price': 'does not hold or sell at a price that it did not offer',
  'confirm-price': 'sells at the price that it offered and held',
  'confirm-answer': 'answers a confirmation in time',
  confirm: 'confirms once per key, with a reference that can be said',
  status: 'says how an acceptance stands, and when it never heard of one',
  cancel: 'quotes and carries out leaving, twice the same',
  release: 'gives a hold back, twice the same',
  withdrawn: 'takes note that a request was withdrawn',
} as const;

export type Check = keyof typeof CHECKS;

export interface Finding {
  readonly check: Check;
  readonly result: 'pass' | 'fail' | 'skip';
  /** What was seen, where it failed or was skipped. */
  readonly detail?: string;
}

export const pass = (check: Check): Finding => ({ check, result: 'pass' });
export const fail = (check: Check, detail: string): Finding => ({ check, result: 'fail', detail });
export const skip = (check: Check, detail: string): Finding => ({ check, result: 'skip', detail });
/** Passes without problems; fails with them. */
export const judged = (check: Check, problems: readonly string[]): Finding =>
  problems.length === 0 ? pass(check) : fail(check, [...new Set(problems)].slice(0, 5).join('; '));

const MARK = { pass: 'ok  ', fail: 'FAIL', skip: 'skip' } as const;

/** The report as lines of text; the last one sums it up. */
export function reportLines(findings: readonly Finding[]): readonly string[] {
  const lines = findings.map(({ check, result, detail }) => {
    const what = `${MARK[result]} ${check.padEnd(15)} ${CHECKS[check]}`;
    return detail === undefined ? what : `${what}\n     ${' '.repeat(15)} ${detail}`;
  });
  const count = (result: Finding['result']) => findings.filter((finding) => finding.result === result).length;
  const failed = count('fail');
  const sum = `${count('pass')} passed, ${failed} failed, ${count('skip')} skipped`;
  return [...lines, '', `${VERDICTS[verdictOf(findings)]} (${sum}).`];
}

const VERDICTS = {
  keeps: 'This vendor keeps to the protocol',
  breaks: 'This vendor breaks the protocol',
  unseen: 'This vendor offered nothing, so nothing can be said of it: ask with another --category or --place',
} as const;

/** unseen: it declined what was asked for, and nothing that counts was looked at. */
export function verdictOf(findings: readonly Finding[]): keyof typeof VERDICTS {
  if (findings.some(({ result }) => result === 'fail')) return 'breaks';
  return findings.some(({ check, result }) => check === 'offers' && result === 'skip') ? 'unseen' : 'keeps';
}
