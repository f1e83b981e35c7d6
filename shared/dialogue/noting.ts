import type { Brief, Spot } from '../trip/brief.ts';
import type { Act, Heard } from './act.ts';
import { back } from './meta.ts';
import { saidBefore } from './one-breath.ts';
import { type Reaction, say } from './reaction.ts';
import { fits } from './readback.ts';
import type { Say } from './say.ts';
import { saysSomething } from './says-something.ts';
import type { DialogueEvent, State, StepContext } from './state.ts';
import { besideHub, inTown } from './towns.ts';

type TurnEvent = Extract<DialogueEvent, { type: 'turn' }>;

/** Prefixes of wishes that no vendor of ours can be asked for. */
const UNSOLD: ReadonlySet<string> = new Set(['note', 'activity', 'resort']);
const UNSOLD_STYLES: ReadonlySet<string> = new Set(['style:lively', 'style:lively_moderate', 'style:nature']);
/** Needs that nobody here sells. */
const UNSOLD_NEEDS: ReadonlySet<string> = new Set(['coach', 'ski_school', 'activity']);

/** A question is no wish, nor is what is said while something is let go of. */
const WISHES_NOTHING: readonly Act[] = ['ask', 'why', 'status', 'cancel_booking', 'remove', 'oos', 'message'];
/** What carries a wish and nothing else. */
const CARRIES: readonly Act[] = ['inform', 'refine', 'change'];

function isUnsold(pref: string): boolean {
  return UNSOLD.has(pref.split(':', 1)[0] ?? '') || UNSOLD_STYLES.has(pref);
}

/** What of the words nobody can be asked for, by the names of `note.*`. */
export function notesIn({ acts, needs, prefs }: Heard): readonly string[] {
  if (acts.some((act) => WISHES_NOTHING.includes(act))) return [];
  const wishes = prefs.filter(isUnsold).map((pref) => pref.slice(pref.indexOf(':') + 1));
  return [...new Set([...needs.filter((need) => UNSOLD_NEEDS.has(need)), ...wishes])];
}

/** Nothing else was said, and something was asked: that comes back. */
function isBareNote({ acts, ...rest }: Heard, { trip }: State): boolean {
  const others = acts.filter((act) => act !== 'request' || !trip.talk.pending);
  const { select, selectBy, sort } = rest.slots;
  const picks = select !== undefined || selectBy !== undefined || sort !== undefined;
  return !picks && others.every((act) => CARRIES.includes(act)) && !saysSomething({ ...rest, acts: others });
}

/** Cases where no flight carries them. */
function casesIn({ acts, slots }: Heard, { needs }: Brief): readonly string[] {
  const isCarried = needs.some(({ category }) => category === 'flight');
  return slots.bags && !isCarried && !acts.some((act) => WISHES_NOTHING.includes(act)) ? ['suitcases'] : [];
}

const ELSEWHERE = 'car_dropoff';

/** A car that is to be brought back to another place than it is had from. */
function elsewhere({ slots, needs }: Heard, brief: Brief): readonly string[] {
  const car = brief.needs.find(({ category }) => category === 'car');
  const pickup = slots.carPickup?.[0]?.id ?? car?.where?.[0] ?? brief.where?.[0];
  const isCar = car !== undefined || needs.includes('car');
  return isCar && pickup && slots.carDropoff?.every(({ id }) => id !== pickup) ? [ELSEWHERE] : [];
}

/** What of a turn is only noted: by name, and in the traveller's own words. */
interface Noted {
  readonly notes: readonly string[];
  readonly spots: readonly Spot[];
}

function spotsIn({ acts, slots }: Heard): readonly Spot[] {
  return acts.some((act) => WISHES_NOTHING.includes(act)) ? [] : (slots.spots ?? []);
}

function withoutNotes(heard: Heard, notes: readonly string[]): Heard {
  const { spots: _, carDropoff, ...slots } = heard.slots;
  return {
    ...heard,
    slots: carDropoff && !notes.includes(ELSEWHERE) ? { ...slots, carDropoff } : slots,
    prefs: heard.prefs.filter((pref) => !isUnsold(pref)),
    needs: heard.needs.filter((need) => !UNSOLD_NEEDS.has(need)),
  };
}

/** The turn without them; they are kept with the brief, and said once. */
export function noting(state: State, event: TurnEvent, ctx: StepContext, react: (event: TurnEvent) => Reaction): Reaction {
  if (event.input.type !== 'heard') return react(event);
  const heard = besideHub(inTown(event.input.heard), state.trip.brief);
  const [notes, spots] = [[...notesIn(heard), ...elsewhere(heard, state.trip.brief)], spotsIn(heard)];
  const isNoting = notes.length + spots.length > 0;
  const rest = isNoting ? withoutNotes(heard, notes) : heard;
  const isBare = isNoting && isBareNote(rest, state);
  const reaction = isBare ? back(state.trip, ctx, []) : react({ ...event, input: { type: 'heard', heard: rest } });
  if (reaction.trip.id !== state.trip.id) return reaction;
  return noted(reaction, { notes: [...new Set([...notes, ...casesIn(heard, reaction.trip.brief)])], spots }, isBare);
}

function noted(reaction: Reaction, heard: Noted, isBare: boolean): Reaction {
  const { trip } = reaction;
  const { notes = [], spots = [] } = trip.brief;
  const freshNotes = heard.notes.filter((note) => !notes.includes(note));
  const freshSpots = heard.spots.filter(({ words }) => !spots.some((known) => known.words.toLowerCase() === words.toLowerCase()));
  if (freshNotes.length + freshSpots.length === 0)
    return isBare ? { ...reaction, says: [say('noted_before'), ...reaction.says] } : reaction;
  const { toNote = [], toSpot = [] } = trip.talk;
  const brief: Brief = {
    ...trip.brief,
    ...(freshNotes.length > 0 && { notes: [...notes, ...freshNotes] }),
    ...(freshSpots.length > 0 && { spots: [...spots, ...freshSpots] }),
  };
  const talk = {
    ...trip.talk,
    ...(freshNotes.length > 0 && { toNote: [...toNote, ...freshNotes] }),
    ...(freshSpots.length > 0 && { toSpot: [...toSpot, ...freshSpots] }),
  };
  return { ...reaction, trip: { ...trip, brief, talk } };
}

/** Words that may be said while vendors are asked, and with a question of the brief (conversation.md, 2). */
const BRIEFLY = 25;
const WITH_QUESTION = 40;

/** The answer with what was noted, where there is breath for it: else the next one says it. */
export function withNoted(reaction: Reaction, prompt: Say | undefined, ctx: StepContext): Reaction {
  const { trip, says } = reaction;
  const { toNote = [], toSpot = [], ...talk } = trip.talk;
  const sentences = [
    ...(toNote.length > 0 ? [say('noted', { things: { list: toNote.map((note) => say(`note.${note}`)) } })] : []),
    ...spotSays(toSpot, trip.brief),
  ];
  if (sentences.length === 0) return reaction;
  const at = says[0]?.key === 'intro' ? 1 : 0;
  const whole = [...says.slice(0, at), ...sentences, ...says.slice(at)];
  const all = [...whole, ...(prompt ? [prompt] : [])];
  const { words } = ctx.measure(reaction.wait ? whole.slice(at) : all);
  const most = reaction.wait ? BRIEFLY : trip.phase === 'briefing' ? WITH_QUESTION : Number.POSITIVE_INFINITY;
  const hasBreath = words <= most && (reaction.wait || fits([...saidBefore(trip), ...all], ctx));
  return hasBreath ? { ...reaction, says: whole, trip: { ...trip, talk } } : reaction;
}

/** Streets of a ride are for its driver; near what else something is to be, and in which street, no seller is asked. */
function spotSays(spots: readonly Spot[], { needs }: Brief): readonly Say[] {
  const rides = needs.some(({ category }) => category === 'transfer');
  const isForDriver = ({ type }: Spot) => rides && type === 'street';
  const told = (key: string, some: readonly Spot[]) =>
    some.length > 0 ? [say(key, { words: { list: some.map(({ words }) => say('quoted', { words })) } })] : [];
  return [
    ...told(
      'noted_near',
      spots.filter((spot) => !isForDriver(spot)),
    ),
    ...told('noted_for_driver', spots.filter(isForDriver)),
  ];
}
