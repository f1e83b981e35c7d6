const FR_ONES =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(' ');
const FR_TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'];

function frenchBelow100(n: number): string {
  if (n < 20) return FR_ONES[n] ?? '';
  const ten = Math.floor(n / 10);
  const base = ten === 7 || ten === 9 ? (ten - 1) * 10 : ten * 10;
  const rest = n - base;
  const tens = FR_TENS[ten] ?? '';
  if (rest === 0) return n === 80 ? 'quatre-vingts' : tens;
  return (rest === 1 || n === 71) && n < 80 ? `${tens} et ${FR_ONES[rest]}` : `${tens}-${FR_ONES[rest]}`;
}

function french(n: number): string {
  if (n < 100) return frenchBelow100(n);
  const [size, word] = n < 1000 ? [100, 'cent'] : [1000, 'mille'];
  const count = Math.floor(n / size);
  const rest = n % size;
  const plural = size === 100 && count > 1 && rest === 0 ? 's' : '';
  return [count > 1 ? french(count) : '', word + plural, rest > 0 ? french(rest) : ''].filter(Boolean).join(' ');
}

const EN_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

function english(n: number): string {
  if (n < 20) return EN_ONES[n] ?? '';
  if (n < 100) return [EN_TENS[Math.floor(n / 10)], n % 10 > 0 ? EN_ONES[n % 10] : ''].filter(Boolean).join('-');
  const [size, word] = n < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  return [english(Math.floor(n / size)), word, n % size > 0 ? english(n % size) : ''].filter(Boolean).join(' ');
}

const EN_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function englishOrdinal(n: number): string {
  const words = english(n).split('-');
  const last = words.pop() ?? '';
  return [...words, EN_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)].join('-');
}

function frenchOrdinal(n: number): string {
  if (n === 1) return 'premier';
  return `${french(n).replace(/e$/, '').replace(/cinq$/, 'cinqu').replace(/neuf$/, 'neuv')}ième`;
}

/** Digits as they are spoken, up to 999,999: "20h30" → "vingt heures trente", "25th" → "twenty-fifth", "4x4" → "quatre quatre". */
export function numbersAsWords(text: string, locale: string): string {
  const fr = locale.startsWith('fr');
  const say = fr ? french : english;
  const hour = fr ? 'heures' : "o'clock";
  return text
    .replace(/\b(\d{1,2})\s?h\s?(\d{2})?\b/g, (_, h, m) => `${say(Number(h))} ${hour}${m ? ` ${say(Number(m))}` : ''}`)
    .replace(/\b(\d{1,2}):(\d{2})/g, (_, h, m) => `${say(Number(h))} ${m === '00' ? hour : say(Number(m))}`)
    .replace(/\b(\d)\s?x\s?(\d)\b/g, (_, a, b) => `${say(Number(a))} ${fr ? '' : 'by '}${say(Number(b))}`)
    .replace(/\b(\d+)(?:er|re|ère|e|ème)\b/g, (whole, n) => (fr ? frenchOrdinal(Number(n)) : whole))
    .replace(/\b(\d+)(?:st|nd|rd|th)\b/g, (whole, n) => (fr ? whole : englishOrdinal(Number(n))))
    .replace(/(\d)[,. \u00a0\u202f](?=\d{3}\b)/g, '$1')
    .replace(/€/g, ' euros')
    .replace(/\$\s?(\d+)/g, '$1 dollars')
    .replace(/£\s?(\d+)/g, '$1 pounds')
    .replace(/\d{1,6}/g, (n) => ` ${say(Number(n))} `)
    .replace(/ +/g, ' ')
    .trim();
}
