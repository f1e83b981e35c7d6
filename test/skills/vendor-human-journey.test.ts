import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWorld, START, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The newest link of a letter of that kind, once it is written. */
async function linkIn(words: RegExp, known: readonly string[] = []): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const letter = world.letters().find((text) => words.test(text) && !known.includes(text));
    const link = /https?:\/\/\S+\/vendors\/v1\/form\/[\w-]{22}/.exec(letter ?? '')?.[0];
    if (link !== undefined) return link;
    await pause(50);
  }
  throw new Error('no letter came');
}

const send = (link: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(link, { method: 'POST', body: new URLSearchParams(form) });

const ROOM = {
  do: 'offer',
  'item.name': 'Chez Odile',
  'item.kind': 'hotel',
  'item.place': 'city:FR:annecy',
  'item.rooms': '1',
  'item.bedrooms': '1',
  'item.sleeps': '2',
  'item.breakfast': 'yes',
  total: '150',
  free_until: '2027-02-05',
  keep: '72',
  terms: 'accept',
};

interface Talk {
  readonly locale: string;
  readonly lines: readonly string[];
  readonly late: RegExp;
  readonly choose: string;
  readonly name: string;
  readonly phrase: string;
  readonly waits: RegExp;
  readonly booked: RegExp;
}

const TALKS: readonly Talk[] = [
  {
    locale: 'fr-FR',
    lines: ['un hôtel à Annecy du 12 au 14 février pour deux, 500 euros maximum'],
    late: /^Une offre vient d'arriver, et elle passe devant : Chez Odile, à 150 euros\./,
    choose: 'celle de chez Odile',
    name: 'Camille Martin',
    phrase: 'je confirme et je paie',
    waits: /Rien n'est encore confirmé : j'attends Chez Odile\./,
    booked: /^C'est réservé\./,
  },
  {
    locale: 'en-US',
    lines: ['a hotel in Annecy from February 12th to the 14th for two, 500 euros max'],
    late: /^An offer just came in, and it takes the lead: Chez Odile at 150 euros\./,
    choose: 'Chez Odile',
    name: 'Sarah Cole',
    phrase: 'I confirm and pay',
    waits: /waiting (for|on) Chez Odile/i,
    booked: /booked/i,
  },
];

describe('a vendor who only reads mail', () => {
  test.each(TALKS)(
    'offers on its page hours later and is booked, in $locale',
    async (talk) => {
      const before = world.letters();
      const { say } = world.chat(`human-${talk.locale}`, talk.locale);
      for (const text of talk.lines) expect((await say({ text })).speech).not.toContain('Odile');
      const link = await linkIn(/Demande|lodging|hébergement/, before);
      await world.at(new Date(Date.parse(START) + 3 * 3_600_000).toISOString());
      expect((await say({ news: true })).speech).toBe('');
      expect((await send(link, ROOM)).status).toBe(200);
      expect((await say({ news: true })).speech).toMatch(talk.late);
      await say({ text: talk.choose });
      const read = await say({ text: talk.name });
      expect(read.speech).toContain('150 euros');
      const waiting = await say({ text: talk.phrase });
      expect(waiting.speech).toMatch(talk.waits);
      const asked = await linkIn(/Votre offre est choisie/, before);
      expect((await send(asked, { do: 'confirm', reference: 'ODI 42' })).status).toBe(200);
      await pause(500);
      expect((await say({ news: true })).speech).toMatch(talk.booked);
    },
    30_000,
  );
});
