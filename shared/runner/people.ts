import type { Item, Ports } from '../ports.ts';
import { addMinutes } from '../time.ts';
import type { Turn } from '../turn.ts';
import { key, sha256 } from './keys.ts';

/** Which person a channel's traveller is. */
export interface LinkDoc {
  readonly schema: 1;
  readonly person: string;
}
interface CodeDoc {
  readonly schema: 1;
  readonly person: string;
  /** The turn that used it: the same turn again finds the door it opened. */
  readonly usedBy?: string;
}

const CODE_MINUTES = 10;
const WRONG_TRIES = 5;
/** Over all travellers, so that fresh ids do not make a guess free. */
const WRONG_TRIES_OF_ALL = 60;

function linkOf(turn: Turn, person: string) {
  const doc: LinkDoc = { schema: 1, person };
  return { pk: key.link(turn.channel, turn.traveller), sk: 'LINK', doc, foreign: key.person(person) };
}

/** The person behind a channel's traveller id; a new one on first sight. */
export async function personOf(turn: Turn, { store, ids }: Ports): Promise<string> {
  const pk = key.link(turn.channel, turn.traveller);
  const known = await store.get<LinkDoc>(pk, 'LINK');
  if (known) return known.doc.person;
  const person = `person-${ids.secret(16)}`;
  if (await store.put(linkOf(turn, person), 0)) return person;
  return (await store.get<LinkDoc>(pk, 'LINK'))?.doc.person ?? person;
}

async function relink(turn: Turn, person: string, { store }: Ports): Promise<void> {
  const link = linkOf(turn, person);
  for (let attempt = 0; attempt < 3; attempt++) {
    const known = await store.get<LinkDoc>(link.pk, link.sk);
    if (known?.doc.person === person || (await store.put(link, known?.v ?? 0))) return;
  }
}

/** Six digits: four would fall to a day of patient guessing. */
export function freshCode({ ids }: Ports): string {
  return String(Number.parseInt(sha256(ids.secret(16)).slice(0, 12), 16) % 1_000_000).padStart(6, '0');
}

/** Stores a hand-over code; false when the same digits are another's just now. */
export async function issueCode(code: string, person: string, { store, clock }: Ports): Promise<boolean> {
  const doc: CodeDoc = { schema: 1, person };
  const item = { pk: key.code(code), sk: 'META', doc, expiresAt: addMinutes(clock.now(), CODE_MINUTES) };
  if (await store.put(item, 0)) return true;
  const held = await store.get<CodeDoc>(item.pk, item.sk);
  return held?.doc.person === person && held.doc.usedBy === undefined;
}

/** Counts a try before it is looked at, so that guesses sent at once are all counted. False when there were too many. */
async function mayTry(pk: string, most: number, { store, clock }: Ports): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const tries = await store.get<number>(pk, 'TRIES');
    const count = tries?.doc ?? 0;
    if (count >= most) return false;
    const expiresAt = tries?.expiresAt ?? addMinutes(clock.now(), CODE_MINUTES);
    if (await store.put({ pk, sk: 'TRIES', doc: count + 1, expiresAt }, tries?.v ?? 0)) return true;
  }
  return false;
}

async function use(code: Item<CodeDoc>, turn: Turn, { store }: Ports): Promise<boolean> {
  const usedBy = sha256(turn.id);
  if (code.doc.usedBy !== undefined) return code.doc.usedBy === usedBy;
  const expiresAt = code.expiresAt;
  const item = { pk: code.pk, sk: code.sk, doc: { ...code.doc, usedBy }, ...(expiresAt !== undefined && { expiresAt }) };
  return (await store.put(item, code.v)) !== undefined;
}

/** The person a code leads to, this channel's traveller now linked to them; undefined when it is wrong, used, old, or tried too often. */
export async function redeemCode(code: string, turn: Turn, ports: Ports): Promise<string | undefined> {
  const mine = key.link(turn.channel, turn.traveller);
  if (!(await mayTry(mine, WRONG_TRIES, ports)) || !(await mayTry('CODE#all', WRONG_TRIES_OF_ALL, ports))) return undefined;
  const issued = await ports.store.get<CodeDoc>(key.code(code), 'META');
  if (!issued || !(await use(issued, turn, ports))) return undefined;
  await relink(turn, issued.doc.person, ports);
  await ports.store.erase(mine, 'TRIES');
  await giveBack(ports);
  return issued.doc.person;
}

/** A right code was no guess: it does not count among everybody's. */
async function giveBack({ store }: Ports): Promise<void> {
  const tries = await store.get<number>('CODE#all', 'TRIES');
  if (!tries || tries.doc === 0 || tries.expiresAt === undefined) return;
  await store.put({ pk: 'CODE#all', sk: 'TRIES', doc: tries.doc - 1, expiresAt: tries.expiresAt }, tries.v);
}
