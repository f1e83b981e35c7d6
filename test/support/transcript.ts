import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Line } from './world.ts';

/** One exchange of a transcript: what the traveller does, and the whole answer, progress first. */
export interface Exchange {
  readonly line: Line;
  /** As written after ">". */
  readonly said: string;
  readonly answer: string;
  /** Set by "(at 2026-11-22T08:30Z)" before the line. */
  readonly at?: string;
}

export interface Transcript {
  /** "fr-FR/booking/seed". */
  readonly name: string;
  readonly path: string;
  readonly locale: string;
  readonly behaviour: string;
  readonly exchanges: readonly Exchange[];
}

export const DIALOGUES = join(import.meta.dirname, '..', 'dialogues');

/**
 * A transcript is text: "> traveller", then "… progress" and "< answer". "> (open)" is a launch, "> (silence)" nobody speaking;
 * "(at <instant>)" moves the clock before the next line; "# …" says why the transcript is there.
 */
export function parseTranscript(text: string): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  let at: string | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const moved = /^\(at (\S+)\)$/.exec(line);
    if (moved) at = moved[1];
    else if (line.startsWith('> ')) {
      exchanges.push({ line: lineOf(line.slice(2)), said: line.slice(2), answer: '', ...(at ? { at } : {}) });
      at = undefined;
    } else if (line.startsWith('< ') || line.startsWith('… ')) {
      const last = exchanges.at(-1);
      if (!last) throw new Error(`an answer before any line: ${line}`);
      exchanges[exchanges.length - 1] = { ...last, answer: [last.answer, line.slice(2)].filter(Boolean).join(' ') };
    } else if (line !== '' && !line.startsWith('#') && line !== '<') throw new Error(`not a transcript line: ${line}`);
  }
  return exchanges;
}

function lineOf(said: string): Line {
  if (said === '(open)') return { open: true };
  return said === '(silence)' ? { silence: true } : { text: said };
}

export function transcripts(): readonly Transcript[] {
  return readdirSync(DIALOGUES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .map((file) => {
      const [locale = '', behaviour = ''] = file.split('/');
      const path = join(DIALOGUES, file);
      return { name: file.replace(/\.txt$/, ''), path, locale, behaviour, exchanges: parseTranscript(readFileSync(path, 'utf8')) };
    });
}
