import { type Heard, NOTHING_HEARD, type Slots } from '../dialogue/act.ts';
import { count, type Reading } from './found.ts';
import { type Hit, hits } from './hits.ts';

function firstHit(stage: string, plain: string, { grammar }: Reading): Hit | undefined {
  return hits(grammar, stage, plain)[0];
}

/** "C'est pas le bon prénom, c'est Julia": the family stays; "mon nom, c'est Martin" is the family. */
function nameOf({ given = '', family, first }: Hit['groups']): Slots {
  const capital = (words: string) => words.replace(/(^| )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  if (family === undefined && first === undefined) return { name: { family: capital(given) } };
  return family === undefined ? { givenName: capital(given) } : { name: { given: capital(given), family: capital(family) } };
}

/** Where each thing that is not right is heard. */
const WRONG_IN: Readonly<Record<string, readonly string[]>> = {
  name: ['confirming', 'settled'],
  dates: ['confirming', 'open'],
  address: ['open'],
};

function wrongIn(plain: string, reading: Reading) {
  const { asked, phase, known } = reading.context;
  // Nobody has anything: what may be another is asked.
  const where = asked === 'open' && phase === 'briefing' && known.start !== undefined ? 'open' : phase;
  const isHeard = asked !== 'name' && Object.values(WRONG_IN).flat().includes(where);
  const make = isHeard ? firstHit('wrong', plain, reading)?.make : undefined;
  return make !== undefined && WRONG_IN[make]?.includes(where) ? make : undefined;
}

/** At the read-back, or once it is booked: what is not right in it ("le nom"), or how old the driver is, which decides who lets the car. */
export function corrected(plain: string, reading: Reading): Heard | undefined {
  const { asked, phase, known } = reading.context;
  const renamed = phase === 'confirming' && asked !== 'name' ? firstHit('renamed', plain, reading)?.groups : undefined;
  if (renamed?.['given'] !== undefined) return { ...NOTHING_HEARD, acts: ['change'], slots: nameOf(renamed) };
  const wrong = wrongIn(plain, reading);
  if (wrong) return { ...NOTHING_HEARD, acts: ['ask'], slots: { ask: [wrong] } };
  const age =
    known.needs.includes('car') && asked !== 'who' && asked !== 'ages' ? firstHit('driver', plain, reading)?.groups['n'] : undefined;
  return age === undefined ? undefined : { ...NOTHING_HEARD, acts: ['change'], needs: ['car'], slots: { driverAge: Number(age) } };
}

/** "Une chambre de plus": how many there are then. */
export function roomsAfter(plain: string, reading: Reading): Pick<Slots, 'rooms'> {
  const more = firstHit('moreRooms', plain, reading);
  if (!more) return {};
  return { rooms: (reading.context.known.rooms ?? 1) + (count(more.groups['n']) ?? 1) };
}

/** "À deux, chambres séparées": a room for each of those who were counted, or each couple; two where children sleep in one of them or nobody was. */
export function roomsApart({ rooms, adults, party, children, infants }: Slots, plain: string, reading: Reading): Pick<Slots, 'apart'> {
  const made = firstHit('apart', plain, reading)?.make;
  if (rooms !== undefined || !made) return {};
  const heads = (children ?? infants) === undefined ? (party ?? adults ?? reading.context.known.party ?? 2) : 2;
  const apart = made === 'couples' ? Math.ceil(heads / 2) : heads;
  return apart < 10 ? { apart: Math.max(2, apart) } : {};
}
