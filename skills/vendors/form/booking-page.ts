import type { Asked as Acceptance } from '../../../shared/market/invitation.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import { decimalsOf } from '../../../shared/money.ts';
import { html } from '../../edge/html.ts';
import { frame, whenWords } from './page.ts';
import { type Language, wordFor } from './words.ts';

export interface BookingPage {
  readonly language: Language;
  readonly path: string;
  readonly request: RequestForOffers;
  readonly acceptance: Acceptance;
  readonly placeName: (id: string) => string;
  /** What was written as reference and is not one. */
  readonly wrong?: string;
}

/** An offer that was chosen, for the vendor to confirm under its own reference, or to say that it is too late. */
export function bookingPage({ language, path, request, acceptance, placeName, wrong }: BookingPage): string {
  const { words, locale } = language;
  const { totalMinor, currency, buyer } = acceptance;
  const rows = [
    ...whatRows({ request, language, placeName }),
    [words.total.split(',')[0] ?? '', amountIn(locale, totalMinor, currency)],
    ...Object.entries(buyer).map(([field, value]) => [wordFor(words.buyer, field), value]),
  ];
  const invalid = wrong !== undefined && html` aria-invalid="true"`;
  const hint = wrong === undefined ? words.referenceHint : words.referenceProblem;
  return frame(
    language,
    words.bookingTitle,
    path,
    html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<form class="details offer" method="post" action="${path}?lang=${locale}" novalidate>
<div class="field">
<label for="field-reference">${words.reference}</label>
<input id="field-reference" name="reference" maxlength="30" autocomplete="off" value="${wrong ?? ''}"${invalid}${wrong !== undefined && html` autofocus`} aria-describedby="field-reference-hint">
<p class="${wrong === undefined ? 'hint' : 'problem'}" id="field-reference-hint">${hint}</p>
</div>
<button name="do" value="confirm">${words.confirm}</button>
<button class="quiet" name="do" value="refuse">${words.refuse}</button>
</form>`,
  );
}

/** What is left, and what that costs by the vendor's own terms: to be noted, at that cost or for nothing. */
export function leavingPage({ language, path, request, acceptance, placeName }: Omit<BookingPage, 'wrong'>): string {
  const { words, locale } = language;
  const { currency, leaving: { reference, feeMinor } = { reference: '', feeMinor: 0 } } = acceptance;
  const rows = [
    ...whatRows({ request, language, placeName }),
    [words.reference, reference],
    [words.leavingFee, amountIn(locale, feeMinor, currency)],
  ];
  return frame(
    language,
    words.leavingTitle,
    path,
    html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<form class="details offer" method="post" action="${path}?lang=${locale}">
<button name="do" value="note">${words.noted}</button>
${feeMinor > 0 && html`<button class="quiet" name="do" value="waive">${words.waive}</button>`}
</form>`,
  );
}

function whatRows({
  request,
  language,
  placeName,
}: Pick<BookingPage, 'request' | 'language' | 'placeName'>): readonly (readonly string[])[] {
  const { words, locale } = language;
  const where = new Intl.ListFormat(locale, { type: 'disjunction' }).format(request.where.slice(0, 4).map(placeName));
  return [
    [wordFor(words.categories, request.category), whenWords(request.start, request.end, language)],
    [words.where, where],
  ];
}

function amountIn(locale: string, minor: number, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** decimalsOf(currency));
}
