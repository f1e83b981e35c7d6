import type { LocalDate } from '../time.ts';
import { yearOf } from './calendar.ts';
import type { Grammar } from './grammar.ts';
import { normalise } from './normalise.ts';

/** Nobody travels in a year that is long over: a day, a month and such a year are a date of birth. */
export function isBirthDate(text: string, grammar: Grammar, today: LocalDate): boolean {
  const words = normalise(text, grammar).map((word) => word.text);
  const isOver = (year: number) => year >= 1900 && year <= yearOf(today) - 2;
  return words.some((word, i) => isOver(writtenOut(word)) || (isOver(yearAt(words, i)) && isDayAndMonth(words.slice(0, i), grammar)));
}

/** The year of "02/03/1985" or "1985-03-02". */
function writtenOut(word: string): number {
  const [, last, first] = /^(?:\d{1,2}[/.]\d{1,2}[/.](\d{4})|(\d{4})-\d{1,2}-\d{1,2})$/.exec(word) ?? [];
  return Number(last ?? first ?? 0);
}

/** "1985", and "nineteen eighty-five" as the numbers come. */
function yearAt(words: readonly string[], i: number): number {
  const [century = '', rest = ''] = words.slice(i, i + 2);
  if (/^\d{4}q?$/.test(century)) return Number.parseInt(century, 10);
  return /^(19|20)$/.test(century) && /^\d{2}$/.test(rest) ? Number(century + rest) : 0;
}

/** The words just before say a day and a month: "2 mars", "March 2nd,", "second of March". */
function isDayAndMonth(before: readonly string[], grammar: Grammar): boolean {
  const near = before.slice(-4);
  const months = grammar.values['month'] ?? {};
  return near.some((word) => Object.hasOwn(months, word)) && near.some((word) => /^\d{1,2}e?$/.test(word));
}
