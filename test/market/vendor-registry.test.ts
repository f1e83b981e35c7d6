import { describe, expect, test } from '@jest/globals';
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
});
