import type { Detail } from '../../shared/booking/details.ts';
import type { DetailProblem, DetailsForm } from '../../shared/booking/documents/details-form.ts';
import type { LocalDate } from '../../shared/time.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { type Html, html } from '../edge/html.ts';
import type { Writing } from './trip-lines.ts';
import { counted, fill } from './words.ts';

/** The form as it is to be shown: new, or with what was just written and what is wrong with it. */
export interface FormState {
  readonly form: DetailsForm;
  readonly today: LocalDate;
  /** Only what this very request wrote: stored answers are never shown. */
  readonly written: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, DetailProblem>>;
  /** Just saved, or could not be. */
  readonly outcome?: 'noted' | 'failed';
}

/** What vendors want beyond the lead name, person by person. Complete, it stays folded for corrections. */
export function detailsSection(state: FormState, trip: Trip, action: string, writing: Writing): Html {
  const { form, outcome } = state;
  const { words } = writing;
  const isComplete = form.fields.every(({ name }) => form.known.has(name));
  const isFolded = isComplete && Object.keys(state.problems).length === 0 && outcome !== 'failed';
  const body = formOf(state, trip, action, writing);
  return html`<section id="details" aria-labelledby="details-title">
<h2 id="details-title">${words.form.title}</h2>
${isComplete && outcome !== 'failed' && html`<p class="noted" role="status">${words.form.noted}</p>`}
${isFolded ? html`<details><summary>${words.form.correct}</summary>${body}</details>` : body}
</section>`;
}

function formOf(state: FormState, trip: Trip, action: string, writing: Writing): Html {
  const { words } = writing;
  return html`<p class="hint">${words.form.hint}</p>
${problemList(state, trip, writing)}
<form class="details" method="post" action="${action}" novalidate>
${groupsOf(state.form.fields).map(
  (fields) => html`<fieldset>
<legend>${groupName(fields[0], trip, writing)}</legend>
<p class="hint">${fill(words.form.by, { vendors: vendorsOf(fields, writing) })}</p>
${fields.map((field) => fieldOf(field, state, trip, writing))}
</fieldset>`,
)}
<button>${words.form.save}</button>
</form>`;
}

/** First what is wrong, as links to the fields; heard at once by a screen reader. */
function problemList({ form, problems, outcome }: FormState, trip: Trip, writing: Writing): Html {
  const { words, locale } = writing;
  const wrong = form.fields.filter(({ name }) => problems[name] !== undefined);
  if (outcome === 'failed') return html`<p class="problems" role="alert" tabindex="-1" autofocus>${words.form.failed}</p>`;
  if (wrong.length === 0) return html``;
  return html`<div class="problems" role="alert" tabindex="-1" autofocus><p>${counted(locale, words.form.wrong, wrong.length)}</p><ul>${wrong.map(
    (field) => html`<li><a href="#${idOf(field)}">${groupName(field, trip, writing)}, ${labelOf(field, writing)}</a></li>`,
  )}</ul></div>`;
}

function fieldOf(field: Detail, state: FormState, trip: Trip, writing: Writing): Html {
  const { name, type } = field;
  const id = idOf(field);
  const hint = hintOf(field, state, writing);
  const isKnown = state.form.known.has(name);
  const value = state.written[name] ?? (isKnown ? '' : suggested(field, trip));
  return html`<div class="field">
<label for="${id}">${labelOf(field, writing)}</label>
<input id="${id}" name="${name}" type="${INPUTS[type]}" autocomplete="${autocompleteOf(field)}" value="${value}"${boundsOf(field, state)}${!isKnown && html` required`}${hint && html` aria-describedby="${id}-hint"`}>
${hint && html`<p class="${state.problems[name] ? 'problem' : 'hint'}" id="${id}-hint">${hint}</p>`}
</div>`;
}

/** What is wrong and what to do; else what helps. */
function hintOf({ name, type }: Detail, { problems, form }: FormState, { words }: Writing): string | undefined {
  const problem = problems[name];
  if (problem) return words.form.problems[problem];
  if (form.known.has(name)) return words.form.kept;
  return type === 'name' ? words.form.exact : undefined;
}

function boundsOf({ name, type }: Detail, { problems, today }: FormState): Html {
  const wrong = problems[name] !== undefined && html` aria-invalid="true"`;
  return type === 'date' ? html` min="1900-01-01" max="${today}"${wrong}` : html` maxlength="120"${wrong}`;
}

const INPUTS: Readonly<Record<Detail['type'], string>> = { name: 'text', date: 'date', email: 'email', phone: 'tel', text: 'text' };

function idOf({ name }: Detail): string {
  return `field-${name}`;
}

/** The first traveller is whom the trip is booked for: the name that was said, to be made exact. */
function suggested({ name }: Detail, { leadName }: Trip): string {
  if (name === 'passengers.1.family_name') return leadName?.family ?? '';
  return name === 'passengers.1.given_name' ? (leadName?.given ?? '') : '';
}

const FILLED: Readonly<Record<string, string>> = {
  given_name: 'given-name',
  family_name: 'family-name',
  birth_date: 'bday',
  email: 'email',
  phone: 'tel',
};

/** A browser knows its owner, who is the lead traveller: the others' fields it must leave alone. */
function autocompleteOf({ name, person = 1 }: Detail): string {
  return person === 1 && !name.startsWith('driver.') ? (FILLED[name.slice(name.lastIndexOf('.') + 1)] ?? 'off') : 'off';
}

type Group = readonly Detail[];

function groupsOf(fields: readonly Detail[]): readonly Group[] {
  return [...Map.groupBy(fields, groupKey).values()];
}

function groupKey({ name, kind, person }: Detail): string {
  if (kind === 'other') return 'other';
  return person === undefined ? (name.split('.')[0] ?? '') : `person-${person}`;
}

function groupName(field: Detail | undefined, { leadName }: Trip, { words }: Writing): string {
  const key = field ? groupKey(field) : 'other';
  const lead = [leadName?.given, leadName?.family].filter(Boolean).join(' ');
  if (field?.person === 1 || key === 'lead') return fill(words.form.first, { name: lead });
  if (field?.person !== undefined && key !== 'other') return fill(words.form.person, { n: field.person });
  return key === 'driver' ? words.form.driver : key === 'contact' ? words.form.contact : words.form.others;
}

/** A field that we do not know goes by the vendor's own name for it. */
function labelOf({ name, kind }: Detail, { words }: Writing): string {
  const labels: Readonly<Record<string, string>> = words.form.labels;
  return kind === 'other' ? name : (labels[name.slice(name.lastIndexOf('.') + 1)] ?? name);
}

function vendorsOf(fields: Group, { locale }: Writing): string {
  const vendors = [...new Set(fields.flatMap((field) => field.vendors))];
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(vendors);
}
