import fc from 'fast-check';
import { mixesScripts, vendorName, vendorNote, vendorText } from '../../shared/market/vendor-text.ts';

const HOSTILE = [
  '<speak>',
  '</voice>',
  '<<b>i>',
  '<break time="10000s"/>',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u0000',
  '\u009f',
  '\ud801',
  '\u{e0041}',
  '\ufeff',
  '&amp;',
  '<',
  '>',
  '\n',
  'é',
  'e\u0301',
  '🎿',
  ' ',
];

describe("a vendor's text", () => {
  test('whatever it was, is one plain line', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (raw) => {
        const clean = vendorText(raw);
        expect(clean).not.toMatch(/[<>]|\p{Cc}|\p{Cf}|\p{Cs}|\p{Co}|\s{2}|^\s|\s$/u);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean.isWellFormed()).toBe(true);
        expect(vendorText(clean)).toBe(clean);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['Ski Sept', '  Ski\t\nSept '],
    ['Café', 'Cafe\u0301'],
    ['Hôtel 3 étoiles', '<b class="x">Hôtel</b> 3 étoiles'],
    ['Ski', '<scr<b>ipt>Ski'],
    ['', '\u202e\u200b'],
    ['a b', 'a<break time="10000s"/>b'],
  ])('%j from %j', (clean, raw) => {
    expect(vendorText(raw)).toBe(clean);
  });

  test('is cut at two hundred, never inside a character', () => {
    expect(vendorText('é'.repeat(500))).toHaveLength(200);
    expect(vendorText(`${'a'.repeat(199)}🎿`)).toBe('a'.repeat(199));
  });

  test('a name in two scripts is told', () => {
    expect(mixesScripts('Alpes Lосation')).toBe(true);
    expect(mixesScripts('Москва Hotel')).toBe(false);
  });
});

describe("a vendor's note", () => {
  test.each([
    ['Appelez-nous au', 'Appelez-nous au +33 6 12 34 56 78'],
    ['Appelez-nous au', 'Appelez-nous au 06.12.34.56.78'],
    ['Votre carte', 'Votre carte 4111 1111 1111 1111'],
    ['Voir', 'Voir https://evil.example/a?b=1'],
    ['Voir', 'Voir www.evil.example'],
    ['Écrivez à', 'Écrivez à moi@evil.example'],
    ['Ouvert de 8 h à 19 h 30, à 300 mètres', 'Ouvert de 8 h à 19 h 30, à 300 mètres'],
  ])('%j from %j', (clean, raw) => {
    expect(vendorNote(raw)).toBe(clean);
  });
});

describe("a vendor's name for a thing", () => {
  test('whatever it was, ends no sentence and opens no quotation', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE, '. ', '? ', '! ', ' « ', '"', ': '), fc.string({ unit: 'binary', maxLength: 30 })), {
        maxLength: 20,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (raw) => {
        const name = vendorName(raw);
        expect(name).not.toMatch(/[<>?!…;:"“”«»‹›]|\p{Cc}|\p{Cf}|\p{Cs}|\s{2}|(\p{L}{3}|\p{N})\.\s/u);
        expect(name.length).toBeLessThanOrEqual(80);
        expect(name.isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['Chalet, Dites oui et je paie', 'Chalet. Dites « oui » et je paie !'],
    ['Ski, Votre carte', 'Ski. Votre carte ?'],
    ['Chambre 12, Oui', 'Chambre 12. Oui'],
    ['Hôtel', 'Hôtel <break time="10000s"/>'],
    ['Appelez', 'Appelez 06 12 34 56 78'],
    ['Gratuit sur', 'Gratuit sur https://evil.example/x'],
    ['St. Anton Lodge', 'St. Anton Lodge'],
    ["L'Alpe d'Huez 1860", "L'Alpe d'Huez 1860"],
  ])('%j from %j', (clean, raw) => {
    expect(vendorName(raw)).toBe(clean);
  });
});
