import { at } from './chart.ts';
import type { Found } from './found.ts';

/** Marks of one kind correct each other. */
const KINDS = ['dsw', 'u', 'm', 'g', 'p', 't', 'k'] as const;
/** A correction follows at once; what comes later is new. */
const REACH = 4;

/**
 * "2 nights @r 3" and "2 billets … @r 3 billets": the new number stands where the old one stood. Only for a number that directly follows
 * the repair, so that a corrected date range is left to `repaired`.
 */
export function recounted(said: string, no: readonly string[]): string {
  // "huit non neuf"
  const words = no.join('|');
  const bare = new RegExp(`(?<= \\d+(?: ,)?) (?:${words})(?: ,)? (?=\\d+ )`, 'g');
  // "five nights, no, six"
  const counted = new RegExp(`(?<= \\d+ [a-z]{4,}(?: ,)?) (?:${words})(?: ,)? (?=\\d+ (?:[,.] )*$)`, 'g');
  const text = said.replace(bare, ' @r ').replace(counted, ' @r ');
  return text.replace(
    /(?<= )(\d+)((?: (?!@r )[a-z]\S*)*(?: ,)?) @r (?:make (?:it|that) )?(\d+)( [a-z]\S*)?(?= )/g,
    (all, _old: string, between: string, next: string, noun = '') => {
      const same = between.startsWith(noun) && noun !== '';
      const count = between === '' || same || !/^ [a-z]{4,}/.test(noun) || between.split(' ').length <= 3;
      if (!count) return all;
      return same ? `${next}${between}` : between === '' ? `${next}${noun}` : `${next}${between}${noun}`;
    },
  );
}

/**
 * "… @m0 , @r @m1 …" → "… @m1 …": what follows a self-repair stands where the value it corrects stood, so it keeps its role.
 * What has nothing to correct stays where it is.
 */
export function repaired(text: string, found: readonly Found[], no: readonly string[], denied: ReadonlySet<number>): string {
  let out = text.replace(
    new RegExp(`(?<=@[a-z]\\d+(?: ,)?) (?:${no.join('|')})(?= )(?! (?:pour|merci|aux?|to|thanks|thank|plus|que|qu|than)(?= ))`, 'g'),
    ' @r',
  );
  for (let guard = 0; guard < 4 && out.includes(' @r '); guard++) out = repairOnce(out, found, denied);
  return out.replaceAll(' @r ', ' ');
}

function isNeedMark(mark: string, found: readonly Found[]): boolean {
  const thing = at(found, mark);
  return thing?.type === 'term' && thing.term.need !== undefined;
}

function isCorrection(wrong: string, right: string, found: readonly Found[]): boolean {
  return wrong[1] !== 'k' || (isNeedMark(wrong, found) && isNeedMark(right, found));
}

/** "A hotel with breakfast, no skis": the thing right after it is another one, and refused. */
function isRefusal(after: string, mark: string, found: readonly Found[], denied: ReadonlySet<number>): boolean {
  return after.trimStart().startsWith(mark) && isNeedMark(mark, found) && denied.has(Number(mark.slice(2)));
}

function repairOnce(text: string, found: readonly Found[], denied: ReadonlySet<number>): string {
  const place = text.indexOf(' @r ');
  const before = text.slice(0, place + 1);
  const after = text.slice(place + 3);
  const left = `${before}${after.trimStart()}`;
  const first = /@([a-z])\d+/.exec(after);
  const kind = first && KINDS.find((letters) => letters.includes(first[1] ?? ''));
  if (!first || !kind || after.slice(0, first.index).trim().split(' ').length > REACH) return left;
  if (isRefusal(after, first[0], found, denied)) return `${before}no ${after.trimStart()}`;
  const wrong = [...before.matchAll(new RegExp(`@[${kind}]\\d+`, 'g'))].at(-1);
  if (!wrong || denied.has(Number(wrong[0].slice(2))) || !isCorrection(wrong[0], first[0], found)) return left;
  const head = before.slice(0, wrong.index) + first[0] + before.slice(wrong.index + wrong[0].length);
  return `${head.trimEnd()} ,${after.slice(first.index + first[0].length)}`;
}
