import fc from 'fast-check';
import { canonicalJson } from '../../shared/market/canonical.ts';
import { drawCommitment, type Recorded } from '../../shared/market/evidence.ts';
import { digestOf, fileText, vendorPart, type WholeEvidence, wholeEvidence } from '../../shared/market/evidence-file.ts';
import { agrees, verify } from '../../shared/market/evidence-verify.ts';
import { chainOf, changed, ended, leaves, life, REFUSED, SECRET, someOffers, summed } from './records.ts';
import { carRequest, NOW } from './support.ts';

const WHOLE = life(someOffers(7, 3));
const problemsOf = (text: string) => verify(text).problems;

describe('a record of a request', () => {
  test('as written has no problem, and tells its head', () => {
    expect(verify(fileText(WHOLE))).toEqual({
      problems: [],
      heads: [{ request: 'rfo-car', entries: 4, head: WHOLE.requests[0]?.log.at(-1)?.hash }],
      unproved: WHOLE.requests[0]?.offers.map(({ id }) => id),
      otherRules: [],
    });
  });

  test('any byte that is altered is found', () => {
    const bytes = Buffer.from(fileText(life(someOffers(7, 1))));
    for (let i = 0; i < bytes.length; i++) {
      const altered = Buffer.from(bytes);
      altered[i] = (altered[i] ?? 0) ^ 1;
      const { problems } = verify(altered.toString('utf8'));
      if (problems.length === 0)
        throw new Error(`byte ${i} of ${bytes.length} can be altered: ${altered.toString('utf8', i - 20, i + 20)}`);
    }
  });

  test('any field of its log, its offers or its secret that is altered is found, also when the digest is made anew', () => {
    const { requests, draw } = WHOLE;
    const [one] = requests;
    const within = leaves({ draw, requests: [{ head: one?.head, log: one?.log, offers: one?.offers, refused: one?.refused }] });
    expect(within.length).toBeGreaterThan(150);
    for (const path of within) {
      const altered = changed(WHOLE, path) as WholeEvidence;
      const text = `${canonicalJson({ ...altered, digest: digestOf({ ...altered }) })}\n`;
      if (problemsOf(text).length === 0) throw new Error(`${path.join('.')} can be altered`);
    }
  });

  test('an entry or an offer left out, put twice or in another place is found', () => {
    const [one] = WHOLE.requests;
    if (!one) throw new Error('no request');
    const again = (over: Partial<typeof one>) => wholeEvidence('trip-1', SECRET, [{ ...one, ...over }]);
    const { log, offers } = one;
    const broken = [
      again({ log: log.slice(1) }),
      again({ log: log.filter((_, i) => i !== 1) }),
      again({ log: [...log.slice(0, 2), ...log.slice(1)] }),
      again({ log: [...log].reverse() }),
      again({ log: [] }),
      again({ offers: offers.slice(1) }),
    ];
    for (const file of broken) expect(problemsOf(fileText(file))).not.toEqual([]);
  });

  test('a refusal or a list left out, an offer slipped in, and a log that does not end at its head are found', () => {
    const many = life(someOffers(5, 120));
    const [one] = many.requests;
    if (!one) throw new Error('no request');
    expect(problemsOf(fileText(many))).toEqual([]);
    const again = (over: Partial<typeof one>) => problemsOf(fileText(wholeEvidence('trip-1', SECRET, [{ ...one, ...over }])));
    const [twin] = one.offers;
    const early = new Date(Date.parse(NOW) - 120_000).toISOString();
    const slipped = twin ? [{ ...twin, id: 'rfo-car/x/new', vendorId: 'x', receivedAt: early }] : [];
    expect(again({ refused: [] })).not.toEqual([]);
    expect(again({ refused: [REFUSED, { ...REFUSED, eventId: 'f', at: early }] })).toEqual(['rfo-car: refusal f: not in the log']);
    expect(again({ offers: [...one.offers, ...slipped] })).toEqual(['rfo-car: offer rfo-car/x/new: not in the log']);
    expect(again({ log: one.log.slice(0, -1) })).toEqual(['rfo-car: log: does not end where its head says']);
    expect(again({ lists: [] })).toContain('rfo-car: entry 2: its list is missing or was changed');
    expect(again({ lists: [...one.lists, { offers: [], refused: [] }] })).toHaveLength(1);
  });

  test('what was written anew holds together, and a head that was kept finds it out', () => {
    const kept = WHOLE.requests.map(({ head }) => `sha256-${head?.hash}`);
    expect(verify(fileText(WHOLE), kept).problems).toEqual([]);
    const cut = WHOLE.requests.map((each) => ({ ...each, ...ended(each.log.slice(0, -1)) }));
    const anew = [wholeEvidence('trip-1', SECRET, cut), wholeEvidence('trip-1', SECRET, []), life(someOffers(7, 3).slice(1))];
    for (const file of anew) {
      expect(problemsOf(fileText(file))).toEqual([]);
      expect(verify(fileText(file), kept).problems).toEqual(kept.map((head) => `head ${head}: no entry has it`));
    }
  });

  test('an offer that came after the closing is found; people alone have a day', () => {
    const [first] = someOffers(7, 1);
    const late = first ? [{ ...first, receivedAt: '2026-11-21T20:00:00.000Z' }] : [];
    const whole = life(late);
    expect(problemsOf(fileText(whole))).toEqual([`rfo-car: offer ${first?.id}: came after the closing`]);
    const [one] = whole.requests;
    const log = chainOf(
      (one?.log ?? []).map(({ data }) => (data.type === 'published' ? { ...data, people: [first?.vendorId ?? ''] } : data)),
    );
    expect(problemsOf(fileText(wholeEvidence('trip-1', SECRET, one ? [{ ...one, ...ended(log) }] : [])))).toEqual([]);
  });

  test('an entry stays small however many offers there are', () => {
    const many = life(someOffers(5, 2000));
    expect(problemsOf(fileText(many))).toEqual([]);
    for (const entry of many.requests[0]?.log ?? []) expect(JSON.stringify(entry).length).toBeLessThan(30_000);
    const vendor = many.requests[0]?.offers.at(-1)?.vendorId ?? '';
    const part = vendorPart(many.requests, vendor, 'req_mine', many.draw);
    expect(part.log.map(({ data }) => data.type)).toContain('received');
    expect(agrees(many, part)).toBe(true);
  });

  test('an order that its inputs do not give is found, even in a chain made anew', () => {
    const [one] = WHOLE.requests;
    const turned = chainOf(
      (one?.log ?? []).map(({ data }) => (data.type === 'opened' ? { ...data, offers: [...data.offers].reverse() } : data)),
    );
    const file = wholeEvidence('trip-1', SECRET, one ? [{ ...one, ...ended(turned) }] : []);
    expect(problemsOf(fileText(file))).toEqual([
      'rfo-car: entry 1: the order is not what its inputs give',
      'rfo-car: entry 2: the order is not what its inputs give',
    ]);
  });

  test('ties are drawn by the secret that was committed to, and another secret is found out', () => {
    const [twin] = someOffers(3, 1);
    const twins = ['a', 'b', 'c', 'd'].flatMap((name) => (twin ? [{ ...twin, id: `rfo-car/${name}/1`, vendorId: name }] : []));
    const file = life(twins);
    expect(problemsOf(fileText(file))).toEqual([]);
    const other = wholeEvidence('trip-1', 'another secret', file.requests);
    expect(problemsOf(fileText(other))).toContain('rfo-car: draw: not the secret that was committed to');
  });

  test('whatever is given to be verified, it answers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(verify(text).problems).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
    const odd = { format: 'org.rfo.evidence.v1', part: 'whole', requests: [{ log: 3 }] };
    expect(problemsOf(`${canonicalJson({ ...odd, digest: digestOf(odd) })}\n`)).toEqual(['body: not an evidence file']);
  });
});

describe("a vendor's part", () => {
  const [one] = WHOLE.requests;
  const vendorId = one?.offers[0]?.vendorId ?? '';
  const part = () => {
    if (!one) throw new Error('no request');
    return vendorPart([one], vendorId, 'req_mine', WHOLE.draw);
  };

  test('holds its own steps in a chain of its own, and the whole says the same', () => {
    expect(verify(fileText(part())).problems).toEqual([]);
    expect(agrees(WHOLE, part())).toBe(true);
    const types = part().log.map(({ data }) => data.type);
    expect(types[0]).toBe('published');
    expect(types).toContain('received');
    expect(types.filter((type) => type === 'opened')).toHaveLength(2);
    expect(['awarded', 'not_selected']).toContain(types.at(-1));
  });

  test('any byte of it that is altered is found', () => {
    const bytes = Buffer.from(fileText(part()));
    for (let i = 0; i < bytes.length; i++) {
      const altered = Buffer.from(bytes);
      altered[i] = (altered[i] ?? 0) ^ 1;
      if (problemsOf(altered.toString('utf8')).length === 0) throw new Error(`byte ${i} can be altered`);
    }
  });

  test('an earlier one is the beginning of a later one; one that tells something else is no part of the whole', () => {
    const early = { ...part(), log: part().log.slice(0, 2) };
    expect(part().head).toBe(part().log.at(-1)?.hash);
    expect(agrees(WHOLE, early)).toBe(true);
    expect(agrees(life(someOffers(8, 3)), part())).toBe(false);
  });

  test('tells nothing of the others: no offer, id, price or name of theirs, and no hash that another part has', () => {
    const others = (one?.offers ?? []).filter((offer) => offer.vendorId !== vendorId);
    expect(others.length).toBeGreaterThan(0);
    const text = fileText(part());
    for (const offer of others)
      for (const secret of [offer.id, offer.vendorOfferId, offer.commitment]) expect(text).not.toContain(`"${secret}"`);
    const theirs = one ? fileText(vendorPart([one], others[0]?.vendorId ?? '', 'req_theirs', WHOLE.draw)) : '';
    const hashes = (file: string) => new Set(file.match(/\b[0-9a-f]{64}\b/g) ?? []);
    expect([...hashes(text)].filter((hash) => hashes(theirs).has(hash))).toEqual([]);
  });

  test('goes on over the revisions of a request, and the whole with both says the same', () => {
    const second = life(someOffers(9, 3)).requests[0];
    if (!one || !second) throw new Error('no request');
    const before = { ...one, ...ended(one.log.slice(0, 2)), offers: one.offers.slice(0, 2) };
    const request = { ...carRequest({ id: 'rfo-9', needId: 'need-car', revision: 2 }), revises: { id: 'rfo-car', changed: ['window'] } };
    const { state: _state, ...published } = request;
    const offers = second.offers.map((offer, i) => ({ ...offer, vendorId: i === 0 ? vendorId : offer.vendorId, commitment: `c${i}` }));
    const steps: readonly Recorded[] = [
      { type: 'published', request: published, terms: 't', draw: drawCommitment(SECRET, 'rfo-9') },
      {
        type: 'opened',
        ...summed(offers, { ...request, id: 'rfo-car' }).entry,
        spoken: [],
      },
    ];
    const after = { request: 'rfo-9', ...ended(chainOf(steps)), offers, refused: [], lists: [], wires: [] };
    const whole = wholeEvidence('trip-1', SECRET, [before, after]);
    const both = vendorPart([before, after], vendorId, 'req_mine', whole.draw);
    expect(both.log.map(({ data }) => data.type)).toEqual(['published', 'received', 'opened', 'published', 'received', 'opened']);
    expect(both.log.map(({ data }) => (data.type === 'published' ? data.revision : undefined)).filter(Boolean)).toEqual([1, 2]);
    expect(agrees(whole, both)).toBe(true);
    expect(agrees(whole, vendorPart([before], vendorId, 'req_mine', whole.draw))).toBe(true);
  });
});
