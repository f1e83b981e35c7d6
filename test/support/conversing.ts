import { createHash } from 'node:crypto';
import { type Dispatching, dispatch } from '../../shared/adapters/dispatcher.ts';
import { converse, deliver } from '../../shared/concierge.ts';
import type { Ports } from '../../shared/ports.ts';
import type { Turn } from '../../shared/turn.ts';
import { toyCore } from './toy-core.ts';

/** What is said to one turn. */
export async function say(turn: Turn, ports: Ports): Promise<string> {
  return (await converse(turn, ports, toyCore)).speech;
}

export function dispatching(ports: Ports, owner = 'worker', random = 0): Dispatching {
  return { ports, owner, random: () => random, telling: new Map(), deliver: (event) => deliver(event, ports, toyCore) };
}

/** As the server after a restart: works until nothing is due. */
export async function work(ports: Ports): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const { expanded, done, again } = await dispatch(dispatching(ports), { now: ports.clock.now(), limit: 100 });
    if (expanded + done + again === 0) return;
  }
  throw new Error('work never ends');
}

/** Where the link of `turnOf`'s traveller is kept. */
export const LINK = `LINK#web#${createHash('sha256').update('web:anne').digest('hex')}`;

export async function personOf(ports: Ports): Promise<string> {
  return (await ports.store.get<{ person: string }>(LINK, 'LINK'))?.doc.person ?? '';
}

/** The trip that `turnOf`'s traveller speaks of. */
export async function tripId(ports: Ports): Promise<string> {
  return (await ports.store.get<{ currentTripId: string }>(`USER#${await personOf(ports)}`, 'CONV'))?.doc.currentTripId ?? '';
}
