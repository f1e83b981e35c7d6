import { readFileSync } from 'node:fs';
import { literalsOf } from '../../shared/understanding/literals.ts';
import { normalise } from '../../shared/understanding/normalise.ts';
import { mayHold, neededOf, signsOf } from '../../shared/understanding/signs.ts';
import { grammarOf } from '../../shared/understanding/understand.ts';

const classes = (name: string) => (name === 'month' ? [['mars'], ['avril']] : undefined);

describe('what a text must hold for a rule to match', () => {
  test.each([
    ['le chat dort', [[' le ', ' chat ', ' dort ']]],
    ['chats? noirs', [[' chat', ' noirs ']]],
    [
      '(?:un|deux) jours',
      [
        [' un ', ' jours '],
        [' deux ', ' jours '],
      ],
    ],
    ['(?:peu importe|egal)', [[' peu ', ' importe '], [' egal ']]],
    ['<d:dd> <month>', [['mars'], ['avril']]],
    ['(?<n>\\d+) (?:a|b)?', [['0']]],
    ['(?:oui )?\\S+', undefined],
    ['@p\\d+', [['0', ' @p']]],
    ['(?!pas )demain', [[' demain ']]],
  ] as const)('%s', (pattern, needed) => {
    expect(literalsOf(pattern, classes)).toEqual(needed);
  });

  test('a text is told by its letters', () => {
    const needed = neededOf([[' chalet ']]);
    expect(mayHold(needed, signsOf(' un chalet a morzine '))).toBe(true);
    expect(mayHold(needed, signsOf(' un hotel a morzine '))).toBe(false);
    expect(mayHold(undefined, signsOf(' '))).toBe(true);
  });

  test.each(['fr', 'en'] as const)('%s: no rule that matches is passed over, and every rule compiles', (lang) => {
    const grammar = grammarOf(lang === 'fr' ? 'fr-FR' : 'en-US');
    const lines = readFileSync(new URL(`./utterances/${lang}-speech.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const texts = lines.map(
      (line) =>
        ` ${normalise(String(JSON.parse(line).text), grammar)
          .map((word) => word.text)
          .join(' ')} `,
    );
    const passed = Object.entries(grammar.stages).flatMap(([stage, rules]) =>
      rules.flatMap((rule) =>
        texts.filter((text) => text.search(rule.find) >= 0 && !rule.may(text)).map((text) => `${stage} ${rule.make}${text}`),
      ),
    );
    expect(passed).toEqual([]);
  });
});
