import { understand } from '../../shared/understanding/understand.ts';
import { rows, table, text } from './rows.ts';

const FOLDER = new URL('../../test/understanding/utterances/', import.meta.url).pathname;

/** Milliseconds a turn, warm: the best of fifteen passes for each utterance, so that a busy machine does not count. */
export function speed(): string {
  const all = ['fr', 'en', 'fr-speech', 'en-speech'].flatMap((name) => rows(`${FOLDER}${name}.jsonl`));
  const times = all.map((row) => {
    let best = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < 15; pass++) {
      const from = performance.now();
      understand(text(row, 'text'), {
        locale: text(row, 'lang') === 'fr' ? 'fr-FR' : 'en-US',
        today: '2026-11-21',
        timeNow: '10:00',
        timeZone: 'Europe/Paris',
        phase: 'briefing',
        known: { needs: [] },
        listed: [],
      });
      best = Math.min(best, performance.now() - from);
    }
    return best;
  });
  const sorted = times.sort((a, b) => a - b);
  const at = (part: number) => `${(sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2)} ms`;
  return table(['turns', 'p50', 'p99'], [[String(sorted.length), at(0.5), at(0.99)]]);
}
