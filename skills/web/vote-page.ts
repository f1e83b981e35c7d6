import { stanceField, type VoteForm, type VoteProblem } from '../../shared/booking/documents/vote-form.ts';
import type { Instant } from '../../shared/time.ts';
import { type Html, html } from '../edge/html.ts';
import { factsOf, titleOf, type Writing, whenOf, zoneOf } from './trip-lines.ts';
import { differingFacts } from './vote-facts.ts';
import { amount, counted, fill, momentInWords } from './words.ts';

/** The page as it is to be shown: with what was just written and is wrong, or noted, or that nothing more can be sent. */
export interface VotePage {
  /** Absent: the vote is over. */
  readonly form?: VoteForm;
  /** Who votes on this page; stands in the form, so that a form sent twice is one vote. */
  readonly voter: string;
  readonly closesAt?: Instant;
  /** "/trips/<id>/vote?key=…" */
  readonly address: string;
  /** Only what this very request wrote. */
  readonly written: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, VoteProblem>>;
  readonly outcome?: 'noted' | 'failed' | 'full';
}

/** The whole document, without script. */
export function votePage(page: VotePage, writing: Writing): string {
  const { locale, words } = writing;
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${words.vote.title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/base.css">
<link rel="stylesheet" href="/trip.css">
<link rel="stylesheet" href="/details.css">
<link rel="stylesheet" href="/vote.css">
</head>
<body>
<main>
<header>
<p class="kicker">${words.title}</p>
<h1>${words.vote.title}</h1>
${page.form && html`<p class="span">${words.vote.intro}</p>`}
<nav class="tools"><a href="${page.address}&amp;locale=${words.otherLocale}" lang="${words.otherLocale}" hreflang="${words.otherLocale}">${words.otherLanguage}</a></nav>
</header>
${page.form ? ballot(page, page.form, writing) : html`<p class="noted" role="status">${words.vote.over}</p>`}
</main>
</body>
</html>
`.markup;
}

function ballot(page: VotePage, form: VoteForm, writing: Writing): Html {
  const { locale, words } = writing;
  const { outcome, closesAt } = page;
  const isDone = form.voted && Object.keys(page.problems).length === 0 && outcome !== 'failed';
  const body = formOf(page, form, writing);
  const [offer] = form.options[0]?.offers ?? [];
  const zone = offer ? zoneOf({ offer }, writing) : 'UTC';
  return html`<section aria-label="${words.vote.title}">
${isDone && html`<p class="noted" role="status"${outcome === 'noted' && html` tabindex="-1" autofocus`}>${words.vote.noted}</p>`}
${outcome === 'full' && html`<p class="problems" role="alert" tabindex="-1" autofocus>${words.vote.full}</p>`}
<p class="hint">${counted(locale, words.vote.count, form.count).replace('{of}', String(form.voters))}${closesAt && html` ${fill(words.vote.until, { when: momentInWords(writing, closesAt, zone) })}`}</p>
${isDone ? html`<details><summary>${words.vote.change}</summary>${body}</details><p><a href="${page.address}&amp;locale=${locale}&amp;new=1">${words.vote.another}</a></p>` : body}
</section>`;
}

function formOf(page: VotePage, form: VoteForm, writing: Writing): Html {
  const { words, locale } = writing;
  return html`${problemList(page, form, writing)}
<form class="details vote" method="post" action="${page.address}&amp;locale=${locale}" novalidate>
<input type="hidden" name="voter" value="${page.voter}">
${form.options.map((_, at) => optionOf(page, form, at, writing))}
${form.options.some(({ proposal }) => proposal.total.minor > 0) && limitOf(page, form, writing)}
<button>${words.vote.send}</button>
</form>`;
}

/** A limit for the whole trip: the one that was noted is never shown again. */
function limitOf(page: VotePage, form: VoteForm, { words }: Writing): Html {
  return html`<div class="field limit">
<label for="field-limit">${words.vote.limit}</label>
<input id="field-limit" name="limit" type="text" inputmode="decimal" autocomplete="off" maxlength="20" value="${page.written['limit'] ?? ''}" aria-describedby="limit-hint"${page.problems['limit'] && html` aria-invalid="true"`}>
<p class="${page.problems['limit'] ? 'problem' : 'hint'}" id="limit-hint">${page.problems['limit'] ? words.vote.problems.limit : form.limited ? words.vote.limitKept : words.vote.limitHint}</p>
</div>
${form.limited && html`<label class="choice"><input type="checkbox" name="limit-none" value="1"> <span>${words.vote.limitNone}</span></label>`}`;
}

/** First what is wrong, as links to the fields; heard at once by a screen reader. */
function problemList({ problems, outcome }: VotePage, form: VoteForm, writing: Writing): Html {
  const { words, locale } = writing;
  if (outcome === 'failed') return html`<p class="problems" role="alert" tabindex="-1" autofocus>${words.form.failed}</p>`;
  const wrong = Object.keys(problems);
  if (wrong.length === 0) return html``;
  const named = (field: string) => {
    const at = form.options.findIndex((_, i) => stanceField(i) === field);
    return at < 0 ? words.vote.limit : headline(form, at, writing);
  };
  const target = (field: string) => (field === 'limit' ? 'field-limit' : `field-${field}-yes`);
  return html`<div class="problems" role="alert" tabindex="-1" autofocus><p>${counted(locale, words.form.wrong, wrong.length)}</p><ul>${wrong.map(
    (field) => html`<li><a href="#${target(field)}">${named(field)}</a></li>`,
  )}</ul></div>`;
}

function headline({ options }: VoteForm, at: number, writing: Writing): string {
  const option = options[at];
  const bed = option?.offers.find(({ category }) => category === 'lodging') ?? option?.offers[0];
  return bed ? titleOf(bed.item, writing) : '';
}

/** A choice with its price and what it is made of, and what one makes of it. */
function optionOf(page: VotePage, form: VoteForm, at: number, writing: Writing): Html {
  const { words, locale, places } = writing;
  const option = form.options[at];
  if (!option) return html``;
  const field = stanceField(at);
  const wrong = page.problems[field];
  const demo = option.offers.some((offer) => offer.demo);
  return html`<fieldset${wrong && html` aria-describedby="${field}-hint"`}>
<legend>${headline(form, at, writing)}</legend>
<p>${!(places.apart && option.offers.length > 1) && html`<span class="amount">${option.proposal.total.minor === 0 ? words.nothingDue : amount(locale, option.proposal.total)}</span>`}${demo && html` <span class="demo">${words.demo}</span>`}</p>
${option.offers.map((offer) => {
  const own = offer.category === 'lodging' ? differingFacts(form.options, at, writing) : [];
  const facts = [...whenOf({ offer }, writing), ...factsOf(offer.item, writing), ...own];
  return html`<p class="facts">${option.offers.length > 1 && html`${titleOf(offer.item, writing)} · ${amount(locale, offer.total)} · `}${offer.vendorName}${facts.map((fact) => html` · ${fact}`)}</p>`;
})}
<div class="choices">${(['yes', 'fine', 'no'] as const).map(
    (stance) =>
      html`<label class="choice"><input type="radio" id="field-${field}-${stance}" name="${field}" value="${stance}"${page.written[field] === stance && html` checked`} required> <span>${words.vote.stances[stance]}</span></label>`,
  )}</div>
${wrong && html`<p class="problem" id="${field}-hint">${words.vote.problems.stance}</p>`}
</fieldset>`;
}
