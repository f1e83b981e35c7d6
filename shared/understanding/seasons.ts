import { type Span, yearOf } from './calendar.ts';
import type { Groups } from './chart.ts';
import { numberOf, type Reading, wordValue } from './found.ts';
import { yearNamed } from './made.ts';

function seasonIn(rule: string, y: number): Span {
  const [from = '', to = ''] = rule.split('..');
  return { start: `${y}-${from}`, end: `${to < from ? y + 1 : y}-${to}` };
}

/** All seasons from two years back to two ahead, in order. */
function seasons(reading: Reading, rule: string | undefined): readonly Span[] {
  const rules = rule === undefined ? [...new Set(Object.values(reading.grammar.values['season'] ?? {}))] : [rule];
  const y = yearOf(reading.context.today);
  const all = [-2, -1, 0, 1, 2].flatMap((by) => rules.map((one) => seasonIn(String(one), y + by)));
  return all.sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** "cet été" is the next that is not over, "last summer" the last that is; "next season" follows today's. */
export function seasonOf(groups: Groups, reading: Reading): Span | undefined {
  const rule = wordValue(reading, 'season', groups['s']);
  const said = yearNamed(groups, reading);
  if (typeof rule === 'string' && said !== undefined) return seasonIn(rule, said);
  const all = seasons(reading, typeof rule === 'string' ? rule : undefined);
  const { today } = reading.context;
  const next = all.findIndex(({ end }) => end > today);
  const ahead = numberOf(reading, 'which', groups['which']) ?? 0;
  return all[ahead < 0 || typeof rule !== 'string' ? next + ahead : next];
}

/** "La fin de l'été": the season alone, the next that is not over. */
export function seasonNamed({ s, y }: Groups, reading: Reading): Span | undefined {
  return s === undefined ? undefined : seasonOf(y === undefined ? { s } : { s, y }, reading);
}
