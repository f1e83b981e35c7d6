import { readFileSync } from 'node:fs';
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
  ['fr-FR', 'dates-fr-third'],
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

/** What a phrase must give on any day: its first and last day, counted from that day, or from that day's Monday. */
const RELATIVE: readonly (readonly [string, string, (today: string) => readonly [string, string]])[] = [
  ['fr-FR', 'demain', (today) => [addDays(today, 1), addDays(today, 1)]],
  ['fr-FR', 'après-demain', (today) => [addDays(today, 2), addDays(today, 2)]],
  ['fr-FR', 'dans trois jours', (today) => [addDays(today, 3), addDays(today, 3)]],
  ['fr-FR', "d'ici deux semaines", (today) => [today, addDays(today, 14)]],
  ['fr-FR', 'la semaine prochaine', (today) => [addDays(monday(today), 7), addDays(monday(today), 13)]],
  ['fr-FR', 'le week-end prochain', (today) => [addDays(monday(today), 12), addDays(monday(today), 13)]],
  ['fr-FR', 'mardi de la semaine prochaine', (today) => [addDays(monday(today), 8), addDays(monday(today), 8)]],
  ['fr-FR', 'la semaine dernière', (today) => [addDays(monday(today), -7), addDays(monday(today), -1)]],
  ['fr-FR', 'il y a dix jours', (today) => [addDays(today, -10), addDays(today, -10)]],
  ['en-GB', 'tomorrow', (today) => [addDays(today, 1), addDays(today, 1)]],
  ['en-GB', 'the day after tomorrow', (today) => [addDays(today, 2), addDays(today, 2)]],
  ['en-GB', 'ten days from now', (today) => [addDays(today, 10), addDays(today, 10)]],
  ['en-GB', 'a week from tomorrow', (today) => [addDays(today, 8), addDays(today, 8)]],
  ['en-GB', 'next week', (today) => [addDays(monday(today), 7), addDays(monday(today), 13)]],
  ['en-GB', 'the weekend after next', (today) => [addDays(monday(today), 19), addDays(monday(today), 20)]],
  ['en-GB', 'wednesday of next week', (today) => [addDays(monday(today), 9), addDays(monday(today), 9)]],
  ['en-GB', 'three days ago', (today) => [addDays(today, -3), addDays(today, -3)]],
  ['en-GB', 'last week', (today) => [addDays(monday(today), -7), addDays(monday(today), -1)]],
];

function monday(date: string): string {
  return addDays(date, 1 - weekday(date));
}

/** 800 days over a leap day and two year ends. */
function eachDay(check: (today: string) => void): void {
  for (let i = 0, today = '2027-03-01'; i < 800; i++, today = addDays(today, 1)) check(today);
}

test.each(RELATIVE)('%s "%s" is as far from each of 800 days', (locale, text, wanted) => {
  eachDay((today) => {
    const { start, end } = hear(text, { locale, today, asked: 'dates' }).slots;
    expect([today, start, end ?? start]).toEqual([today, ...wanted(today)]);
  });
});

test.each([
  ['fr-FR', 'le 14 juillet', '07-14'],
  ['fr-FR', 'à Noël', '12-25'],
  ['fr-FR', 'le premier mai', '05-01'],
  ['en-GB', 'the fourth of march', '03-04'],
  ['en-US', 'Independence Day', '07-04'],
])('%s "%s" is the next one, on each of 800 days', (locale, text, day) => {
  eachDay((today) => {
    const { start = '' } = hear(text, { locale, today, asked: 'dates' }).slots;
    expect([today, start.slice(5)]).toEqual([today, day]);
    expect(start >= today && start < addDays(today, 366)).toBe(true);
  });
});

test.each([
  ['fr-FR', 'lundi', 1],
  ['fr-FR', 'vendredi prochain', 5],
  ['en-GB', 'on thursday', 4],
  ['en-GB', 'saturday morning', 6],
])('%s "%s" is that day of the week ahead, within eight days, on each of 800 days', (locale, text, wd) => {
  eachDay((today) => {
    const { start = '' } = hear(text, { locale, today, asked: 'dates' }).slots;
    expect([today, weekday(start)]).toEqual([today, wd]);
    expect(start > today && start <= addDays(today, 7)).toBe(true);
  });
});

test.each([
  ['fr-FR', 'à Pâques', ['2027-03-28', '2028-04-16', '2029-04-01']],
  ['fr-FR', 'le lundi de Pentecôte', ['2027-05-17', '2028-06-05', '2029-05-21']],
  ['fr-FR', 'la fête des mères', ['2027-05-30', '2028-05-28', '2029-05-27']],
  ['en-US', 'Thanksgiving', ['2027-11-25', '2028-11-23', '2029-11-22']],
  ['en-US', "Mother's Day", ['2027-05-09', '2028-05-14', '2029-05-13']],
  ['en-GB', "Mother's Day", ['2027-03-07', '2028-03-26', '2029-03-11']],
  ['en-GB', 'the August bank holiday', ['2027-08-30', '2028-08-28', '2029-08-27']],
  ['en-GB', 'Chinese New Year', ['2027-02-06', '2028-01-26', '2029-02-13']],
  ['en-GB', 'Diwali', ['2027-10-29', '2028-10-17', '2029-11-05']],
  ['en-GB', 'Passover', ['2027-04-21', '2028-04-10', '2029-03-30']],
  ['en-GB', 'Ramadan', ['2027-02-08', '2028-01-28', '2029-01-16']],
] as const)('%s "%s" moves as its calendar says', (locale, text, days) => {
  const found = days.map((day) => hear(text, { locale, today: `${day.slice(0, 4)}-01-01`, asked: 'dates' }).slots.start);
  expect(found).toEqual(days);
});

test.each([
  ['fr-FR', 'dans deux heures', { time: '13:00', start: '2026-11-21' }],
  ['fr-FR', 'à dix-neuf heures trente et un taxi aussi', { time: '19:30' }],
  ['fr-FR', 'le train de quatorze heures trente et un', { time: '14:31' }],
  ['fr-FR', 'dans une demi-heure', { time: '11:30', start: '2026-11-21' }],
  ['en-GB', 'in fourteen hours', { time: '01:00', start: '2026-11-22' }],
  ['en-GB', 'in half an hour', { time: '11:30', start: '2026-11-21' }],
  ['en-GB', 'a quarter to five in the afternoon', { time: '16:45' }],
  ['en-GB', 'at noon', { time: '12:00' }],
])('%s "%s" is a time', (locale, text, slots) => {
  expect(hear(text, { locale, asked: 'time' }).slots).toMatchObject(slots);
});

describe('a week or a weekend with what it is spent on has a length', () => {
  test.each([
    ['en-US', 'a ski week in Tignes from February 6th', { days: 7, trip: 'ski' }],
    ['en-US', 'ski week in Tignes', { days: 7 }],
    ['en-US', "a week's skiing in Tignes", { days: 7 }],
    ['en-US', 'two ski weeks in January', { days: 14 }],
    ['en-US', 'a beach week in Nice', { days: 7 }],
    ['en-US', 'a ski weekend in Chamonix', { days: 2, weekend: true }],
    ['en-US', 'a long ski weekend in Chamonix', { days: 3, longWeekend: true }],
    ['en-US', 'skiing next week in Tignes', { start: '2026-11-23', end: '2026-11-29' }],
    ['fr-FR', 'semaine de ski à Tignes', { days: 7, trip: 'ski' }],
    ['fr-FR', 'une semaine ski à Tignes', { days: 7 }],
    ['fr-FR', 'ski la semaine prochaine à Tignes', { start: '2026-11-23', end: '2026-11-29' }],
  ] as const)('in %s, “%s”', (locale, text, slots) => {
    expect(hear(text, { locale }).slots).toMatchObject(slots);
  });
});
