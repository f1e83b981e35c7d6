import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelName, Line } from './world.ts';

/** One exchange of a transcript: what the traveller does, and the whole answer, progress first. */
export interface Exchange {
  readonly line: Line;
  /** As written after ">". */
  readonly said: string;
  readonly answer: string;
  /** The part of it that is said while vendors are asked. */
  readonly progress?: string;
  /** Set by "(at 2026-11-22T08:30Z)" before the line, one after another. */
  readonly at?: readonly string[];
  /** Set by "(on google)" before the line: from here on the traveller speaks there. */
  readonly on?: ChannelName;
  /** Set by "(vote yes no 2450)" before the line, one for each voter: what they make of each choice, and a limit. */
  readonly votes?: readonly (readonly string[])[];
  /** Set by "(faults […])" before the line: troubles asked of the demonstration vendors from here on. */
  readonly faults?: readonly unknown[];
}

export type Operator = 'organiser' | 'intermediary';

export interface Transcript {
  /** "fr-FR/booking/seed". */
  readonly name: string;
  readonly path: string;
  readonly locale: string;
  readonly behaviour: string;
  /** Troubles asked of the demonstration vendors before the first line: the JSON list of "# faults: […]". */
  readonly faults: readonly unknown[];
  /** Who sells, "# operator: intermediary": the sandbox is an organiser unless told. */
  readonly operator: Operator;
  readonly exchanges: readonly Exchange[];
}

export const DIALOGUES = join(import.meta.dirname, '..', 'dialogues');

const CHANNELS = ['chat', 'alexa', 'google'] as const;

/**
 * A transcript is text: "> traveller", then "… progress" and "< answer". "> (open)" is a launch, "> (silence)" nobody speaking, "> (news)" a page
 * that asks what has joined; "(at <instant>)" moves the clock before the next line, "(on chat|alexa|google)" goes on there, "(faults […])" asks
 * the demonstration vendors for troubles from here on, "(vote yes no 2450)" is somebody's ballot on the page of the vote; "# …" says why the
 * transcript is there. "{code}" in a line is the code of the last answer that gave one; in an answer it is any code or reference.
 */
export function parseTranscript(text: string): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  let before: Directives = {};
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const told = directiveOf(line);
    if (told) before = joined(before, told);
    else if (line.startsWith('> ')) {
      exchanges.push({ line: lineOf(line.slice(2)), said: line.slice(2), answer: '', ...before });
      before = {};
    } else if (/^[<…] /.test(line)) exchanges.push(answered(exchanges.pop(), line));
    else if (!/^(#.*|<|)$/.test(line)) throw new Error(`not a transcript line: ${line}`);
  }
  return exchanges;
}

function answered(exchange: Exchange | undefined, line: string): Exchange {
  if (!exchange) throw new Error(`an answer before any line: ${line}`);
  const words = line.slice(2);
  return { ...exchange, answer: [exchange.answer, words].filter(Boolean).join(' '), ...(line.startsWith('…') ? { progress: words } : {}) };
}

type Directives = Pick<Exchange, 'at' | 'on' | 'faults' | 'votes'>;

function joined(before: Directives, told: Directives): Directives {
  const at = told.at && { at: [...(before.at ?? []), ...told.at] };
  const votes = told.votes && { votes: [...(before.votes ?? []), ...told.votes] };
  return { ...before, ...told, ...at, ...votes };
}

function directiveOf(line: string): Directives | undefined {
  const faults = /^\(faults (\[.*\])\)$/.exec(line)?.[1];
  if (faults !== undefined) return { faults: JSON.parse(faults) };
  const ballot = /^\(vote ([\w ]+)\)$/.exec(line)?.[1];
  if (ballot !== undefined) return { votes: [ballot.split(' ')] };
  const [, word, value] = /^\((at|on) (\S+)\)$/.exec(line) ?? [];
  const on = CHANNELS.find((name) => name === value);
  if (word === 'at' && value !== undefined) return { at: [value] };
  return word === 'on' && on !== undefined ? { on } : undefined;
}

function lineOf(said: string): Line {
  switch (said) {
    case '(open)':
      return { open: true };
    case '(silence)':
      return { silence: true };
    case '(news)':
      return { news: true };
    default:
      return { text: said };
  }
}

const CODE = /\b[A-Z0-9](?: [A-Z0-9]){5}\b/;
const PIN = /\b[0-9](?: [0-9]){3}\b/;

/** An answer as it is compared: codes and references are drawn anew each time. */
export function withoutCode(answer: string): string {
  return answer.replace(CODE, '{code}').replace(PIN, '{pin}');
}

/** What is really said for a line that gives the code of an answer before it. */
export function withCode(line: Line, answers: readonly string[]): Line {
  if (!('text' in line) || !line.text.includes('{code}')) return line;
  const code = answers.map((answer) => CODE.exec(answer)?.[0]).findLast((found) => found !== undefined);
  return { text: line.text.replace('{code}', code ?? '') };
}

function faultsIn(text: string): readonly unknown[] {
  const found = /^# faults: (\[.*\])$/m.exec(text)?.[1];
  return found === undefined ? [] : JSON.parse(found);
}

function operatorIn(text: string): Operator {
  return /^# operator: intermediary$/m.test(text) ? 'intermediary' : 'organiser';
}

export function transcripts(): readonly Transcript[] {
  return readdirSync(DIALOGUES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .map((file) => {
      const [locale = '', behaviour = ''] = file.split('/');
      const path = join(DIALOGUES, file);
      const text = readFileSync(path, 'utf8');
      return {
        name: file.replace(/\.txt$/, ''),
        path,
        locale,
        behaviour,
        faults: faultsIn(text),
        operator: operatorIn(text),
        exchanges: parseTranscript(text),
      };
    });
}
