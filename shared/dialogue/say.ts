import type { Instant } from '../time.ts';

/** A typed value in a sentence; the renderer writes it in the locale. */
export type SayValue =
  | string
  | number
  | { readonly date: string }
  | { readonly dateTime: string }
  | { readonly time: string }
  /** A moment told in the traveller's zone: "demain 11 heures". */
  | { readonly instant: string }
  /** A sum of money; `parts`: the prices that make it, said instead where sellers sell apart. */
  | { readonly minor: number; readonly currency: string; readonly parts?: readonly SayValue[] }
  | { readonly place: string }
  /** Days from the first to the last: "du samedi 20 au jeudi 25 mars". */
  | { readonly range: { readonly start: string; readonly end: string } }
  /** Height, in the locale's unit. */
  | { readonly metres: number }
  | { readonly minutes: number }
  /** Words or values joined as the language joins them: "a, b et c"; or; or as the clauses of one sentence, by commas. */
  | { readonly list: readonly SayValue[]; readonly join?: 'and' | 'or' | 'comma' }
  /** A phrase inside a phrase: its key and parameters. */
  | Say;

/** Key + parameters: what the dialogue wants said. `locales/<l>/phrases.json` has the words. */
export interface Say {
  readonly key: string;
  readonly params?: Readonly<Record<string, SayValue>>;
}

/** One answer as stored with its turn id: rendered again on a repeated turn, never stepped again. */
export interface Answer {
  readonly turnId: string;
  readonly progress: readonly Say[];
  readonly says: readonly Say[];
  readonly reprompt?: Say;
  readonly expectsReply: boolean;
  /** Which Asked is open, for platforms that can be told. */
  readonly asked?: string;
  readonly author: 'machine' | 'person' | 'vendor';
  /** When it was said: "tomorrow" in a repeated answer stays the day it was. */
  readonly at?: Instant;
  /** Only the progress so far: vendors were being asked when this was saved, and the same turn id goes on from here. */
  readonly unfinished?: true;
}
