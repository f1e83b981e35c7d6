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
  const total = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(totalMinor / 10 ** decimalsOf(currency));
  const where = new Intl.ListFormat(locale, { type: 'disjunction' }).format(request.where.slice(0, 4).map(placeName));
  const rows = [
    [wordFor(words.categories, request.category), whenWords(request.start, request.end, language)],
    [words.where, where],
    [words.total.split(',')[0] ?? '', total],
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
