import { type Exchange, transcripts } from './transcript.ts';

/** Every answer of every transcript where it stands, and the words by which its kind is known. */
export const all = transcripts();
export const isFrench = (locale: string): boolean => locale === 'fr-FR';

/** A word is a token with a letter or a digit in it. */
export const words = (text: string): readonly string[] => text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token));
export const sentences = (text: string): readonly string[] => text.split(/(?<=[.?!])\s+(?=[\p{Lu}«"“\d])/u).filter(Boolean);

export const DEMO =
  /Ce sont des vendeurs de démonstration : rien ne sera débité\.|These are demonstration sellers: nothing will be charged\./;
export const CLOSED_DEMO = /vendeurs de démonstration, rien n'a été débité|demonstration sellers, nothing was charged/;
export const AUTOMATIC = /assistant automatique|automated assistant/;
export const OFFERED =
  /vendeurs? (?:ont|a) répondu|sellers? replied|À chaque fois |Every car is |a une table à|has a table at|Le plus proche, c'est|The closest is|Il en reste|more, from|Voici ce que j'ai\.|Here's what I have\./;
export const READ =
  /Je récapitule|Here's the trip|Jusque-là, c'est bien ça|All right so far|vous vous engagez|commits you to|Rien à payer d'avance|Nothing to pay in advance/;
export const CLOSED = /^(?:C'est réservé(?: chez les [\p{L}-]+)?\.|It's booked\.|Both are booked\.|It's all booked, with)/u;

/** One answer where it stands. */
export interface Spoken {
  readonly at: string;
  readonly locale: string;
  readonly exchange: Exchange;
  readonly answer: string;
  /** Without what is said while vendors are asked. */
  readonly rest: string;
  readonly before?: Spoken;
  readonly first: boolean;
}

export const spoken: readonly Spoken[] = all.flatMap(({ name, locale, exchanges }) => {
  let before: Spoken | undefined;
  return exchanges.map((exchange, i): Spoken => {
    const { answer, progress = '' } = exchange;
    const rest = answer.slice(progress.length).trim();
    const here: Spoken = {
      at: `${name} > ${exchange.said}`,
      locale,
      exchange,
      answer,
      rest,
      first: i === 0,
      ...(before ? { before } : {}),
    };
    before = here;
    return here;
  });
});

/** Where a rule is broken, with the words. */
export const broken = (rule: (each: Spoken) => boolean): readonly string[] =>
  spoken.filter((each) => !rule(each)).map(({ at, answer }) => `${at}\n  ${answer}`);

/** Whether `run` words in a row of `before` are in `now` again. */
export function repeats(before: string, now: string, run: number): boolean {
  const tokens = (text: string) => words(text.toLowerCase()).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''));
  const known = tokens(before);
  const runs = new Set(known.slice(0, Math.max(0, known.length - run + 1)).map((_, i) => known.slice(i, i + run).join(' ')));
  const said = tokens(now);
  return said.some((_, i) => i + run <= said.length && runs.has(said.slice(i, i + run).join(' ')));
}
