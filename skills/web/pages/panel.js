import { el, price } from './texts.js';

const body = document.querySelector('#panel-body');
const chip = document.querySelector('#phase');

/** What a screen device shows of the trip, drawn whole from the answer. */
export function drawPanel(answer, texts, locale) {
  const { trip, phase } = answer;
  chip.textContent = texts.phases[phase] ?? '';
  chip.dataset.phase = phase;
  const parts = trip
    ? [brief(trip, texts), bookings(trip, texts, locale), proposals(trip, phase, texts, locale), links(trip, texts)].filter(Boolean)
    : [];
  body.replaceChildren(...(parts.length > 0 ? parts : [el('p', { class: 'empty' }, texts.panelEmpty)]));
}

/** The whole read-back, from the trip's own record: what the phrase will be bound to. */
export async function drawReadback(trip, texts, isCurrent) {
  const record = await fetch(trip.page.replace('?', '.json?')).then(
    (response) => (response.ok ? response.json() : {}),
    () => ({}),
  );
  if (!isCurrent() || !record.readback?.length) return;
  const section = el(
    'section',
    {},
    el('h3', {}, texts.readback),
    el('div', { class: 'readback' }, ...record.readback.map((breath) => el('p', {}, breath))),
    el('p', { class: 'hint' }, texts.readbackHint),
  );
  body.prepend(section);
}

function brief({ summary }, texts) {
  if (!summary?.length) return false;
  const rows = summary.flatMap(({ label, value }) => [el('dt', {}, label), el('dd', {}, value)]);
  return el('section', {}, el('h3', {}, texts.brief), el('dl', { class: 'brief' }, ...rows));
}

function proposals(trip, phase, texts, locale) {
  // Once lines are held or booked, those are what counts.
  if (trip.proposals.length === 0 || (trip.bookings.length > 0 && phase !== 'choosing')) return false;
  const cards = trip.proposals.map((proposal) =>
    el(
      'li',
      { class: 'card' },
      el('p', { class: 'kind' }, texts.kinds[proposal.kind] ?? texts.kinds.other),
      el(
        'div',
        { class: 'row' },
        el('span', { class: 'name' }, proposal.title),
        priceTag(
          proposal.total,
          proposal.lines.some((line) => line.demo),
          texts,
          locale,
        ),
      ),
      el('ul', { class: 'lines' }, ...proposal.lines.map((line) => lineRow(line, texts, locale))),
    ),
  );
  const demo = trip.proposals.some(({ lines }) => lines.some((line) => line.demo));
  return el('section', {}, el('h3', {}, texts.proposals), el('ol', {}, ...cards), demo && el('p', { class: 'hint' }, texts.demoNote));
}

function lineRow(line, texts, locale) {
  return el(
    'li',
    { class: 'line row' },
    el('span', {}, line.title, el('span', { class: 'sub' }, `${texts.categories[line.category]}, ${line.vendor}`)),
    priceTag(line.total, line.demo, texts, locale),
  );
}

function priceTag(total, demo, texts, locale) {
  return el(
    'span',
    { class: 'price' },
    el('span', { class: 'amount' }, price(total, locale)),
    demo && ' ',
    demo && el('span', { class: 'demo' }, texts.demo),
  );
}

function bookings(trip, texts, locale) {
  if (trip.bookings.length === 0) return false;
  const demo = new Set(trip.proposals.flatMap(({ lines }) => lines.filter((line) => line.demo).map((line) => line.vendor)));
  const cards = trip.bookings.map((booking) =>
    el(
      'li',
      { class: 'card' },
      el(
        'div',
        { class: 'row' },
        el('span', { class: 'kind' }, texts.categories[booking.category]),
        el('span', { class: 'chip', 'data-status': booking.status }, texts.statuses[booking.status]),
      ),
      el(
        'div',
        { class: 'row' },
        el('span', { class: 'name' }, booking.vendor),
        priceTag(booking.total, booking.demo ?? demo.has(booking.vendor), texts, locale),
      ),
      booking.reference && el('p', { class: 'sub' }, `${texts.reference} `, el('span', { class: 'reference' }, booking.reference)),
    ),
  );
  return el('section', {}, el('h3', {}, texts.bookings), el('ol', {}, ...cards));
}

function links({ page, bookings: booked }, texts) {
  if (!page) return false;
  const calendar = booked.length > 0 && el('a', { href: page.replace('?', '.ics?') }, texts.calendar);
  return el('p', { class: 'links' }, el('a', { href: page, target: '_blank', rel: 'noopener' }, texts.tripPage), calendar);
}
