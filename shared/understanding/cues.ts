import type { Act, Slots } from '../dialogue/act.ts';
import { isAct } from '../dialogue/act.ts';
import type { Grammar } from './grammar.ts';
import { type Hit, hits, hitsOf } from './hits.ts';

/** What the words do, beside what they contain. */
export interface Cues {
  readonly acts: ReadonlySet<Act>;
  readonly asks: readonly string[];
  readonly sort: Slots['sort'];
  readonly select: number | undefined;
  /** "Moi, le deuxième": what another voice picks beside it. */
  readonly others: readonly number[];
  readonly selectBy: string | undefined;
  readonly picked: boolean;
  /** "Je prends le chalet": picked by its kind. */
  readonly kind: boolean;
  /** "Le deuxième, il y a…": one of the offers is spoken of, not taken. */
  readonly about: boolean;
  readonly question: boolean;
  readonly change: boolean;
  /** "Mais …": what follows is a condition. */
  readonly but: boolean;
  readonly wish: boolean;
  /** "What would I lose if I cancelled in February?": nothing is changed by it. */
  readonly supposing: boolean;
  /** "Je paie quoi aujourd'hui ?", "do I have until tomorrow?": a day that is no day of the trip. */
  readonly aside: boolean;
  /** "Can the car be automatic?": asked for, not asked about. */
  readonly politely: boolean;
  /** "Laquelle a…", "do any of them…": of each of the list. */
  readonly which: boolean;
  /** "Is it …", "c'est …": what follows is a quality of what there is. */
  readonly ofIt: boolean;
  /** "Il nous faut aussi…": one more thing. */
  readonly also: boolean;
  /** "Ça suffira", "that'll do me": nothing more is needed, where it is asked what else. */
  readonly enough: boolean;
  /** "Le vol", "my hotel": something that is there already, no wish for one. */
  readonly definite: boolean;
  /** "On prendra le bus": what stands in for something that goes. */
  readonly swap: boolean;
  readonly code: string | undefined;
}

/** What a stage's rules match in the words as said; a rule that does not, in the words with marks. */
function inBoth(grammar: Grammar, stage: string, plain: string, marked: string): readonly Hit[] {
  return (grammar.stages[stage] ?? []).flatMap((rule) => {
    const said = hitsOf(rule, plain);
    return said.length > 0 ? said : hitsOf(rule, marked);
  });
}

/** Read only where no date was found: "un jour plus tôt" is a date. */
const TIMELY: ReadonlySet<string> = new Set(['earlier', 'later']);

const SORTS = ['cheapest', 'cheaper', 'earliest', 'earlier', 'later', 'closer'] as const;

function sortOf(makes: readonly string[]): Slots['sort'] {
  return SORTS.find((sort) => makes.includes(sort));
}

function choiceOf(
  found: readonly Hit[],
  grammar: Grammar,
  listed: number,
): Pick<Cues, 'select' | 'others' | 'selectBy' | 'picked' | 'kind' | 'about'> {
  const kind = found.some((hit) => hit.make === 'kind');
  const about = found.some((hit) => hit.make === 'about');
  const nth = found.find((hit) => hit.make === 'nth');
  const by = found.find((hit) => hit.make === 'by');
  const handle = by && grammar.values['by']?.[by.groups['by'] ?? ''];
  const digits = Number.parseInt(nth?.groups['n'] ?? '1', 10);
  const select = nth ? (Number.isNaN(digits) ? 1 : digits) : found.some((hit) => hit.make === 'last') ? -1 : undefined;
  if (found.some((hit) => hit.make === 'middle'))
    return { select: Math.ceil(listed / 2), others: [], selectBy: undefined, picked: true, kind, about };
  const voices = found.flatMap(({ make, groups }) => (make === 'other_voice' ? [Number.parseInt(groups['n'] ?? '', 10)] : []));
  return {
    select,
    others: [...new Set(voices)].filter((each) => select !== undefined && each !== select),
    selectBy: typeof handle === 'string' ? handle : undefined,
    picked: found.some((hit) => hit.make === 'this'),
    kind,
    about,
  };
}

const PRICELESS = ['cancellation', 'paid', 'duration', 'distance'];

/** "Combien ça coûte si j'annule" asks about cancelling, "combien j'ai payé" about what is paid: not about the price. */
function asksOf(makes: readonly string[]): readonly string[] {
  const all = [...new Set(makes)];
  return PRICELESS.some((one) => all.includes(one)) ? all.filter((one) => one !== 'price') : all;
}

/** `plain`: the tokens as said; `marked`: the same with what was found as marks. */
export function cuesOf(plain: string, marked: string, grammar: Grammar, listed: number): Cues {
  const acts = inBoth(grammar, 'acts', plain, marked);
  const markers = hits(grammar, 'markers', plain).map((hit) => hit.make);
  const code = acts.find((hit) => hit.make === 'give_code')?.groups['code'];
  return {
    acts: new Set(acts.map((hit) => hit.make).filter(isAct)),
    asks: asksOf(inBoth(grammar, 'asks', plain, marked).map((hit) => hit.make)),
    sort: sortOf(
      [...hits(grammar, 'refine', marked), ...hits(grammar, 'refine', plain).filter((hit) => !TIMELY.has(hit.make))].map((hit) => hit.make),
    ),
    ...choiceOf(inBoth(grammar, 'choices', plain, marked), grammar, listed),
    question: hits(grammar, 'questions', plain).length > 0,
    change: markers.includes('change'),
    but: markers.includes('but'),
    wish: markers.includes('wish'),
    supposing: markers.includes('supposing'),
    aside: markers.includes('aside'),
    politely: markers.includes('politely'),
    which: markers.includes('which'),
    ofIt: markers.includes('of_it'),
    also: markers.includes('also'),
    swap: markers.includes('swap'),
    definite: hits(grammar, 'definite', marked).length > 0,
    enough: hits(grammar, 'enough', plain).length > 0,
    code: code?.replace(/[a-z]+/g, (word) => String(grammar.numbers.small[word] ?? '')).replace(/\D/g, ''),
  };
}
