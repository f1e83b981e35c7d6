import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { addDays, weekday } from '../../shared/time.ts';
import { HEARING, hear } from '../support/hear.ts';

interface Row {
  readonly text: string;
  readonly want: string;
}

function rows(name: string): readonly Row[] {
  const lines = readFileSync(new URL(`./utterances/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}

/** "start..end", "start+length", ">after", "<before". */
function said(text: string, locale: string): string {
  const { slots } = hear(text, { locale, asked: 'dates' });
  if (slots.startAfter) return `>${slots.startAfter}`;
  if (slots.endBefore) return `<${slots.endBefore}`;
  const end = slots.end !== undefined && slots.end !== slots.start ? `..${slots.end}` : '';
  const length = slots.nights ?? slots.days;
  return `${slots.start ?? ''}${end}${end === '' && slots.start && length ? `+${length}` : ''}`;
}

describe.each([
  ['fr-FR', 'dates-fr'],
  ['en-GB', 'dates-en'],
  ['fr-FR', 'dates-fr-fresh'],
  ['en-GB', 'dates-en-fresh'],
])('dates as people say them in %s, %s', (locale, name) => {
  test.each(rows(name))('$text', ({ text, want }) => {
    expect(said(text, locale)).toBe(want);
  });
});

describe('changes of dates that are known', () => {
  const known = { needs: [], start: '2027-02-20', end: '2027-02-27' };
  test.each([
    ['un jour de plus', { end: '2027-02-28' }],
    ['une nuit de moins', { end: '2027-02-26' }],
    ["décale d'une semaine", { start: '2027-02-27', end: '2027-03-06' }],
    ['non, du 21 au 26', { start: '2027-02-21', end: '2027-02-26' }],
    ['on peut partir un jour plus tôt', { start: '2027-02-19' }],
    ['plutôt le 22', { start: '2027-02-22' }],
  ])('%s', (text, slots) => {
    expect(hear(text, { phase: 'settled', known }).slots).toMatchObject(slots);
  });
});

test('a day that does not exist raises a doubt with the days around it', () => {
  const { slots, doubts } = hear('du 20 au 31 février', { asked: 'dates' });
  expect(doubts).toEqual([{ type: 'date', said: { day: 31, month: 2 }, options: ['2027-02-28', '2027-03-01'] }]);
  expect(slots.end).toBeUndefined();
});

test('over 800 reference days a range is ahead, in order and as long as said', () => {
  let today = '2026-11-21';
  for (let i = 0; i < 800; i++, today = addDays(today, 1)) {
    const { slots } = hear('du 20 au 25 mars', { ...HEARING, today });
    expect([slots.start?.slice(5), slots.end?.slice(5)]).toEqual(['03-20', '03-25']);
    expect((slots.end ?? '') >= today && (slots.start ?? '') <= addDays(today, 366)).toBe(true);
    const weekend = hear('next weekend', { ...HEARING, locale: 'en-GB', today }).slots;
    expect(weekday(weekend.start ?? '')).toBe(6);
    expect((weekend.start ?? '') > today).toBe(true);
  }
});
