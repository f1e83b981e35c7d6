import { el, fill, sentences } from './texts.js';

const SHORT = 110;
const LONG = 330;
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const list = document.querySelector('#turns');

/** One exchange on the page: what was heard, and a place for what will be said. */
export function beginTurn(heard, texts) {
  const said = el('p', { class: 'said pending' });
  const turn = el(
    'div',
    { class: 'turn' },
    heard && el('p', { class: 'heard' }, hidden(fill(texts.says, { who: texts.you })), heard),
    said,
  );
  list.querySelector('.again')?.remove();
  list.append(turn);
  reveal(turn);
  return { turn, said };
}

/** What is said while vendors are asked: above the answer to come. Returns its sentences' elements, to be followed while spoken. */
export function writeProgress({ turn, said }, text, locale) {
  const spans = spansOf(text, locale);
  said.before(el('p', { class: 'said progress' }, ...spans));
  reveal(turn);
  return spans;
}

export function writeAnswer({ turn, said }, text, locale) {
  const spans = spansOf(text, locale);
  said.append(...spans);
  said.dataset.length = text.length <= SHORT ? 'short' : text.length > LONG ? 'long' : 'medium';
  reveal(turn);
  return spans;
}

/** Ends the answer: whose words they are, what may be chosen, and a way to hear it again. */
export function finish({ turn, said }, answer, texts, { onChoice, onAgain }) {
  said.classList.remove('pending');
  const author = texts[answer.author];
  const first = turn.querySelector('.said');
  first.prepend(answer.author === 'machine' ? hidden(fill(texts.says, { who: author })) : el('span', { class: 'author' }, author));
  const choosable = answer.display?.items.filter((item) => item.say) ?? [];
  if (choosable.length > 0) turn.append(choices(answer.display.title, choosable, onChoice));
  if (onAgain) {
    const again = el('button', { type: 'button', class: 'again' }, texts.again);
    again.addEventListener('click', onAgain);
    turn.append(again);
  }
  reveal(turn);
}

export function drop({ turn, said }) {
  if (turn.querySelector('.heard')) said.remove();
  else turn.remove();
}

/** Marks the sentence being spoken; undefined when the voice is silent. */
export function follow({ turn }, spans, at) {
  turn.classList.toggle('speaking', at !== undefined);
  for (const span of turn.querySelectorAll('.now')) span.classList.remove('now');
  if (at !== undefined) spans[at]?.classList.add('now');
}

export function spoken({ turn }) {
  return [...turn.querySelectorAll('.sentence')];
}

function spansOf(text, locale) {
  return sentences(text, locale).map((sentence) => el('span', { class: 'sentence' }, sentence));
}

function choices(title, items, onChoice) {
  const numbered = items.length > 1;
  const rows = items.map((item, i) => el('li', {}, choice(item, numbered ? String(i + 1) : '', onChoice)));
  return el('ol', { class: numbered ? 'choices numbered' : 'choices', 'aria-label': title }, ...rows);
}

function choice({ label, detail, say }, number, onChoice) {
  const inside = [
    number && el('span', { class: 'number' }, number),
    el('span', { class: 'label' }, label),
    detail && el('span', { class: 'detail' }, detail),
  ];
  const button = el('button', { type: 'button', class: 'choice' }, ...inside);
  button.addEventListener('click', (event) => onChoice(say, event));
  return button;
}

/** The end of the last exchange above the composer; its beginning when it is taller than the screen. */
function reveal(turn) {
  requestAnimationFrame(() => {
    const covered = document.querySelector('#composer').offsetHeight + list.getBoundingClientRect().top + window.scrollY;
    const behavior = calm.matches ? 'auto' : 'smooth';
    if (turn.offsetHeight > window.innerHeight - covered) turn.scrollIntoView({ block: 'start', behavior });
    else window.scrollTo({ top: document.body.scrollHeight, behavior });
  });
}

function hidden(text) {
  return el('span', { class: 'hidden' }, text);
}
