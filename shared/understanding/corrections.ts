import { type Heard, NOTHING_HEARD, type Slots } from '../dialogue/act.ts';
import { count, type Reading } from './found.ts';
import { type Hit, hits } from './hits.ts';
import { nameFrom } from './names.ts';
import { fold } from './normalise.ts';

function firstHit(stage: string, plain: string, { grammar }: Reading): Hit | undefined {
  return hits(grammar, stage, plain)[0];
}

/** "C'est pas le bon prénom, c'est Julia": the family stays; "mon nom, c'est Martin" is the family. */
function nameOf({ given = '', family, first }: Hit['groups']): Slots {
  const capital = (words: string) => words.replace(/(^| )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  if (family === undefined && first === undefined) return { name: { family: capital(given) } };
  return family === undefined ? { givenName: capital(given) } : { name: { given: capital(given), family: capital(family) } };
}

/** "Mon nom s'écrit avec deux n", of the name that was read: where one letter of it can be meant, it is put right; else the name is asked for. */
function lettered(plain: string, reading: Reading): Heard | undefined {
  const { asked, known, phase } = reading.context;
  const isRead = asked !== 'name' && (phase === 'confirming' || phase === 'settled');
  const groups = isRead ? firstHit('letters', plain, reading)?.groups : undefined;
  if (!known.name || groups?.['l'] === undefined || isOther(plain, known.name, reading)) return undefined;
  const slots = respelled(namedIn(known.name, plain), groups['l'], groups);
  return slots ? { ...NOTHING_HEARD, acts: ['change'], slots } : { ...NOTHING_HEARD, acts: ['ask'], slots: { ask: ['name'] } };
}

/** "Dupont avec un t", where Dupond was read: another name. */
function isOther(plain: string, known: NonNullable<Slots['name']>, { grammar }: Reading): boolean {
  const said = nameFrom(plain, grammar)?.name;
  const own = fold(`${known.given} ${known.family}`).split(/[ '-]/);
  return (
    said !== undefined &&
    !fold(`${said.given ?? ''} ${said.family}`)
      .split(/[ '-]/)
      .every((word) => word === '' || own.includes(word))
  );
}

/** "Yann avec deux n": only the part that is said. */
function namedIn({ given = '', family }: NonNullable<Slots['name']>, plain: string): NonNullable<Slots['name']> {
  const isSaid = (part: string) => part !== '' && plain.includes(` ${fold(part).split(' ').at(-1)} `);
  return isSaid(given) && !isSaid(family) ? { given, family: '' } : isSaid(family) ? { family } : { given, family };
}

/** The part with that letter once where it should be twice, or the other way round; else the part that has it already as it was said. */
function respelled({ given = '', family }: NonNullable<Slots['name']>, l: string, { n, first }: Hit['groups']): Slots | undefined {
  const [single, double] = [`(?<!${l})${l}(?!${l})`, `${l}${l}`];
  const isTwice = n === 'double' || n === '2';
  const [from, right, to] = isTwice ? [single, double, `$&${l}`] : [double, single, l];
  const parts = first === undefined ? [family, given] : [given];
  const wrong = parts.filter((part) => [...part.matchAll(new RegExp(from, 'gi'))].length === 1);
  const part = wrong.length === 1 ? wrong[0] : parts.find((one) => new RegExp(right, 'i').test(one));
  const put = part?.replace(new RegExp(from, 'i'), to);
  if (put === undefined) return undefined;
  return part === family ? { name: { family: put } } : { givenName: put };
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
  const letters = lettered(plain, reading);
  if (letters) return letters;
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
