import { openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('intermediary');
});
afterAll(() => world.close());

interface Line {
  readonly total: { readonly amount: string };
}
interface Proposal {
  readonly total: Line['total'];
  readonly apart?: true;
  readonly lines: readonly Line[];
}
interface Answer {
  readonly speech: string;
  readonly trip: { readonly page: string; readonly proposals: readonly Proposal[] };
}

const OPENING = {
  'fr-FR':
    'aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l’aéroport de Lyon un hôtel et la location de skis trois mille euros maximum',
  'en-US':
    'go skiing in Les Arcs from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport, a hotel and ski rental, three thousand euros max',
} as const;
const TALK = {
  'fr-FR': [
    'pourquoi ?',
    "d'autres ?",
    'pourquoi le deuxième ?',
    "c'est trop cher",
    'combien ça coûte en tout ?',
    'quoi ?',
    'et le moins cher ?',
    'ils peuvent faire mieux ?',
    'préviens-moi si ça passe sous 900 euros',
    'alors, on en est où ?',
    'le premier',
    'Camille Martin',
    'quoi ?',
    'je confirme et je paie',
    'je confirme et je paie',
    'alors, on en est où ?',
    'annule tout',
  ],
  'en-US': [
    'why?',
    'any others?',
    'why the second one?',
    "that's too expensive",
    'how much is it in total?',
    'what?',
    'which is the cheapest?',
    'can they do better?',
    'tell me if it drops below 900 euros',
    'so where are we?',
    'the first one',
    'Sarah Cole',
    'what?',
    'I confirm and pay',
    'I confirm and pay',
    'so where are we?',
    'cancel everything',
  ],
} as const;

/** Sums of two prices or more of any list that was shown, in cents. */
function sumsOf(lists: readonly (readonly Line[])[]): ReadonlySet<number> {
  const sums = new Set<number>();
  for (const lines of lists) {
    const cents = lines.map(({ total }) => Math.round(Number(total.amount) * 100));
    for (let pick = 1; pick < 2 ** cents.length; pick++) {
      const chosen = cents.filter((_, i) => pick & (1 << i));
      if (chosen.length > 1) sums.add(chosen.reduce((sum, each) => sum + each, 0));
    }
  }
  return sums;
}

/** The amounts of euros that a text names, as "1 234,50", "1,234.50" or "1234 euros 50", in cents. Digits inside a name are none: ids hold all by chance. */
function amountsIn(text: string): readonly number[] {
  return [
    ...text.replace(/(\d)[\s\u00a0\u202f,.](?=\d{3}(?!\d))/g, '$1').matchAll(/(?<![\w-])(\d+)(?![\w-])(?:[,.](\d\d)| euros (\d\d)(?! ))?/g),
  ].map(([, euros, cents, spoken]) => Number(euros) * 100 + Number(cents ?? spoken ?? 0));
}

const isApart = ({ lines }: Proposal) => (lines.length > 1 ? true : undefined);

/** What the contract of /chat has in each proposal: a sum of its lines, marked where it is nobody's price. */
function summed({ lines }: Proposal): string {
  return (lines.reduce((cents, { total }) => cents + Math.round(Number(total.amount) * 100), 0) / 100).toFixed(2);
}

/** All but that one member of the JSON. */
function withoutSum({ total, apart, ...rest }: Proposal): object {
  return apart ? rest : { ...rest, total };
}

/** When the page and its data are read: once chosen, and at the end, with all that was said before. */
const WRITTEN: ReadonlySet<string> = new Set(['le premier', 'annule tout', 'the first one', 'cancel everything']);

async function pagesOf({ trip: { page } }: Answer): Promise<readonly string[]> {
  const texts = await Promise.all([page, page.replace('?', '.json?')].map(async (url) => (await fetch(url)).text()));
  return texts.map((text) => text.replace(/"(?:at|hash|head|id|evidence)":"[^"]*"|<style>.*?<\/style>/gs, ''));
}

describe('where sellers sell apart', () => {
  test.each(['fr-FR', 'en-US'] as const)(
    'nothing that is said, shown or written in %s adds up what several of them ask',
    async (locale) => {
      const traveller = `apart-${locale}`;
      const lists: (readonly Line[])[] = [];
      const heard: { readonly words: string; readonly text: string }[] = [];
      for (const words of [OPENING[locale], ...TALK[locale]]) {
        let answer = (await world.post('/chat', { traveller, locale, timeZone: 'Europe/Paris', text: words })) as Answer;
        await world.settled();
        // On a busy machine vendors join a moment later.
        for (let i = 0; i < 10 && lists.length === 0 && answer.trip.proposals.length === 0; i++)
          answer = (await world.post('/chat', { traveller, locale, timeZone: 'Europe/Paris', news: true })) as Answer;
        lists.push(...answer.trip.proposals.map(({ lines }) => lines));
        const shown = { ...answer, trip: { ...answer.trip, proposals: answer.trip.proposals.map(withoutSum) } };
        heard.push({ words, text: [JSON.stringify(shown), ...(WRITTEN.has(words) ? await pagesOf(answer) : [])].join('\n') });
        for (const proposal of answer.trip.proposals)
          expect([proposal.total.amount, proposal.apart]).toEqual([summed(proposal), isApart(proposal)]);
      }
      const sums = sumsOf(lists);
      expect(sums.size).toBeGreaterThan(10);
      // A sum is told rounded up to the euro.
      const rounded = new Set([...sums].map((cents) => Math.ceil(cents / 100) * 100));
      const prices = new Set(lists.flat().map(({ total }) => Math.round(Number(total.amount) * 100)));
      const isSum = (cents: number) => cents > 10_000 && (sums.has(cents) || rounded.has(cents)) && !prices.has(cents);
      const told = heard.flatMap(({ words, text }) =>
        amountsIn(text).flatMap((cents) => (isSum(cents) ? [`${words}: ${cents / 100}`] : [])),
      );
      expect([...new Set(told)]).toEqual([]);
    },
    60_000,
  );
});
