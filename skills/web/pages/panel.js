import { el, price } from './texts.js';

const body = document.querySelector('#panel-body');
const chip = document.querySelector('#phase');

/** What a screen device shows of the trip, drawn whole from the answer. */
export function drawPanel(answer, texts, locale) {
  const { trip, phase } = answer;
  chip.textContent = texts.phases[phase] ?? '';
  chip.dataset.phase = phase;
  const parts = trip
    ? [vote(trip, texts), shown(answer), bookings(answer, texts, locale), brief(trip, texts), proposals(trip, phase, texts, locale)].filter(
        Boolean,
      )
    : [];
  // Before there is a trip its page has nothing to read either.
  const all = parts.length > 0 ? [...parts, links(trip, texts)].filter(Boolean) : [el('p', { class: 'empty' }, texts.panelEmpty)];
  body.replaceChildren(...all);
}

/** The whole read-back, from the trip's own record: what the phrase will be bound to. */
export async function drawReadback(trip, texts, isCurrent) {
  const record = await fetch(address(trip.page, '.json')).then(
    (response) => (response.ok ? response.json() : {}),
    () => ({}),
  );
  if (!isCurrent() || !record.readback?.length) return;
  const words = el('div', { class: 'readback' }, ...record.readback.map((breath) => el('p', {}, breath)));
  const section = el(
    'details',
    { class: 'whole' },
    el('summary', {}, texts.readback),
    words,
    el('p', { class: 'hint' }, texts.readbackHint),
  );
  body.firstElementChild.after(section);
}

/** Where those who travel vote, and how many have. */
function vote({ vote: open }, texts) {
  if (!open) return false;
  const count = texts.voteCount.replace('{n}', open.count).replace('{of}', open.voters);
  const link = el('a', { href: address(open.page), target: '_blank', rel: 'noopener' }, texts.voteLink);
  return el('section', {}, el('h3', {}, texts.vote), el('p', {}, count), el('p', { class: 'links' }, link));
}

function brief({ summary }, texts) {
  if (!summary?.length) return false;
  const rows = summary.flatMap(({ label, value }) => [el('dt', {}, label), el('dd', {}, value)]);
  return el('section', {}, el('h3', {}, texts.brief), el('dl', { class: 'brief' }, ...rows));
}

/** What the answer shows and nothing can be chosen from: not the brief, which is drawn already, nor what stands with the bookings. */
function shown({ display, phase, trip }) {
  const booked = new Set(trip.bookings.flatMap((booking) => detailOf(booking, display) ?? []));
  const items = display?.items.filter((item) => !item.say && !booked.has(item)) ?? [];
  if (items.length === 0 || phase === 'briefing' || phase === 'waiting') return false;
  const rows = items.map(({ label, detail }) =>
    el('li', { class: 'card' }, el('p', { class: 'name' }, label), detail && el('p', { class: 'line' }, detail)),
  );
  return el('section', {}, el('h3', {}, display.title), el('ul', {}, ...rows));
}

/** The shown item of a booking: the one that bears its reference. */
function detailOf({ reference }, display) {
  return reference === undefined ? undefined : display?.items.find((item) => !item.say && item.label.endsWith(reference));
}

function proposals(trip, phase, texts, locale) {
  // Once lines are held or booked, those are what counts.
  if (trip.proposals.length === 0 || (trip.bookings.length > 0 && phase !== 'choosing')) return false;
  const cards = trip.proposals.map((proposal, i) => el('li', { class: 'card' }, proposalCard(proposal, i === 0, texts, locale)));
  const demo = trip.proposals.some(({ lines }) => lines.some((line) => line.demo));
  return el('section', {}, el('h3', {}, texts.proposals), el('ol', {}, ...cards), demo && el('p', { class: 'hint' }, texts.demoNote));
}

function proposalCard({ kind, title, total, apart, lines }, isOpen, texts, locale) {
  const demo = lines.some((line) => line.demo);
  const head = el(
    'summary',
    {},
    el('span', { class: 'kind' }, texts.kinds[kind] ?? texts.kinds.other),
    el('span', { class: 'row' }, el('span', { class: 'name' }, title), !apart && priceTag(total, demo, texts, locale)),
  );
  return el('details', { open: isOpen }, head, el('ul', { class: 'lines' }, ...lines.map((line) => lineRow(line, texts, locale))));
}

function lineRow({ category, title, total, demo }, texts, locale) {
  const head = el('div', { class: 'row' }, el('span', { class: 'kind' }, texts.categories[category]), priceTag(total, demo, texts, locale));
  return el('li', { class: 'line' }, head, title);
}

function priceTag(total, demo, texts, locale) {
  return el(
    'span',
    { class: 'price' },
    el('span', { class: 'amount' }, Number(total.amount) === 0 ? texts.nothingDue : price(total, locale)),
    demo && ' ',
    demo && el('span', { class: 'demo' }, texts.demo),
  );
}

function bookings({ trip, phase, display }, texts, locale) {
  // While they are being confirmed, what is read back says more.
  if (trip.bookings.length === 0 || (phase === 'confirming' && display)) return false;
  const cards = trip.bookings.map((booking) => {
    const { category, status, title, vendor, reference, total } = booking;
    const detail = detailOf(booking, display)?.detail;
    return el(
      'li',
      { class: 'card' },
      el(
        'div',
        { class: 'row' },
        el('span', { class: 'kind' }, texts.categories[category]),
        el('span', { class: 'chip', 'data-status': status }, texts.statuses[status]),
      ),
      el('div', { class: 'row' }, el('span', { class: 'name' }, title), priceTag(total, booking.demo, texts, locale)),
      vendor !== title && el('p', { class: 'sub' }, vendor),
      detail && el('p', { class: 'line' }, detail),
      reference && el('p', { class: 'sub' }, `${texts.reference} `, el('span', { class: 'reference' }, reference)),
    );
  });
  return el('section', {}, el('h3', {}, texts.bookings), el('ol', {}, ...cards));
}

function links({ page, bookings: booked }, texts) {
  if (!page) return false;
  const calendar = booked.length > 0 && el('a', { href: address(page, '.ics') }, texts.calendar);
  return el('p', { class: 'links' }, el('a', { href: address(page), target: '_blank', rel: 'noopener' }, texts.tripPage), calendar);
}

/** The trip's page, or a document beside it, on this very server: the link may name it by another of its names. */
function address(page, beside = '') {
  const { pathname, search } = new URL(page, window.location.href);
  return `${pathname}${beside}${search}`;
}
