/** Integer minor units (cents for EUR, yen for JPY). Never a float once inside the core. */
export interface Money {
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const ZERO_DECIMALS = new Set([
  'JPY',
  'KRW',
  'ISK',
  'CLP',
  'VND',
  'XAF',
  'XOF',
  'XPF',
  'PYG',
  'UGX',
  'RWF',
  'KMF',
  'GNF',
  'DJF',
  'BIF',
  'VUV',
]);

/** How many decimals the currency writes (2 for EUR, 0 for JPY). */
export function decimalsOf(currency: string): number {
  return ZERO_DECIMALS.has(currency) ? 0 : 2;
}

export function money(minor: number, currency = 'EUR'): Money {
  return { minor, currency };
}

/** Major units (1840 or 82.5) to Money, rounded to the nearest minor unit. */
export function fromMajor(major: number, currency = 'EUR'): Money {
  return { minor: Math.round(major * 10 ** decimalsOf(currency)), currency };
}

/** "412.50" → 41250 minor. Undefined for anything that is not a plain decimal string of a safe size. */
export function parseDecimal(amount: unknown, currency: string): Money | undefined {
  if (typeof amount !== 'string' || !/^-?\d{1,12}(\.\d{1,4})?$/.test(amount)) return undefined;
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const decimals = decimalsOf(currency);
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  if (/[1-9]/.test(fraction.slice(decimals))) return undefined;
  const minor = Number(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
  return { minor: amount.startsWith('-') ? -minor : minor, currency };
}

/** 41250 minor EUR → "412.50": the wire form of every contract. */
export function toDecimal(value: Money): string {
  const decimals = decimalsOf(value.currency);
  const digits = String(Math.abs(value.minor)).padStart(decimals + 1, '0');
  const sign = value.minor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Sum of amounts in one currency; throws on a mix, because that is a bug (totals are kept per currency). */
export function sum(values: readonly Money[], currency = values[0]?.currency ?? 'EUR'): Money {
  let minor = 0;
  for (const value of values) {
    if (value.currency !== currency) throw new RangeError(`cannot add ${value.currency} to ${currency}`);
    minor += value.minor;
  }
  return { minor, currency };
}

export function subtract(a: Money, b: Money): Money {
  return sum([a, { minor: -b.minor, currency: b.currency }], a.currency);
}

export function times(value: Money, factor: number): Money {
  return { minor: Math.round(value.minor * factor), currency: value.currency };
}
