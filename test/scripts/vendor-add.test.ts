import { entryOf, withVendor } from '../../scripts/vendor-add.ts';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { invitationItem, invitationKey, stateOf } from '../../shared/market/invitation.ts';
import { revokeLinks } from '../../shared/runner/invitations.ts';
import { testClock } from '../support/ports.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const COMMON = ['--id', 'alpes-auto', '--name', 'Alpes Auto', '--country', 'FR', '--category', 'car'];
const entry = (...more: readonly string[]) => entryOf([...COMMON, ...more], () => SECRET);
const outside = async () => [{ address: '93.184.216.34', family: 4 }];

describe('entering a vendor', () => {
  test('with an API gives it a secret, one without is written to', async () => {
    const [api, person] = [entry('--endpoint', 'https://rfo.alpes.example/'), entry('--mail', 'desk@alpes.example', '--locale', 'fr-FR')];
    expect(await withVendor([], api, outside)).toEqual([
      {
        id: 'alpes-auto',
        name: 'Alpes Auto',
        country: 'FR',
        categories: ['car'],
        endpoint: 'https://rfo.alpes.example/',
        secrets: [SECRET],
      },
    ]);
    expect(await withVendor([], person, outside)).toMatchObject([{ endpoint: 'mailto:desk@alpes.example', locale: 'fr-FR' }]);
  });

  test.each([
    ['a name that leads inside', ['--endpoint', 'https://rfo.alpes.example/'], '169.254.169.254', 'leads to 169.254.169.254'],
    ['a private address', ['--endpoint', 'https://10.0.0.1/'], '93.184.216.34', '10.0.0.1 is not a public address'],
    ['plain http', ['--endpoint', 'http://rfo.alpes.example/'], '93.184.216.34', 'not an https address'],
    ['no mail address', ['--mail', 'a@b.example,c@d.example'], '93.184.216.34', 'not an https address'],
  ])('%s is refused', async (_, more, leads, problem) => {
    const added = withVendor([], entry(...more), async () => [{ address: leads, family: 4 }]);
    await expect(added).rejects.toMatchObject({ code: 'config', message: expect.stringContaining(problem) });
  });

  test('twice, or with half of what is needed, is refused', async () => {
    const api = entry('--endpoint', 'https://rfo.alpes.example/');
    await expect(withVendor([api], api, outside)).rejects.toMatchObject({ message: expect.stringContaining('is there twice') });
    const [one, other] = ['rfo', 'desk'].map((host) =>
      entry('--endpoint', `https://${host}.alpes.example/`, '--registration', '512 345 678'),
    );
    const twice = withVendor([one], { ...api, ...other, id: 'alpes-2' }, outside);
    await expect(twice).rejects.toMatchObject({ message: 'vendors: registration 512 345 678 is there twice' });
    expect(() => entry()).toThrow('usage');
    expect(() => entry('--colour', 'red')).toThrow(/--colour.*\nusage/s);
    expect(() => entry('--mail', 'a@b.example', '--endpoint', 'https://x.example/')).toThrow('usage');
  });
});

test('revoking closes every link of one vendor, and nobody else’s', async () => {
  const clock = testClock();
  const store = openSqlite(':memory:', clock);
  const invitation = (vendorId: string) =>
    ({ tripId: 'trip-1', requestId: 'rfo-1', vendorId, about: { type: 'offer' }, closesAt: '2026-11-22T10:00:00.000Z' }) as const;
  for (const [token, vendorId] of [
    ['one', 'a'],
    ['two', 'a'],
    ['three', 'b'],
  ] as const)
    await store.put(invitationItem(token, invitation(vendorId)), 0);
  expect(await revokeLinks('a', clock.now(), store)).toBe(2);
  expect(await revokeLinks('a', clock.now(), store)).toBe(0);
  const stateAt = async (token: string) => {
    const item = await store.get<ReturnType<typeof invitation>>(invitationKey(token), 'META');
    return item && stateOf(item.doc, clock.now());
  };
  expect([await stateAt('one'), await stateAt('two'), await stateAt('three')]).toEqual(['revoked', 'revoked', 'open']);
});
