import { step } from '../../shared/dialogue/step.ts';
import type { VendorNews } from '../../shared/market/vendor-news.ts';
import { booked, offered, withNews } from '../support/news.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const notices = ({ events, state }: Play) => [events.length > 0, state.trip.fromVendors?.[0]?.answer];

describe('a question of a vendor', () => {
  const question: VendorNews = { type: 'question', id: 'q', text: 'vous venez avec un chien', choices: [] };

  test('is asked at the next opening in its words, and a yes or a no goes back', () => {
    const asked = tell(withNews(offered(), question), '(open)', true);
    expect(asked.speech).toBe('Maison Vanoise vous demande : vous venez avec un chien. Je réponds oui ou non ?');
    expect(notices(tell(asked, 'non'))[1]).toBe('no');
    const yes = tell(asked, 'oui');
    expect(notices(yes)[1]).toBe('yes');
    expect(yes.speech).toMatch(/^C'est dit, à tous les vendeurs\. .+\?$/);
  });

  test('with choices takes one of them, by its number', () => {
    const asked = tell(withNews(offered(), { ...question, choices: ['petit', 'grand'] }), '(open)', true);
    expect(asked.speech).toMatch(/Je réponds petit ou grand \?$/);
    expect(notices(tell(asked, 'le deuxième'))[1]).toBe('grand');
    expect(notices(tell(asked, 'le petit'))[1]).toBe('petit');
    expect(tell(asked, 'aide').speech).toMatch(/Je réponds petit ou grand \?$/);
  });

  test('is not asked twice, nor when the request is closed', () => {
    const asked = tell(withNews(offered(), question), '(open)', true);
    expect(tell(asked, '(open)', true).speech).not.toContain('chien');
    const late = withNews({ ...offered(), now: '2026-11-21T10:20:00.000Z' }, question);
    expect(tell(late, '(open)', true).speech).not.toContain('chien');
  });
});

describe('two vendors whose messages and questions bear the same ids', () => {
  /** What the last turn sends to vendors. */
  const sent = (before: Play, { events }: Play) =>
    events.slice(-1).flatMap(({ event, ctx }) => step(before.state, event, ctx).effects.filter((effect) => effect.type === 'notice'));
  const both = (play: Play, news: VendorNews): Play => {
    const one = withNews(play, news, { vendorId: 'v-a', seller: 'Chez A' });
    const { trip } = one.state;
    const fromVendors = ['v-a', 'v-b'].flatMap((vendorId) => trip.fromVendors?.map((heard) => ({ ...heard, vendorId })) ?? []);
    return { ...one, state: { ...one.state, trip: { ...trip, fromVendors } } };
  };
  const answers = ({ state }: Play) => state.trip.fromVendors?.map(({ vendorId, answer }) => [vendorId, answer]);

  test('are answered each for itself', () => {
    const asked = tell(both(offered(), { type: 'question', id: 'q', text: 'un chien', choices: [] }), '(open)', true);
    const first = tell(asked, 'oui');
    const askedAgain = tell(first, '(open)', true);
    const second = tell(askedAgain, 'non');
    expect(answers(second)).toEqual([
      ['v-a', 'yes'],
      ['v-b', 'no'],
    ]);
    const [one, other] = [sent(asked, first), sent(askedAgain, second)];
    expect([one, other]).toMatchObject([[{ notice: { askedBy: 'v-a' } }], [{ notice: { askedBy: 'v-b' } }]]);
    expect(one[0]?.key).not.toBe(other[0]?.key);
  });

  test('choose and accept each for itself, and no answer is lost for another of the same id', () => {
    const choices = ['petit', 'grand'];
    const first = tell(tell(both(offered(), { type: 'question', id: 'q', text: 'un chien', choices }), '(open)', true), 'le premier');
    expect(answers(tell(tell(first, '(open)', true), 'le deuxième'))).toEqual([
      ['v-a', 'petit'],
      ['v-b', 'grand'],
    ]);
    const options = [{ id: 'ok', kind: 'accept' }] as const;
    const change = { type: 'change', id: 'c', severity: 'minor', cause: 'on ferme à 20 heures', what: [], options } as const;
    const left = tell(tell(both(booked(), change), '(open)', true), 'non');
    const askedAgain = tell(left, '(open)', true);
    const accepted = tell(askedAgain, 'oui');
    expect(answers(accepted)).toEqual([
      ['v-a', undefined],
      ['v-b', 'ok'],
    ]);
    expect(sent(askedAgain, accepted)).toMatchObject([{ vendorId: 'v-b' }]);
  });
});

describe('a change of what is booked', () => {
  const change: VendorNews = {
    type: 'change',
    id: 'c',
    severity: 'minor',
    cause: 'la réception ferme à 20 heures',
    what: [],
    options: [{ id: 'ok', kind: 'accept' }],
    decideBy: '2026-12-01T11:00:00.000Z',
  };

  test('is told as the vendor says it, and accepted or left', () => {
    const told = tell(withNews(booked(), change), '(open)', true);
    expect(told.speech).toBe(
      "Le Refuge change un détail et vous dit : la réception ferme à 20 heures. Vous avez jusqu'à mardi 1er décembre à midi pour répondre. Vous acceptez ?",
    );
    const yes = tell(told, 'oui');
    expect([yes.speech.startsWith("Le Refuge saura que c'est d'accord."), notices(yes)[1]]).toEqual([true, 'ok']);
    const no = tell(told, 'non');
    expect(no.speech).toMatch(/^Je ne réponds rien\. Vous avez jusqu'à/);
    expect(notices(no)[1]).toBeUndefined();
  });

  test('without anything to accept asks nothing of its own', () => {
    const told = tell(withNews(booked(), { ...change, severity: 'cancelled', options: [] }), '(open)', true);
    expect(told.speech).toMatch(/^Le Refuge annule et vous dit : la réception ferme à 20 heures\. /);
  });

  const OPTIONS = [
    { id: 'ok', kind: 'accept' },
    { id: 'later', kind: 'rebook', note: 'la suite du deuxième' },
    { id: 'back', kind: 'refund' },
    { id: 'card', kind: 'voucher' },
  ] as const;
  const several: VendorNews = { ...change, severity: 'major', options: OPTIONS };
  const ENGLISH = { opening: 'a hotel in Annecy from February 12th to the 14th for two, 900 euros max', buy: 'I confirm and pay' };
  const bookedIn = (locale: 'fr-FR' | 'en-US') =>
    locale === 'fr-FR' ? booked() : tellAll(begin(locale), [ENGLISH.opening, 'the first one', 'Sarah Cole', ENGLISH.buy]);
  const open = (locale: 'fr-FR' | 'en-US', news: VendorNews = several) => tell(withNews(bookedIn(locale), news), '(open)', true);
  const answerOf = ({ state }: Play) => state.trip.fromVendors?.[0]?.answer;

  test('with more than that to choose asks for one of them', () => {
    expect(open('fr-FR').speech).toMatch(
      /Vous préférez accepter, prendre le remplacement, la suite du deuxième, vous faire rembourser ou prendre un avoir \?$/,
    );
    expect(open('en-US').speech).toMatch(/Would you rather accept, .+, get a refund,? or take a voucher\?$/);
  });

  test.each([
    ['fr-FR', "j'accepte", 'ok'],
    ['fr-FR', 'je préfère accepter', 'ok'],
    ['fr-FR', 'le remplacement', 'later'],
    ['fr-FR', 'la suite du deuxième', 'later'],
    ['fr-FR', 'le deuxième', 'later'],
    ['fr-FR', 'je préfère être remboursé', 'back'],
    ['fr-FR', 'je veux mon argent', 'back'],
    ['fr-FR', 'plutôt un avoir', 'card'],
    ['fr-FR', "pas d'avoir, un remboursement", 'back'],
    ['fr-FR', 'le dernier', 'card'],
    ['en-US', 'I accept', 'ok'],
    ['en-US', 'take the replacement', 'later'],
    ['en-US', "I'd rather get a refund", 'back'],
    ['en-US', 'I want my money back', 'back'],
    ['en-US', 'a voucher please', 'card'],
    ['en-US', 'the second one', 'later'],
  ] as const)('in %s "%s" takes the option %s', (locale, words, option) => {
    const taken = tell(open(locale), words);
    expect(answerOf(taken)).toBe(option);
    expect(taken.events.length).toBeGreaterThan(0);
    expect(taken.speech).toMatch(/^Le Refuge (?:saura que|will know)/);
  });

  test.each(['oui', "d'accord", 'peut-être un jour', "c'est remboursé quand ?"])('"%s" to several takes none and asks again', (words) => {
    const asked = tell(open('fr-FR'), words);
    expect(answerOf(asked)).toBeUndefined();
    expect(asked.speech).toMatch(/\?$/);
  });

  test.each([
    ['fr-FR', 'je refuse', 'non', /^Vous préférez prendre le remplacement, .+ vous faire rembourser ou prendre un avoir \?$/],
    ['fr-FR', "je n'accepte pas", 'non merci', /^Vous préférez prendre/],
    ['en-US', 'I refuse', 'no', /^Would you rather take the replacement, .+\?$/],
    ['en-US', "I don't accept", 'neither', /^Would you rather take/],
  ] as const)('in %s "%s" leaves what is offered instead, and "%s" answers nothing', (locale, first, second, asked) => {
    const refused = tell(open(locale), first);
    expect(refused.speech).toMatch(asked);
    const left = tell(refused, second);
    expect([answerOf(left), /jusqu'à|until/.test(left.speech)]).toEqual([undefined, true]);
    expect(answerOf(tell(refused, locale === 'fr-FR' ? "finalement j'accepte" : 'fine, I accept'))).toBe('ok');
  });

  test('with one thing instead asks for that, and a yes takes it', () => {
    const only: VendorNews = { ...several, severity: 'cancelled', options: [{ id: 'back', kind: 'refund' }] };
    const asked = open('fr-FR', only);
    expect(asked.speech).toMatch(/Vous prenez le remboursement \?$/);
    expect(answerOf(tell(asked, 'oui'))).toBe('back');
    expect(answerOf(tell(asked, "j'accepte"))).toBe('back');
    expect(tell(asked, 'plutôt un avoir').speech).toMatch(/^Le Refuge ne propose pas d'avoir\. .+\?$/);
    const refused = tell(open('fr-FR', { ...several, options: [OPTIONS[0], OPTIONS[2]] }), 'je refuse');
    expect([refused.speech, answerOf(tell(refused, 'oui'))]).toEqual(['Vous prenez le remboursement ?', 'back']);
  });

  const room = (play: Play) => {
    const offer = play.state.trip.bookings[0]?.offer;
    if (offer?.item.category !== 'lodging') throw new Error('no room');
    return { item: { ...offer.item, name: 'Le Chalet' }, total: { ...offer.total, minor: offer.total.minor - 1_000 } };
  };
  const byDeadline = (play: Play): VendorNews => ({
    ...several,
    options: [
      { id: 'later', kind: 'rebook', deadline: '2026-11-22T17:00:00.000Z', offer: room(play) },
      { id: 'back', kind: 'refund', deadline: '2026-11-24T17:00:00.000Z' },
    ],
  });

  test.each([
    [
      'fr-FR',
      /Le remplacement : une chambre à Annecy.*, \d+ euros \d+\. Pour le remplacement, vous avez jusqu'à demain 18 heures\. Pour le remboursement, vous avez jusqu'à mardi 24 novembre à 18 heures\. Vous préférez prendre le remplacement ou vous faire rembourser \?$/,
      'le remplacement',
      /^C'est trop tard : .+ attendait votre réponse avant .*18 heures\. Vous prenez le remboursement \?$/,
    ],
    [
      'en-US',
      /The replacement: one room in Annecy.*, \d+ euros \d+\. For the replacement, you have until 6 p\.m\. tomorrow\. For the refund, you have until 6 p\.m\. on Tuesday November 24th\. Would you rather take the replacement or get a refund\?$/,
      'the replacement',
      /^It's too late: .+ needed your answer by .+\. .*refund.*\?$/,
    ],
  ] as const)('in %s each option has its own last moment, and one that comes later is refused', (locale, asked, words, late) => {
    const bought = bookedIn(locale);
    const news = byDeadline(bought);
    const told = tell(withNews(bought, news), '(open)', true);
    expect(told.speech).toMatch(asked);
    const inTime = tell(told, words);
    expect([answerOf(inTime), inTime.state.trip.bookings[0]?.offer.item]).toMatchObject(['later', { name: 'Le Chalet' }]);
    expect(inTime.state.trip.bookings[0]?.confirmedTotal).toEqual(room(bought).total);
    const tooLate = tell({ ...told, now: '2026-11-22T18:00:00.000Z' }, words);
    expect([answerOf(tooLate), tooLate.speech]).toEqual([undefined, expect.stringMatching(late)]);
    expect(answerOf(tell(tooLate, locale === 'fr-FR' ? 'oui' : 'yes'))).toBe('back');
    expect(tooLate.state.trip.bookings[0]?.offer.item).not.toMatchObject({ name: 'Le Chalet' });
  });

  test('whose last moment was missed is told with that', () => {
    const bought = booked();
    const late = { ...withNews(bought, byDeadline(bought)), now: '2026-11-25T10:00:00.000Z' };
    const told = tell(late, '(open)', true);
    expect(told.speech).toMatch(/C'est trop tard : Le Refuge attendait votre réponse avant/);
    expect(told.speech).not.toContain('Vous préférez');
  });

  test('two of a kind are told apart by their number', () => {
    const two = [
      { id: 'a', kind: 'rebook', note: 'le 12' },
      { id: 'b', kind: 'rebook', note: 'le 14' },
      { id: 'c', kind: 'refund' },
    ] as const;
    const asked = tell(open('fr-FR', { ...several, options: two }), 'le remplacement');
    expect(asked.speech).toBe('Vous préférez prendre le remplacement, le 12 ou prendre le remplacement, le 14 ?');
    expect(answerOf(tell(asked, 'le deuxième'))).toBe('b');
  });

  test('comes back when asked how things stand, until it is answered or too late', () => {
    const left = tell(tell(open('fr-FR'), 'je refuse'), 'non');
    const again = tell(left, 'alors, on en est où ?');
    expect(again.speech).toMatch(/^Le Refuge change quelque chose d'important.+Vous préférez accepter/);
    expect(tell(tell(again, "j'accepte"), 'alors, on en est où ?').speech).not.toContain('Vanoise change');
    const late = { ...again, now: '2026-12-01T11:00:00.000Z' };
    expect(tell(late, 'un remboursement').speech).toMatch(/^C'est trop tard : Le Refuge attendait votre réponse avant/);
    expect([answerOf(tell(late, 'un remboursement')), tell({ ...left, now: late.now }, 'alors, on en est où ?').speech]).toEqual([
      undefined,
      expect.not.stringContaining('Vanoise change'),
    ]);
  });

  test('a cancellation of the vendor is told with what it keeps and gives back', () => {
    const over = { type: 'cancelled', fee: { minor: 2_000, currency: 'EUR' }, refund: { minor: 12_050, currency: 'EUR' } } as const;
    const play = withNews(booked(), over);
    const sold = play.state.trip.bookings.map((booking) => ({ ...booking, offer: { ...booking.offer, demo: false } }));
    const real = { ...play, state: { ...play.state, trip: { ...play.state.trip, bookings: sold } } };
    expect(tell(real, '(open)', true).speech).toMatch(
      /^Le Refuge a annulé votre réservation\. Le Refuge garde 20 euros\. 120 euros 50 vous sont rendus\./,
    );
    expect(open('fr-FR', over).speech).toMatch(/^Le Refuge a annulé votre réservation\. Rien n'avait été débité\./);
  });

  test.each<[VendorNews, string]>([
    [{ type: 'update', kind: 'delayed', minutes: 20 }, 'Le Refuge annonce vingt minutes de retard.'],
    [{ type: 'update', kind: 'room_ready' }, 'Chez Le Refuge, la chambre est prête.'],
    [{ type: 'update', kind: 'gate', note: 'porte 12' }, 'Le Refuge vous fait dire : porte 12.'],
  ])('%j is told once', (news, words) => {
    const told = tell(withNews(booked(), news), '(open)', true);
    expect(told.speech.slice(0, words.length)).toBe(words);
    expect(tell(told, '(open)', true).speech).not.toContain(words);
  });
});
