import type { Booking } from '../../shared/booking/booking.ts';
import { jsonLdOf } from '../../shared/booking/documents/json-ld.ts';
import { type TripPageModel, tripPageModel, voteState } from '../../shared/booking/documents/trip-page-model.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { dataBlock, type Html, html } from '../edge/html.ts';
import { detailsSection, type FormState } from './details-form.ts';
import { cancellationOf, factsOf, paidOf, titleOf, type Writing, whenOf, zoneOf } from './trip-lines.ts';
import { newsSection } from './trip-news.ts';
import { afterwardsRows, linksOf, partnerOf, quoteOf, toldRows } from './trip-told.ts';
import type { TraceLine } from './web.ts';
import { amount, counted, dayInWords, fill, momentInWords, saidAt, unbroken } from './words.ts';

export interface TripPage {
  readonly trip: Trip;
  readonly trace: readonly TraceLine[];
  /** Whole, in the order read; empty before there is one. */
  readonly readback: readonly string[];
  /** "/trips/<id>" and its query, for the links beside it. */
  readonly path: string;
  readonly query: string;
  /** While vendors want more than the lead name. */
  readonly form?: FormState;
}

/** The whole document: readable without script, and on paper. */
export function tripPage(page: TripPage, writing: Writing): string {
  const { locale, words } = writing;
  const model = tripPageModel(page.trip);
  const title = headline(page.trip, writing);
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/base.css">
<link rel="stylesheet" href="/trip.css">
<link rel="stylesheet" href="/details.css">
${dataBlock(jsonLdOf(page.trip, writing.places.place))}
</head>
<body>
<main>
<header>
<p class="kicker">${words.title} <span class="chip" data-phase="${page.trip.phase}">${words.phases[page.trip.phase]}</span></p>
<h1>${title}</h1>
<p class="span">${subtitle(page.trip, writing)}</p>
${leadName(page, model, writing)}
<nav class="tools">
<a href="${page.path}.ics${page.query}">${words.calendar}</a>
<a href="${page.path}.json${page.query}">${words.data}</a>
${page.trip.requests.length > 0 && html`<a href="${page.path}.evidence.json${page.query}">${words.evidence}</a>`}
<a href="${page.path}${page.query}&amp;locale=${words.otherLocale}" lang="${words.otherLocale}" hreflang="${words.otherLocale}">${words.otherLanguage}</a>
</nav>
</header>
${page.form && detailsSection(page.form, page.trip, `${page.path}/details${page.query}&locale=${locale}`, writing)}
${voteSection(page, writing)}
<section aria-labelledby="bookings">
<h2 id="bookings">${words.bookings}</h2>
${model.lines.length === 0 ? html`<p class="empty">${words.noBookings}</p>` : html`<ol class="lines">${model.lines.map((line) => bookingLine(line, writing))}</ol>`}
${totals(model, writing)}
</section>
${page.readback.length > 0 && html`<section aria-labelledby="readback"><h2 id="readback">${words.readback}</h2>${page.readback.map((breath) => html`<p class="read">${unbroken(breath)}</p>`)}</section>`}
${notesSection(page.trip, writing)}
${newsSection(page.trip, `${page.path}/letter${page.query}&locale=${locale}`, writing)}
${page.trace.length > 0 && html`<section aria-labelledby="said"><h2 id="said">${words.conversation}</h2><ol class="trace">${page.trace.map((line) => traceLine(line, writing))}</ol></section>`}
<footer>${recordHeads(model, writing)}<p>${words.private}</p><p>${words.trip} ${page.trip.id}</p></footer>
</main>
</body>
</html>
`.markup;
}

/** What was wished for and no vendor could be asked for. */
function notesSection({ brief: { notes = [], spots = [], needs } }: Trip, { words }: Writing): Html {
  const known = new Map<string, string>(Object.entries(words.notes.things));
  if (notes.length + spots.length === 0) return html``;
  const rides = needs.some(({ category }) => category === 'transfer');
  const spotWords = spots.map((spot) =>
    fill(rides && spot.type === 'street' ? words.notes.driver : words.notes.near, { words: spot.words }),
  );
  return html`<section aria-labelledby="notes"><h2 id="notes">${words.notes.title}</h2>
<ul>${notes.map((note) => html`<li>${known.get(note) ?? words.notes.things.other}</li>`)}${spotWords.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

/** Where those who travel vote, and how many have. */
function voteSection({ trip, path }: TripPage, { locale, words }: Writing): Html {
  const vote = voteState(trip);
  if (!vote) return html``;
  const address = `${path}/vote?key=${encodeURIComponent(vote.key)}&locale=${locale}`;
  return html`<section aria-labelledby="vote"><h2 id="vote">${words.vote.section}</h2>
<p>${counted(locale, words.vote.count, vote.count).replace('{of}', String(vote.voters))} <a href="${address}">${words.vote.link}</a></p>
<p class="hint">${words.vote.share}</p></section>`;
}

/** Once something is booked, what its record can be held to: shown here, the traveller has it apart from the file. */
function recordHeads({ heads, lines }: TripPageModel, { words }: Writing): Html {
  if (heads.length === 0 || !lines.some(({ status }) => status === 'confirmed')) return html``;
  return html`<details><summary>${words.heads}</summary>${heads.map(({ request, head }) => html`<p>${request} <code>${head}</code></p>`)}</details>`;
}

/** Where it goes: the place that was chosen, else those that were asked for. */
function headline({ brief, chosen }: Trip, { locale, words, places }: Writing): string {
  const where = chosen?.place === undefined ? (brief.where ?? brief.needs[0]?.where) : [chosen.place];
  return where === undefined || where.length === 0 ? words.title : where.map((id) => places.placeName(id, locale)).join(', ');
}

function subtitle({ brief }: Trip, { locale, words }: Writing): string {
  const parts: string[] = [];
  const { start, end, party } = brief;
  if (start !== undefined && end !== undefined && start !== end) {
    parts.push(fill(words.dates, { start: dayInWords(locale, start), end: dayInWords(locale, end) }));
  } else if (start !== undefined) parts.push(fill(words.day, { start: dayInWords(locale, start) }));
  if (party !== undefined) parts.push(counted(locale, words.travellers, party.adults + party.children));
  return parts.join(' · ');
}

function leadName(page: TripPage, model: TripPageModel, { words }: Writing): Html {
  const { leadName: name, phase } = page.trip;
  const written = name === undefined ? words.leadUnknown : `${words.lead} ${[name.given, name.family].filter(Boolean).join(' ')}`;
  const asksName = name !== undefined || phase === 'confirming';
  if (!asksName) return html``;
  if (!model.nameOpen) return html`<p class="lead">${written}</p><p class="hint">${words.leadFixed}</p>`;
  return html`<p class="lead">${written}</p>
<form class="name" method="post" action="${page.path}/name${page.query}">
<label>${words.leadGiven} <input name="given" autocomplete="given-name" maxlength="80" value="${name?.given ?? ''}"></label>
<label>${words.leadFamily} <input name="family" autocomplete="family-name" maxlength="80" required value="${name?.family ?? ''}"></label>
<button>${words.leadSave}</button>
</form>`;
}

function bookingLine(booking: Booking, writing: Writing): Html {
  const { words } = writing;
  const { offer } = booking;
  const stands = booking.status !== 'cancelled' && booking.status !== 'failed';
  const facts = factsOf(offer.item, writing);
  const phone = booking.supportPhone ?? offer.supportPhone;
  return html`<li class="line" data-status="${booking.status}">
<div class="what">
<p class="kicker">${words.categories[offer.category]} <span class="chip" data-status="${booking.status}">${words.statuses[booking.status]}</span></p>
<h3>${titleOf(offer.item, writing)}</h3>
<p class="vendor">${partnerOf(offer)}${offer.demo && html` <span class="demo">${words.demo}</span>`}</p>
${whenOf(booking, writing).map((when) => html`<p class="when">${when}</p>`)}
${facts.length > 0 && html`<p class="facts">${facts.join(' · ')}</p>`}
${stands && [quoteOf(offer, writing), linksOf(offer, writing)]}
</div>
<dl>
<div><dt>${words.price}</dt><dd><span class="amount">${priceOf(booking, writing)}</span>${offer.demo && html` <span class="demo">${words.demo}</span>`}${stands && paidOf(booking, writing).map((part) => html`<span class="sub">${part}</span>`)}</dd></div>
${stands && [html`<div><dt>${words.cancellation}</dt><dd>${cancellationOf(booking, writing).map((step) => html`<span class="sub">${step}</span>`)}</dd></div>`, ...toldRows(offer, writing)]}
${booking.reference !== undefined && html`<div><dt>${words.reference}</dt><dd class="reference">${booking.reference}</dd></div>`}
${booking.status === 'held' && booking.holdUntil !== undefined && html`<div><dt></dt><dd>${fill(words.heldUntil, { when: momentInWords(writing, booking.holdUntil, zoneOf(booking, writing)) })}</dd></div>`}
${phone !== undefined && html`<div><dt>${words.phone}</dt><dd><a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a></dd></div>`}
${afterwardsRows(booking, writing)}
</dl>
</li>`;
}

/** A table is booked, not paid: zero euros would read like a mistake. */
function priceOf({ confirmedTotal, offer }: Booking, { locale, words }: Writing): string {
  const total = confirmedTotal ?? offer.total;
  return total.minor === 0 ? words.nothingDue : amount(locale, total);
}

function totals(model: TripPageModel, { locale, words, places }: Writing): Html {
  const demo = model.lines.some(({ offer }) => offer.demo);
  const sums = places.apart && model.lines.length > 1 ? [] : model.totals;
  return html`${sums.filter(({ total }) => total.minor > 0).map(({ total }) => html`<p class="total"><span>${words.total}</span> <span class="amount">${amount(locale, total)}</span>${demo && html` <span class="demo">${words.demo}</span>`}</p>`)}
${demo && html`<p class="hint">${words.demoNote}</p>`}`;
}

function traceLine(line: TraceLine, { locale, words }: Writing): Html {
  return html`<li>
${line.heard !== undefined && html`<p class="heard"><b>${words.you}</b> ${line.heard}</p>`}
<p class="said"><b>${words[line.author]}</b> ${unbroken(line.said)}</p>
<time datetime="${line.at}">${saidAt(locale, line.at, line.timeZone)}</time>
</li>`;
}
