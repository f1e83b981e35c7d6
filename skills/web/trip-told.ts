import type { Booking } from '../../shared/booking/booking.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { type Html, html } from '../edge/html.ts';
import { type Writing, zoneOf } from './trip-lines.ts';
import { amount, dayInWords, fill, untilInWords } from './words.ts';

/** Who the contract is with, as far as the offer names it. */
export function partnerOf({ seller, vendorName }: Offer): string {
  if (!seller) return vendorName;
  const name = seller.legalName === vendorName ? [] : [seller.legalName];
  return [vendorName, ...name, seller.country, ...(seller.registration === undefined ? [] : [seller.registration])].join(' · ');
}

/** What the vendor tells beside price and terms, row by row: nothing where it tells nothing. */
export function toldRows(offer: Offer, writing: Writing): readonly Html[] {
  const { locale, words } = writing;
  const { details: { guarantee, change, delivery, exclusions = [] } = {}, co2Kg } = offer;
  const known = new Map<string, string>(Object.entries(words.told.tags));
  const left = exclusions.flatMap((tag) => known.get(tag) ?? []);
  return [
    ...(guarantee && guarantee.amount.minor > 0
      ? [row(words.told.guarantee, fill(words.told[guarantee.kind], { amount: amount(locale, guarantee.amount) }))]
      : []),
    ...(change ? [row(words.told.change, changeText(change, offer, writing))] : []),
    ...(delivery === undefined ? [] : [row(words.told.delivery, words.told.deliveries[delivery])]),
    ...(left.length > 0 ? [row(words.told.exclusions, left.join(', '))] : []),
    ...(co2Kg === undefined ? [] : [row(words.told.co2, fill(words.told.co2Kg, { n: Math.round(co2Kg) }))]),
  ];
}

function row(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function changeText(
  { possible, fee, until }: NonNullable<NonNullable<Offer['details']>['change']>,
  offer: Offer,
  writing: Writing,
): string {
  const { locale, words } = writing;
  if (!possible) return words.told.changeNever;
  const cost = fee && fee.minor > 0 ? fill(words.told.changeFee, { amount: amount(locale, fee) }) : words.told.changeFree;
  return until === undefined
    ? cost
    : `${cost}, ${fill(words.told.changeUntil, { when: untilInWords(writing, until, zoneOf({ offer }, writing)) })}`;
}

/** The vendor's own sentence, quoted. */
export function quoteOf({ details, note = '' }: Offer, { locale, words }: Writing): Html | false {
  const own = locale.startsWith('fr') ? details?.speakable?.fr : details?.speakable?.en;
  const said = [...new Set([own ?? '', note])].filter((each) => each !== '');
  return said.length > 0 && html`<p class="facts">${words.told.says} ${said.map((each) => html`<q>${each}</q> `)}</p>`;
}

/** Where the vendor shows what it says. Nothing is loaded from it until somebody follows a link, and it does not learn from where. */
export function linksOf({ details }: Offer, { locale, words }: Writing): Html | false {
  const proofs = (details?.proofs ?? []).map(({ claim, url, asOf }) =>
    link(url, asOf === undefined ? claim : `${claim} (${dayInWords(locale, asOf)})`),
  );
  const pictures = (details?.media ?? []).map(({ url, caption }) => link(url, caption ?? words.told.picture));
  const all = [...proofs, ...pictures];
  return all.length > 0 && html`<ul class="links">${all.map((each) => html`<li>${each}</li>`)}</ul>`;
}

/** What serves once it is bought: tickets, whom to write to, and, folded, what opens the door. */
export function afterwardsRows({ status, documents = [], supportEmail, pin, offer }: Booking, { words }: Writing): readonly Html[] {
  if (status !== 'confirmed') return [];
  const email = supportEmail ?? offer.seller?.email;
  return [
    ...(documents.length > 0
      ? [
          html`<div><dt>${words.told.documents}</dt><dd>${documents.map((url) => html`<span class="sub">${link(url, words.told.document)}</span>`)}</dd></div>`,
        ]
      : []),
    ...(email === undefined ? [] : [html`<div><dt>${words.told.email}</dt><dd><a href="mailto:${email}">${email}</a></dd></div>`]),
    ...(pin === undefined
      ? []
      : [
          html`<div><dt>${words.told.pin}</dt><dd><details><summary>${words.told.show}</summary><span class="reference">${pin}</span></details></dd></div>`,
        ]),
  ];
}

/** A link to a vendor's own page. */
export function link(url: string, label: string): Html {
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer nofollow">${label}</a> <span class="sub">${new URL(url).hostname}</span>`;
}
