import type { HeardNews } from '../market/vendor-news.ts';
import type { Ports } from '../ports.ts';
import type { LetterAnswered } from './letters.ts';
import type { NewsTaken } from './vendor-news.ts';

/** What a vendor says by itself is rare, and takes much of the dialogue: loaded when it comes. */
export async function heardFrom(ports: Ports, tripId: string, heard: HeardNews): Promise<NewsTaken> {
  const { hearVendor } = await import('./vendor-news.ts');
  return hearVendor(tripId, heard, ports);
}

/** As rare as what it answers. */
export async function writtenBack(ports: Ports, tripId: string, mark: string, text: string): Promise<LetterAnswered> {
  const { answerLetter } = await import('./letters.ts');
  return answerLetter(tripId, mark, text, ports);
}
