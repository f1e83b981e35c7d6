import { readRegistry } from '../../shared/market/vendor-registry.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const VENDOR = {
  id: 'alpes-location',
  name: 'Alpes Location',
  categories: ['car'],
  endpoint: 'https://rfo.example.com/offers',
  secrets: [SECRET],
  country: 'FR',
};
const read = (...vendors: unknown[]) => readRegistry(vendors);

describe("the operator's vendors", () => {
  test('are read, and never as demonstration vendors', () => {
    expect(read({ ...VENDOR, demo: true })).toEqual({ ok: true, vendors: [{ ...VENDOR, demo: false }] });
  });

  test.each<[string, Record<string, unknown>]>([
    ['a category nobody asks for', { categories: ['yacht'] }],
    ['no category', { categories: [] }],
    ['plain http', { endpoint: 'http://rfo.example.com/' }],
    ['a port', { endpoint: 'https://rfo.example.com:8443/' }],
    ['a user in the address', { endpoint: 'https://me@rfo.example.com/' }],
    ['a short secret', { secrets: ['whsec_c2hvcnQ='] }],
    ['three secrets', { secrets: [SECRET, SECRET, SECRET] }],
    ['no secret', { secrets: [] }],
    ['a name with markup', { name: '<b>Alpes</b>' }],
    ['a name in two scripts', { name: 'Alреs' }],
    ['an id with a slash', { id: 'a/b' }],
    ['a country in words', { country: 'France' }],
  ])('%s is refused', (_, over) => {
    expect(read({ ...VENDOR, ...over })).toMatchObject({ ok: false });
  });

  test('one seller is there once', () => {
    expect(read(VENDOR, { ...VENDOR, endpoint: 'https://other.example.com/' })).toEqual({
      ok: false,
      problems: ['vendors: id alpes-location is there twice'],
    });
    expect(read(VENDOR, { ...VENDOR, id: 'alpes-2' })).toMatchObject({ ok: false });
    expect(readRegistry({})).toMatchObject({ ok: false });
  });

  test.each([
    ['https://rfo.example.com', 'https://rfo.example.com/'],
    ['https://rfo.example.com/offers', 'https://RFO.Example.com/offers#two'],
    ['https://rfo.example.com/', 'https://rfo.example.com./'],
    ['mailto:Desk@Example.com', 'mailto:desk@example.com'],
  ])('however its address is written: %s, %s', (one, other) => {
    const { secrets, ...known } = VENDOR;
    const vendor = one.startsWith('mailto:') ? known : { ...known, secrets };
    expect(read({ ...vendor, endpoint: one }, { ...vendor, id: 'alpes-2', endpoint: other })).toEqual({
      ok: false,
      problems: [`vendors: endpoint ${other} is there twice`],
    });
    expect(read({ ...vendor, endpoint: one })).toMatchObject({ ok: true });
  });

  test('and so is one company, by its number of registration in its country', () => {
    const [one, other] = [
      { ...VENDOR, registration: 'RCS Annecy 512 345 678' },
      { ...VENDOR, id: 'alpes-2', endpoint: 'https://other.example.com/' },
    ];
    expect(read(one, { ...other, registration: 'rcs annecy 512.345.678' })).toEqual({
      ok: false,
      problems: ['vendors: registration rcs annecy 512.345.678 is there twice'],
    });
    expect(read(one, { ...other, registration: 'RCS Annecy 512 345 679' })).toMatchObject({ ok: true });
    expect(read(one, { ...other, registration: one.registration, country: 'CH' })).toMatchObject({ ok: true });
    expect(read(one, other)).toMatchObject({ ok: true });
    expect(read({ ...VENDOR, registration: '<b>' })).toMatchObject({ ok: false });
  });
});
