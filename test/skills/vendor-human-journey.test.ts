import { setTimeout as pause } from 'node:timers/promises';
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
  readonly cancel: readonly string[];
  readonly leaving: RegExp;
  readonly status: string;
  readonly left: RegExp;
  readonly unanswered: RegExp;
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
    cancel: ["annule l'hôtel", 'oui'],
    leaving: /^J'attends la réponse de Chez Odile pour l'annulation\./,
    status: 'alors, on en est où ?',
    left: /^Chez Odile : c'est annulé\. Tout est écrit/,
    unanswered: /^Chez Odile n'a pas répondu, mais l'annulation lui a été écrite .+ : elle compte à partir de là\./,
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
    cancel: ['cancel the hotel', 'yes'],
    leaving: /^I'm waiting for Chez Odile to answer the cancellation\./,
    status: 'so where are we?',
    left: /^Chez Odile is cancelled\. It's all written/,
    unanswered: /^Chez Odile didn't answer, but the cancellation was written to them .+, and counts from then\./,
  },
];

describe('a vendor who only reads mail', () => {
  test.each(TALKS.flatMap((talk) => [true, false].map((answers) => ({ talk, answers, locale: talk.locale }))))(
    'offers on its page hours later, is booked, and left again, whether it answers that ($answers) or not, in $locale',
    async ({ talk, answers, locale }) => {
      await world.at(START);
      const before = world.letters();
      const { say } = world.chat(`human-${locale}-${answers}`, locale);
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
      for (const text of talk.cancel) await say({ text });
      const noted = await linkIn(/Le voyageur annule/, before);
      expect((await say({ text: talk.status })).speech).toMatch(talk.leaving);
      if (answers) expect((await send(noted, { do: 'note' })).status).toBe(200);
      else await world.at(new Date(Date.parse(START) + 40 * 3_600_000).toISOString());
      await pause(500);
      expect((await say({ news: true })).speech).toMatch(answers ? talk.left : talk.unanswered);
      expect((await say({ text: talk.status })).speech).not.toMatch(/Odile/);
    },
    30_000,
  );
});
