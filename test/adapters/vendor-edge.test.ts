import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import fc from 'fast-check';
import { addresses, insideProblem } from '../../shared/adapters/public-address.ts';
import { insideProblems } from '../../shared/adapters/vendor-file.ts';
import { createVendorHttp, guardedLookup, MAX_RESPONSE_BYTES, type SystemLookup } from '../../shared/adapters/vendor-http.ts';

const { isPublic } = await addresses();

const INSIDE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.254',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::127.0.0.1',
  '::a00:1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '100::1',
  '1000::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '4000::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
];

describe('an address', () => {
  test.each(INSIDE)('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4007::200e'])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test('outside 2000::/3 no IPv6 address is public, whatever it holds', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const first = Number.parseInt(groups[0] ?? '0', 16);
        if (first < 0x2000 || first > 0x3fff) expect(isPublic(groups.join(':'))).toBe(false);
      }),
    );
  });
});

describe('a vendor that is entered', () => {
  const leads =
    (...found: readonly string[]) =>
    async (): Promise<readonly LookupAddress[]> =>
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  test.each([
    ['a private literal', 'https://10.0.0.1/rfo', leads(), '10.0.0.1 is not a public address'],
    ['a number for a host', 'https://2130706433/', leads(), '127.0.0.1 is not a public address'],
    ['an old form of loopback in IPv6', 'https://[::127.0.0.1]/', leads(), '::7f00:1 is not a public address'],
    ['a name that leads inside', 'https://rfo.example/', leads('169.254.169.254'), 'rfo.example leads to 169.254.169.254, which'],
    ['a name with one foot inside', 'https://rfo.example/', leads('8.8.8.8', 'fd00::1'), 'rfo.example leads to fd00::1, which'],
    ['no address', 'rfo', leads(), 'is no address'],
  ])('%s is told', async (_, endpoint, resolve, problem) => {
    expect(await insideProblem(endpoint, resolve)).toContain(problem);
  });

  test('a public name, or one that nobody knows yet, is no problem', async () => {
    expect(await insideProblem('https://rfo.example/', leads('8.8.8.8'))).toBeUndefined();
    expect(await insideProblem('https://rfo.example/', leads())).toBeUndefined();
  });

  test('a demonstration vendor stays on loopback, another of that address is told', async () => {
    const vendor = { id: 'a', name: 'A', categories: [], endpoint: 'http://127.0.0.1:9/', secrets: [], country: 'FR' } as const;
    expect(await insideProblems([{ ...vendor, demo: true }])).toEqual([]);
    expect(await insideProblems([{ ...vendor, demo: false }])).toMatchObject([{ vendorId: 'a' }]);
  });
});

/** Answers each look-up in turn, as a resolver that is told to change its mind. */
function changing(...answers: readonly (readonly string[])[]): { readonly lookup: SystemLookup; readonly asked: string[] } {
  const asked: string[] = [];
  const lookup: SystemLookup = (host, _options, back) => {
    const found = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
    back(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup, asked };
}

describe('a name that changes where it leads', () => {
  const look = (lookup: SystemLookup) =>
    new Promise<unknown>((resolve) => {
      guardedLookup(lookup, { isPublic })('rfo.example', { all: true }, (error, found) => resolve(error?.message ?? found));
    });

  test('is asked once a connection, and what was checked is what is connected to', async () => {
    const { lookup, asked } = changing(['8.8.8.8', '8.8.4.4'], ['127.0.0.1']);
    expect(await look(lookup)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '8.8.4.4', family: 4 },
    ]);
    expect(asked).toHaveLength(1);
    expect(await look(lookup)).toBe('not a public address');
  });

  test('is refused whole when one of its addresses is inside', async () => {
    expect(await look(changing(['8.8.8.8', '::ffff:10.0.0.1']).lookup)).toBe('not a public address');
  });

  test.each([['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['::127.0.0.1'], ['169.254.169.254'], ['100.64.0.1']])(
    'is not called at %s, and nothing there hears of it',
    async (address) => {
      const { lookup } = changing([address]);
      const http = createVendorHttp(lookup);
      const options = { timeoutMs: 1_000, loopback: false };
      const result = await http.post('https://rfo.example/', '{}', {}, options);
      expect(result).toMatchObject({ type: 'unreached', cause: { message: 'not a public address' } });
      await http.close();
    },
  );
});

describe('an answer without end', () => {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });

  async function at(server: Server, stop: () => void): Promise<string> {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () => {
        stop();
        server.close();
      },
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  /** Raw bytes, then one more every few milliseconds. */
  function dripping(head: string, drop: string): Promise<string> {
    const timers = new Set<NodeJS.Timeout>();
    const server = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(head);
      timers.add(setInterval(() => void socket.write(drop), 5));
    });
    return at(server, () => timers.forEach(clearInterval));
  }

  test.each([
    ['a body that drips', 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n', ' '],
    ['chunks that never end', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\n \r\n'],
    ['headers that drip', 'HTTP/1.1 200 OK\r\nx-slow: ', 'a'],
    ['early hints without an answer', '', 'HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n'],
  ])('%s is cut at the time limit', async (_, head, drop) => {
    const http = createVendorHttp();
    const result = await http.post(await dripping(head, drop), '{}', {}, { timeoutMs: 150, loopback: true });
    expect(result).toEqual({ type: 'timeout' });
    await http.close();
  });

  test.each([
    ['a declared length', { 'content-length': String(MAX_RESPONSE_BYTES * 40) }],
    ['chunks', {}],
  ])('%s over the limit is dropped before it is read', async (_, headers) => {
    let sent = 0;
    const server = createServer((_request, response) => {
      response.writeHead(200, headers);
      const more = (): void => {
        sent += 65_536;
        if (!response.destroyed && sent < MAX_RESPONSE_BYTES * 40) response.write(' '.repeat(65_536), more);
      };
      more();
    });
    const http = createVendorHttp();
    const result = await http.post(await at(server, () => server.closeAllConnections()), '{}', {}, { timeoutMs: 5_000, loopback: true });
    expect(result).toMatchObject({ type: 'unreached' });
    expect(sent).toBeLessThan(MAX_RESPONSE_BYTES * 20);
    await http.close();
  });

  test('a packed answer is never unpacked', async () => {
    const server = createServer((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b, 0x08, 0]));
    });
    const http = createVendorHttp();
    const result = await http.post(await at(server, () => server.closeAllConnections()), '{}', {}, { timeoutMs: 2_000, loopback: true });
    expect(result).toMatchObject({ type: 'answer', status: 200 });
    expect(result.type === 'answer' && result.body.length).toBeLessThan(10);
    await http.close();
  });
});
