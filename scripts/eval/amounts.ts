import Recognizers from '@microsoft/recognizers-text-suite';
import { understand } from '../../shared/understanding/understand.ts';
import { record, rows, share, table, text } from './rows.ts';

function ourAmount(said: string, lang: string): readonly number[] {
  const { slots } = understand(said, {
    locale: lang === 'fr' ? 'fr-FR' : 'en-US',
    today: '2026-11-21',
    timeNow: '10:00',
    timeZone: 'Europe/Paris',
    phase: 'briefing',
    known: { needs: [] },
    listed: [],
  });
  return [slots.budgetMin, slots.budgetMax, slots.budgetAbout].flatMap((value) => value ?? []);
}

function theirAmount(said: string, lang: string): readonly number[] {
  try {
    const found = Recognizers.recognizeCurrency(said, lang === 'fr' ? 'fr-fr' : 'en-us');
    return found.map((one) => Number(record(record(one)['resolution'])['value']));
  } catch {
    return [];
  }
}

function goldAmounts(gold: string): readonly number[] {
  return (gold.match(/-?\d+(?:\.\d+)?(?:e\d+)?/g) ?? []).map(Number);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

/** Right: all numbers and no other. Wrong: a number that was not said, the error that costs money. */
export function amounts(path: string): string {
  const all = rows(path).filter((row) => row['dim'] === 'AmountOfMoney');
  const body = ['fr', 'en'].flatMap((lang) =>
    [['ours', ourAmount] as const, ['Recognizers', theirAmount] as const].map(([name, read]) => {
      const cases = all
        .filter((row) => row['lang'] === lang)
        .map((row) => ({ gold: goldAmounts(text(row, 'gold')), said: read(text(row, 'text'), lang) }));
      const right = cases.filter(({ gold, said }) => same(gold, said)).length;
      const wrong = cases.filter(({ gold, said }) => said.some((one) => !gold.includes(one))).length;
      return [`${lang}, ${name}`, String(cases.length), share(right, cases.length), String(wrong)];
    }),
  );
  return table(['set', 'n', 'right', 'wrong amounts'], body);
}
