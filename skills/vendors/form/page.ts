import type { Requirement } from '../../../shared/trip/brief.ts';
import { type Html, html } from '../../edge/html.ts';
import { type Question, tagsOf } from './fields.ts';
import { type Asked, type FieldProblem, KEEPS } from './read.ts';
import { counted, dayWords, fill, type Language, momentWords, wordFor } from './words.ts';

/** The offer form as it is to be shown: new, or with what was just written and what is wrong with it. */
export interface OfferPage extends Asked {
  readonly language: Language;
  /** "/vendors/v1/form/<token>". */
  readonly path: string;
  readonly written: URLSearchParams | undefined;
  readonly problems: Readonly<Record<string, FieldProblem>>;
  /** Above the form: why the offer as a whole was not taken. */
  readonly refusal?: string;
  readonly placeName: (id: string) => string;
}

export function offerPage(page: OfferPage): string {
  const { words } = page.language;
  return frame(
    page.language,
    words.title,
    page.path,
    html`<section aria-labelledby="asked">
<h2 id="asked">${words.asked}</h2>
${page.vendor.demo && html`<p class="hint">${words.demo}</p>`}
${askedList(page)}
</section>
${problemList(page)}
<form class="details offer" method="post" action="${page.path}?lang=${page.language.locale}" novalidate>
${itemFieldsets(page)}
${moneyFieldset(page)}
${lastFieldset(page)}
<button name="do" value="offer">${words.send}</button>
</form>
<form class="revoke" method="post" action="${page.path}?lang=${page.language.locale}">
<button class="quiet" name="do" value="revoke">${words.revoke}</button>
</form>`,
  );
}

/** The whole document, in one language, with the way to the other. */
export function frame({ locale, words }: Language, title: string, path: string | undefined, body: Html): string {
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
<link rel="stylesheet" href="/details.css">
<link rel="stylesheet" href="/offer.css">
</head>
<body>
<main>
<header>
<h1>${title}</h1>
${path !== undefined && html`<p><a href="${path}?lang=${words.other}" lang="${words.other}" hreflang="${words.other}">${words.otherLanguage}</a></p>`}
</header>
${body}
</main>
</body>
</html>
`.markup;
}

/** What tier 0 tells of the request, as the vendor's page has it. */
export function askedList({ request, language, placeName, timeZone }: OfferPage): Html {
  const { words } = language;
  const rows: (readonly [string, string] | undefined)[] = [
    [wordFor(words.categories, request.category), whenWords(request.start, request.end, language)],
    request.from.length > 0 ? [words.from, placesIn(request.from, language, placeName)] : undefined,
    [words.where, placesIn(request.where, language, placeName)],
    request.time === undefined ? undefined : [words.hour, request.time],
    [words.party, partyWords(request.party, language)],
    conditionRow(words.required, request.requirements, 'must', language),
    conditionRow(words.desired, request.requirements, 'wish', language),
  ];
  const known = rows.filter((row) => row !== undefined);
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="hint">${fill(words.until, { closes: momentWords(language, request.closesAt, timeZone) })}</p>`;
}

export function whenWords(start: string, end: string, language: Language): string {
  const { words } = language;
  return fill(start === end ? words.day : words.dates, { start: dayWords(language, start), end: dayWords(language, end) });
}

function placesIn(ids: readonly string[], { locale }: Language, placeName: (id: string) => string): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(ids.slice(0, 8).map(placeName));
}

function partyWords({ adults, childAgeBands }: Asked['request']['party'], language: Language): string {
  const { words, locale } = language;
  const ages = new Intl.ListFormat(locale).format(childAgeBands.map((band) => fill(words.years, { band })));
  const children = childAgeBands.length === 0 ? [] : [counted(language, words.children, childAgeBands.length, { ages })];
  return [counted(language, words.adults, adults), ...children].join(', ');
}

function conditionRow(name: string, all: readonly Requirement[], strength: Requirement['strength'], language: Language) {
  const these = all.filter((each) => each.strength === strength).map((each) => conditionWords(each, language));
  return these.length === 0 ? undefined : ([name, these.join(' ; ')] as const);
}

export function conditionWords({ attr, value }: Requirement, { words }: Language): string {
  const { conditions, labels, tags } = words;
  const label = wordFor({ ...tags, ...labels, refundable: conditions.refundable }, attr);
  if (value === true) return label;
  if (value === false) return fill(conditions.no, { label });
  if (typeof value === 'number')
    return fill(wordFor(conditions, attr) === attr ? conditions.is : wordFor(conditions, attr), { label, value });
  const refused = value.startsWith('not:');
  const said = valueWord(attr, refused ? value.slice(4) : value, words);
  return fill(refused ? conditions.not : conditions.is, { label, value: said });
}

function valueWord(fact: string, value: string, { values }: Language['words']): string {
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = values;
  return wordFor(tables[fact] ?? {}, value);
}

function problemList(page: OfferPage): Html {
  const { language, problems, refusal, questions } = page;
  const { words } = language;
  if (refusal !== undefined)
    return html`<div class="problems" role="alert" tabindex="-1" autofocus><p>${words.refusedTitle}</p><p>${refusal}</p></div>`;
  const wrong = Object.keys(problems);
  if (wrong.length === 0) return html``;
  const labels = new Map(questions.map((question) => [question.name, labelOf(question, language)]));
  const nameOf = (name: string) => labels.get(name) ?? PLAIN[name]?.(language) ?? name;
  return html`<div class="problems" role="alert" tabindex="-1" autofocus><p>${counted(language, words.wrong, wrong.length)}</p><ul>${wrong.map(
    (name) => html`<li><a href="#field-${name}">${nameOf(name)}</a></li>`,
  )}</ul></div>`;
}

const PLAIN: Readonly<Record<string, (language: Language) => string>> = {
  total: ({ words }) => fill(words.total, { currency: '' }).trim(),
  free_until: ({ words }) => words.freeUntil,
  late_fee: ({ words }) => fill(words.lateFee, { currency: '' }).trim(),
  keep: ({ words }) => words.keep,
  phone: ({ words }) => words.phone,
  terms: ({ words }) => words.terms,
};

function itemFieldsets(page: OfferPage): Html {
  const { questions, language, request } = page;
  const { words } = language;
  const groups = Map.groupBy(questions, ({ leg }) => leg ?? 'whole');
  const tags = tagsOf(request);
  return html`${[...groups].map(
    ([leg, group]) => html`<fieldset>
<legend>${leg === 'whole' ? words.yours : wordFor(words.labels, leg)}</legend>
${group.map((question) => questionField(question, page))}
</fieldset>`,
  )}${
    tags.length > 0 &&
    html`<fieldset>
<legend>${words.has}</legend>
<div class="ticks">${tags.map((tag) => tick('has', tag, wordFor(words.tags, tag), page.written?.getAll('has').includes(tag) === true))}</div>
</fieldset>`
  }`;
}

function tick(name: string, value: string, label: string, isTicked: boolean, more: Html | false = false): Html {
  return html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${isTicked && html` checked`}${more}> ${label}</label>`;
}

function moneyFieldset(page: OfferPage): Html {
  const { words } = page.language;
  const { currency, start } = page.request;
  const today = page.now.slice(0, 10);
  return html`<fieldset>
<legend>${words.money}</legend>
${plainField(page, 'total', { label: fill(words.total, { currency }), hint: words.totalHint, more: html` inputmode="decimal" required` })}
${plainField(page, 'free_until', { label: words.freeUntil, hint: words.freeHint, more: html` type="date" min="${today}" max="${start}"` })}
${plainField(page, 'late_fee', { label: fill(words.lateFee, { currency }), hint: words.lateHint, more: html` inputmode="decimal"` })}
${plainField(page, 'deposit', { label: `${fill(words.deposit, { currency })} (${words.optional})`, hint: words.depositHint, more: html` inputmode="decimal"` })}
${field(page, 'keep', words.keep, (attributes) =>
  select(
    attributes,
    KEEPS.map((hours) => [hours, words.keeps[hours]] as const),
    page.written?.get('keep') ?? '48',
  ),
)}
</fieldset>`;
}

function lastFieldset(page: OfferPage): Html {
  const { words } = page.language;
  const isTicked = page.written?.get('terms') === 'accept';
  const wrong = page.problems['terms'];
  return html`<fieldset>
<legend>${words.say}</legend>
${plainField(page, 'phone', { label: `${words.phone} (${words.optional})`, more: html` type="tel" autocomplete="tel" maxlength="24"` })}
${field(page, 'note', words.note, (attributes) => html`<textarea${attributes} rows="3" maxlength="200">${page.written?.get('note') ?? ''}</textarea>`, words.noteHint)}
${tick('terms', 'accept', words.terms, isTicked, html` id="field-terms" required${wrong && html` aria-invalid="true" aria-describedby="field-terms-hint"`}`)}
${wrong && html`<p class="problem" id="field-terms-hint">${words.problems[wrong]}</p>`}
<p class="hint"><a href="/vendors/v1/terms" target="_blank" rel="noopener">${words.termsLink}</a></p>
</fieldset>`;
}

function labelOf({ label, optional }: Question, { words }: Language): string {
  const said = wordFor(words.labels, label);
  return optional ? `${said} (${words.optional})` : said;
}

function questionField(question: Question, page: OfferPage): Html {
  const { name, given } = question;
  const value = page.written?.get(name) ?? given ?? onlyOption(question) ?? '';
  return field(page, name, labelOf(question, page.language), (attributes) => control(question, page, { attributes, value }));
}

function onlyOption({ type, options = [] }: Question): string | undefined {
  return type === 'place' && options.length === 1 ? options[0] : undefined;
}

function control(question: Question, page: OfferPage, { attributes, value }: { readonly attributes: Html; readonly value: string }): Html {
  const { words } = page.language;
  const required = !question.optional && html` required`;
  const empty = ['', question.optional ? words.unsaid : words.choose] as const;
  const options = question.options ?? [];
  switch (question.type) {
    case 'yes_no':
      return select(html`${attributes}${required}`, [empty, ['yes', words.yes], ['no', words.no]], value);
    case 'choice':
      return select(
        html`${attributes}${required}`,
        [empty, ...options.map((each) => [each, valueWord(question.label, each, words)] as const)],
        value,
      );
    case 'place':
      return select(html`${attributes}${required}`, [empty, ...options.map((each) => [each, page.placeName(each)] as const)], value);
    case 'integer':
      return html`<input${attributes} type="number" inputmode="numeric" min="${question.min ?? 0}" max="${question.max ?? 9999}" value="${value}"${required}>`;
    case 'time':
      return html`<input${attributes} type="time" value="${value}"${required}>`;
    case 'date':
      return html`<input${attributes} type="date" min="${page.request.start}" max="${page.request.end}" value="${value}"${required}>`;
    case 'moment':
      return html`<input${attributes} type="datetime-local" value="${value}"${required}>`;
    case 'amount':
      return html`<input${attributes} inputmode="decimal" value="${value}"${required}>`;
    case 'text':
      return html`<input${attributes} type="text" maxlength="80" value="${value}"${required}>`;
  }
}

function select(attributes: Html, options: readonly (readonly [string, string])[], chosen: string): Html {
  return html`<select${attributes}>${options.map(
    ([value, label]) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
  )}</select>`;
}

interface Plain {
  readonly label: string;
  readonly hint?: string;
  readonly more: Html;
}

function plainField(page: OfferPage, name: string, { label, hint, more }: Plain): Html {
  return field(page, name, label, (attributes) => html`<input${attributes}${more} value="${page.written?.get(name) ?? ''}">`, hint);
}

/** A label, a control, and below it what is wrong or what helps. */
function field({ problems, language }: OfferPage, name: string, label: string, control: (attributes: Html) => Html, hint?: string): Html {
  const id = `field-${name}`;
  const problem = problems[name];
  const below = problem ? language.words.problems[problem] : hint;
  const described = below !== undefined && html` aria-describedby="${id}-hint"`;
  const attributes = html` id="${id}" name="${name}"${problem && html` aria-invalid="true"`}${described}`;
  return html`<div class="field">
<label for="${id}">${label}</label>
${control(attributes)}
${below !== undefined && html`<p class="${problem ? 'problem' : 'hint'}" id="${id}-hint">${below}</p>`}
</div>`;
}
