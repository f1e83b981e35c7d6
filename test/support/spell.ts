/** Number words written by rules of their own, to check the reader against: 0…999,999. */
type Spell = (n: number) => string;

const FR = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
  ' ',
);
const FR_TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'];

function frBelow100(n: number): string {
  if (n < 20) return FR[n] ?? '';
  const ten = Math.floor(n / 10);
  const vigesimal = ten === 7 || ten === 9;
  const rest = vigesimal ? (n % 10) + 10 : n % 10;
  const base = FR_TENS[ten] ?? '';
  if (rest === 0) return n === 80 ? 'quatre-vingts' : base;
  const and = (rest === 1 || rest === 11) && ten < 8 ? '-et-' : '-';
  return base + and + (FR[rest] ?? '');
}

function french(n: number): string {
  if (n < 100) return frBelow100(n);
  if (n < 1000) {
    const hundreds = Math.floor(n / 100);
    const rest = n % 100;
    return `${hundreds === 1 ? '' : `${FR[hundreds]} `}cent${hundreds > 1 && rest === 0 ? 's' : ''}${rest === 0 ? '' : ` ${frBelow100(rest)}`}`;
  }
  const thousands = Math.floor(n / 1000);
  const rest = n % 1000;
  return `${thousands === 1 ? '' : `${french(thousands).replace(/(cent|vingt)s$/, '$1')} `}mille${rest === 0 ? '' : ` ${french(rest)}`}`;
}

const EN =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

function english(n: number): string {
  if (n < 20) return EN[n] ?? '';
  if (n < 100) return `${EN_TENS[Math.floor(n / 10)]}${n % 10 === 0 ? '' : `-${EN[n % 10]}`}`;
  if (n < 1000) return `${EN[Math.floor(n / 100)]} hundred${n % 100 === 0 ? '' : ` and ${english(n % 100)}`}`;
  const rest = n % 1000;
  return `${english(Math.floor(n / 1000))} thousand${rest === 0 ? '' : `${rest < 100 ? ' and' : ''} ${english(rest)}`}`;
}

const DE =
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  );
const DE_TENS = ['', '', 'zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];

function deUnit(n: number): string {
  return n === 1 ? 'ein' : (DE[n] ?? '');
}

function german(n: number): string {
  if (n < 20) return DE[n] ?? '';
  if (n < 100) return `${n % 10 === 0 ? '' : `${deUnit(n % 10)}und`}${DE_TENS[Math.floor(n / 10)]}`;
  if (n < 1000) return `${deUnit(Math.floor(n / 100))}hundert${n % 100 === 0 ? '' : german(n % 100)}`;
  const thousands = Math.floor(n / 1000);
  return `${german(thousands).replace(/eins$/, 'ein')}tausend${n % 1000 === 0 ? '' : german(n % 1000)}`;
}

const ES =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const ES_TENS = ['', '', '', 'treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'];
const ES_HUNDREDS = ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');

function spanish(n: number): string {
  if (n < 30) return ES[n] ?? '';
  if (n < 100) return `${ES_TENS[Math.floor(n / 10)]}${n % 10 === 0 ? '' : ` y ${ES[n % 10]}`}`;
  if (n === 100) return 'cien';
  if (n < 1000) return `${ES_HUNDREDS[Math.floor(n / 100)]}${n % 100 === 0 ? '' : ` ${spanish(n % 100)}`}`;
  const thousands = Math.floor(n / 1000);
  const head =
    thousands === 1
      ? ''
      : `${spanish(thousands)
          .replace(/veintiuno$/, 'veintiún')
          .replace(/uno$/, 'un')} `;
  return `${head}mil${n % 1000 === 0 ? '' : ` ${spanish(n % 1000)}`}`;
}

const IT =
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove'.split(
    ' ',
  );
const IT_TENS = ['', '', 'venti', 'trenta', 'quaranta', 'cinquanta', 'sessanta', 'settanta', 'ottanta', 'novanta'];

function itBelow100(n: number): string {
  const ten = IT_TENS[Math.floor(n / 10)] ?? '';
  const unit = n % 10;
  if (unit === 0) return ten;
  return (unit === 1 || unit === 8 ? ten.slice(0, -1) : ten) + (unit === 3 ? 'tré' : IT[unit]);
}

function italian(n: number): string {
  if (n < 20) return IT[n] ?? '';
  if (n < 100) return itBelow100(n);
  if (n < 1000) return `${n < 200 ? '' : IT[Math.floor(n / 100)]}cento${n % 100 === 0 ? '' : italian(n % 100)}`;
  const thousands = Math.floor(n / 1000);
  return `${thousands === 1 ? 'mille' : `${italian(thousands).replace(/uno$/, 'un')}mila`}${n % 1000 === 0 ? '' : italian(n % 1000)}`;
}

const SPELLERS: Readonly<Record<'fr' | 'en' | 'de' | 'es' | 'it', Spell>> = {
  fr: french,
  en: english,
  de: german,
  es: spanish,
  it: italian,
};

export function spell(language: keyof typeof SPELLERS, n: number): string {
  return SPELLERS[language](n);
}
