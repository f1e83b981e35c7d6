import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendorRegistry } from '../../shared/adapters/vendor-file.ts';
import type { VendorRecord } from '../../shared/ports.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const VENDOR = {
  id: 'alpes-auto',
  name: 'Alpes Auto',
  categories: ['car'],
  endpoint: 'https://rfo.example.com/',
  secrets: [SECRET],
  country: 'FR',
};
const DEMO: VendorRecord = {
  id: 'duster-demo',
  name: 'Duster',
  demo: true,
  categories: ['car'],
  endpoint: 'http://127.0.0.1:9/',
  secrets: [SECRET],
  country: 'FR',
};

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'vendors-')), 'vendors.json');
  writeFileSync(path, text);
  return path;
}

describe('the vendors that may be asked', () => {
  test("are the operator's, then the demonstration ones", async () => {
    const registry = vendorRegistry(file(JSON.stringify([VENDOR])), () => [DEMO]);
    expect(await registry()).toEqual([{ ...VENDOR, demo: false }, DEMO]);
    expect(await vendorRegistry(undefined, () => [DEMO])()).toEqual([DEMO]);
  });

  test.each([
    ['no JSON', '[', 'cannot be read as JSON'],
    ['a plain http address', JSON.stringify([{ ...VENDOR, endpoint: 'http://rfo.example.com/' }]), 'vendors\\[0\\].endpoint'],
    ["a demonstration vendor's id", JSON.stringify([{ ...VENDOR, id: DEMO.id }]), 'duster-demo'],
  ])('%s is said at once', async (_, text, message) => {
    await expect(vendorRegistry(file(text), () => [DEMO])()).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(message),
    });
  });
});
