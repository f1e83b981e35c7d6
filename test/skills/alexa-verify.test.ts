import { createSign, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { handleAlexaHttp, textWithin } from '../../skills/alexa/handler.ts';
import { certUrl, isSignedByAlexa, isTimely, type VerifyPorts } from '../../skills/alexa/verify.ts';
import { envelope, intent, launch, SKILL_ID } from '../support/alexa.ts';
import { type CertSpec, certificate, rsaKeys } from '../support/certs.ts';

const NOW = '2026-11-21T10:00:00Z';
const URL_OK = 'https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem';
const NAME = 'echo-api.amazon.com';

const leafKeys = rsaKeys();
const caKeys = rsaKeys();
const rootKeys = rsaKeys();
const otherKeys = rsaKeys();

const root = { subject: 'Test Root', keys: rootKeys };
const authority = { subject: 'Test Authority', keys: caKeys };
const rootPem = certificate({ ...root, ca: true });
const caPem = certificate({ ...authority, issuer: root, ca: true });
const leaf = (more: Partial<CertSpec> = {}) => certificate({ subject: NAME, keys: leafKeys, issuer: authority, dns: [NAME], ...more });

interface Case {
  readonly chain?: string;
  readonly url?: string;
  readonly body?: string;
  readonly sent?: string;
  readonly signature?: string;
  readonly signer?: typeof leafKeys;
  readonly now?: string;
  readonly roots?: readonly string[];
}

function ports(given: Case = {}): VerifyPorts & { readonly fetched: string[] } {
  const fetched: string[] = [];
  return {
    fetched,
    fetchCert: async (url) => {
      fetched.push(url);
      return given.chain ?? leaf() + caPem;
    },
    roots: (given.roots ?? [rootPem]).map((pem) => new X509Certificate(pem)),
    nowMs: () => Date.parse(given.now ?? NOW),
    cache: new Map(),
  };
}

function signed(given: Case = {}) {
  const body = given.body ?? JSON.stringify(launch());
  const signature = createSign('RSA-SHA256')
    .update(body)
    .sign((given.signer ?? leafKeys).privateKey, 'base64');
  return {
    headers: { signaturecertchainurl: given.url ?? URL_OK, 'signature-256': given.signature ?? signature },
    rawBody: Buffer.from(given.sent ?? body),
  };
}

async function verdict(given: Case = {}): Promise<boolean> {
  const { headers, rawBody } = signed(given);
  return isSignedByAlexa(headers, rawBody, ports(given));
}

describe('a request is Alexa’s when', () => {
  test.each<[string, Case]>([
    ['its chain leads to a root', {}],
    [
      'the chain goes on past the root to a cross-signed one that is unknown',
      { chain: leaf() + caPem + certificate({ ...root, issuer: { subject: 'Gone', keys: otherKeys }, ca: true }) },
    ],
    ['the chain carries the root itself', { chain: leaf() + caPem + rootPem }],
    ['the chain’s order is mixed behind the leaf', { chain: leaf() + rootPem + caPem }],
    ['the name is one of several', { chain: leaf({ dns: ['other.amazon.com', NAME] }) + caPem }],
    ['the address has the port in words', { url: 'https://s3.amazonaws.com:443/echo.api/echo-api-cert-12.pem' }],
    ['the host is in capitals', { url: 'https://S3.AmazonAWS.com/echo.api/cert.pem' }],
    ['the address turns back into the folder', { url: 'https://s3.amazonaws.com/echo.api/../echo.api/cert.pem' }],
  ])('%s', async (_, given) => {
    expect(await verdict(given)).toBe(true);
  });
});

describe('a request is refused when', () => {
  const fake = certificate({ subject: NAME, keys: otherKeys, issuer: { subject: NAME, keys: leafKeys }, dns: [NAME] });
  const deep = (pathLength: number) => {
    const middle = rsaKeys();
    const inner = { subject: 'Inner', keys: middle };
    return (
      certificate({ subject: NAME, keys: leafKeys, issuer: inner, dns: [NAME] }) +
      certificate({ ...inner, issuer: authority, ca: true }) +
      certificate({ ...authority, issuer: root, ca: true, pathLength })
    );
  };
  test.each<[string, Case]>([
    ['a byte of the body changed', { sent: `${JSON.stringify(launch())} ` }],
    ['another key signed it', { signer: otherKeys }],
    ['the signature is not base64', { signature: '%%%' }],
    ['the signature is empty', { signature: '' }],
    ['the name is missing', { chain: leaf({ dns: ['example.com'] }) + caPem }],
    ['only the subject has the name', { chain: leaf({ dns: [] }) + caPem }],
    ['the name is an e-mail', { chain: leaf({ dns: [], email: NAME }) + caPem }],
    ['the name is a URI', { chain: leaf({ dns: [], uri: `https://${NAME}` }) + caPem }],
    ['the name is a wildcard', { chain: leaf({ dns: ['*.amazon.com'] }) + caPem }],
    ['the name goes on', { chain: leaf({ dns: [`${NAME}.evil.com`] }) + caPem }],
    ['the leaf expired', { chain: leaf({ to: '2026-11-20T00:00:00Z' }) + caPem }],
    ['the leaf is not valid yet', { chain: leaf({ from: '2026-11-22T00:00:00Z' }) + caPem }],
    ['the authority expired', { chain: leaf() + certificate({ ...authority, issuer: root, ca: true, to: '2026-11-01T00:00:00Z' }) }],
    ['the root is unknown', { roots: [certificate({ subject: 'Other Root', keys: otherKeys, ca: true })] }],
    ['the root has only the name of ours', { roots: [certificate({ subject: 'Test Root', keys: otherKeys, ca: true })] }],
    ['the root expired', { roots: [certificate({ ...root, ca: true, to: '2026-11-01T00:00:00Z' })] }],
    ['the leaf signed itself', { chain: certificate({ subject: NAME, keys: leafKeys, dns: [NAME] }) }],
    ['the authority is missing', { chain: leaf() }],
    ['the authority may not issue', { chain: leaf() + certificate({ ...authority, issuer: root }) }],
    ['an honest leaf signed a fake one', { chain: fake + leaf() + caPem, signer: otherKeys }],
    ['more authorities follow than may', { chain: deep(0) }],
    ['the leaf serves another purpose', { chain: leaf({ usage: '1.3.6.1.5.5.7.3.2' }) + caPem }],
    ['the leaf is an authority', { chain: leaf({ ca: true }) + caPem }],
    ['there is no certificate', { chain: 'not a certificate' }],
    ['the certificate is broken', { chain: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
    ['the chain is endless', { chain: leaf() + caPem.repeat(40) }],
  ])('%s', async (_, given) => {
    expect(await verdict(given)).toBe(false);
  });

  test('one more authority is fine where nothing limits it', async () => {
    expect(await verdict({ chain: deep(1) })).toBe(true);
  });

  test('the key is short', async () => {
    const short = rsaKeys(1024);
    expect(
      await verdict({ chain: certificate({ subject: NAME, keys: short, issuer: authority, dns: [NAME] }) + caPem, signer: short }),
    ).toBe(false);
  });

  test.each([
    {},
    { signaturecertchainurl: URL_OK },
    { 'signature-256': 'AAAA' },
    { signaturecertchainurl: [URL_OK, URL_OK], 'signature-256': signed().headers['signature-256'] },
  ])('a header is missing or there twice: %j', async (headers) => {
    expect(await isSignedByAlexa(headers, signed().rawBody, ports())).toBe(false);
  });

  test('the certificate cannot be fetched', async () => {
    const { headers, rawBody } = signed();
    const broken = { ...ports(), fetchCert: async () => Promise.reject(new Error('down')) };
    expect(await isSignedByAlexa(headers, rawBody, broken)).toBe(false);
  });
});

test('the certificate is fetched once and its dates are checked at each use', async () => {
  const { headers, rawBody } = signed();
  let now = NOW;
  const given = { ...ports(), nowMs: () => Date.parse(now) };
  expect(await isSignedByAlexa(headers, rawBody, given)).toBe(true);
  expect(await isSignedByAlexa(headers, rawBody, given)).toBe(true);
  expect(given.fetched).toEqual([URL_OK]);
  now = '2027-01-02T00:00:00Z';
  expect(await isSignedByAlexa(headers, rawBody, given)).toBe(false);
});

test('Node ships roots that can be read', () => {
  expect(rootCertificates.map((pem) => new X509Certificate(pem)).length).toBeGreaterThan(50);
});

test.each([
  'http://s3.amazonaws.com/echo.api/cert.pem',
  'https://notamazon.com/echo.api/cert.pem',
  'https://s3.amazonaws.com.evil.com/echo.api/cert.pem',
  'https://s3.amazonaws.com/EcHo.aPi/cert.pem',
  'https://s3.amazonaws.com/invalid.path/cert.pem',
  'https://s3.amazonaws.com:563/echo.api/cert.pem',
  'https://s3.amazonaws.com/echo.api/../evil/c.pem',
  'https://s3.amazonaws.com/echo.api/%2e%2e/evil/c.pem',
  'https://s3.amazonaws.com/echo.api/..%2fevil/c.pem',
  'https://s3.amazonaws.com/echo.api\\..\\evil\\c.pem',
  'https://s3.amazonaws.com/echo.apix/c.pem',
  'https://user:pw@s3.amazonaws.com/echo.api/c.pem',
  'https://s3.amazonaws.com@evil.com/echo.api/c.pem',
  'file:///echo.api/c.pem',
  'not a url',
  '',
])('no certificate is fetched from %s', (url) => {
  expect(certUrl(url)).toBeUndefined();
});

test.each<[string, string, string, boolean]>([
  ['149 s old', '2026-11-21T09:57:31Z', 'IntentRequest', true],
  ['150 s old', '2026-11-21T09:57:30Z', 'IntentRequest', true],
  ['151 s old', '2026-11-21T09:57:29Z', 'IntentRequest', false],
  ['149 s ahead', '2026-11-21T10:02:29Z', 'IntentRequest', true],
  ['151 s ahead', '2026-11-21T10:02:31Z', 'IntentRequest', false],
  ['a day ahead', '2026-11-22T10:00:00Z', 'IntentRequest', false],
  ['the year 9999', '9999-11-22T10:00:00Z', 'IntentRequest', false],
  ['garbage', 'not-a-date', 'IntentRequest', false],
  ['empty', '', 'IntentRequest', false],
  ['a date alone', '2026-11-21', 'IntentRequest', false],
  ['no such day', '2026-13-45T10:00:00Z', 'IntentRequest', false],
  ['an event 1000 s old', '2026-11-21T09:43:20Z', 'AlexaSkillEvent.SkillEnabled', true],
  ['an event of a type that SDKs forget, 1000 s old', '2026-11-21T09:43:20Z', 'AlexaSkillEvent.ProactiveSubscriptionChanged', true],
  ['an event two hours old', '2026-11-21T08:00:00Z', 'AlexaSkillEvent.SkillEnabled', false],
  ['with fractions', '2026-11-21T10:00:00.123Z', 'IntentRequest', true],
  ['in another zone', '2026-11-21T11:00:00+01:00', 'IntentRequest', true],
])('a moment %s', (_, timestamp, type, timely) => {
  expect(isTimely(timestamp, type, Date.parse(NOW))).toBe(timely);
});

test.each([42, null, undefined, ['2026-11-21T10:00:00Z'], {}])('a moment that is no text is refused: %j', (timestamp) => {
  expect(isTimely(timestamp, 'IntentRequest', Date.parse(NOW))).toBe(false);
});

describe('POST /alexa', () => {
  const answer = { version: '1.0', response: { shouldEndSession: true } };
  const invoked: unknown[] = [];
  const deps = (given: Case = {}) => ({
    skill: {
      skillId: SKILL_ID,
      invoke: async (request: unknown) => {
        invoked.push(request);
        return answer;
      },
    },
    now: () => NOW,
    verify: ports(given),
  });

  test('a good request reaches the skill and its answer goes back', async () => {
    const result = await handleAlexaHttp(signed(), deps());
    expect(result.status).toBe(200);
    expect(JSON.parse(result.body)).toEqual(answer);
    expect(invoked).toEqual([launch()]);
  });

  test('a bad signature is refused without a reason', async () => {
    const result = await handleAlexaHttp(signed({ signer: otherKeys }), deps());
    expect(result.status).toBe(400);
    expect(result.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(result.body)).toEqual({ type: 'about:blank', title: 'Bad Request', status: 400, detail: 'The request was refused.' });
  });

  const refusals: readonly [string, string][] = [
    ['an old request', JSON.stringify(launch({ timestamp: '2026-11-21T09:50:00Z' }))],
    ['a request of next year', JSON.stringify(launch({ timestamp: '2027-11-21T09:50:00Z' }))],
    ['a request for another skill', JSON.stringify(launch()).replaceAll(SKILL_ID, 'amzn1.ask.skill.other')],
    ['a request whose session is another skill’s', JSON.stringify(launch()).replace(SKILL_ID, 'amzn1.ask.skill.other')],
    ['no JSON', 'hello'],
    ['JSON that is no object', '[]'],
    ['null', 'null'],
    ['an object without a request', '{}'],
    ['a request without a user', JSON.stringify({ ...launch(), context: {} })],
    ['an intent without a name', JSON.stringify(envelope({ type: 'IntentRequest', intent: {} }))],
    ['slots that are a list', JSON.stringify(envelope({ type: 'IntentRequest', intent: { name: 'WishIntent', slots: [1] } }))],
    ['a session that is text', JSON.stringify({ ...launch(), session: 'x' })],
    ['a locale that is a number', JSON.stringify(envelope({ type: 'LaunchRequest', locale: 5 }))],
    ['a nesting bomb', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['half a document', JSON.stringify(launch()).slice(0, -20)],
    ['bytes that are not UTF-8', '\ud800'.repeat(3)],
  ];
  test.each(refusals)('%s is refused with 400', async (_, body) => {
    const result = await handleAlexaHttp(signed({ body }), deps());
    expect(result.status).toBe(400);
    expect(result.body).not.toMatch(/at .*\.ts|Error:|node:/);
  });

  test('a body over 256 kB is refused with 413 before anything is read', async () => {
    expect((await handleAlexaHttp({ headers: {}, rawBody: Buffer.alloc(256 * 1024 + 1) }, deps())).status).toBe(413);
  });

  test('a body of 250 kB of slots is read', async () => {
    const body = JSON.stringify(intent('WishIntent', { query: 'x'.repeat(250_000) }));
    expect((await handleAlexaHttp(signed({ body }), deps())).status).toBe(200);
  });

  test('without verification only the application and the shape are checked', async () => {
    const { verify: _, ...open } = deps();
    const rawBody = Buffer.from(JSON.stringify(launch({ timestamp: '2020-01-01T00:00:00Z' })));
    expect((await handleAlexaHttp({ headers: {}, rawBody }, open)).status).toBe(200);
  });
});

test('a certificate that never ends is given up on, and one that fits is read whole', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent++;
      controller.enqueue(new Uint8Array(1_000).fill(65));
    },
  });
  expect(await textWithin(10_000, new Response(endless))).toBeUndefined();
  expect(sent).toBeLessThan(20);
  expect(await textWithin(10_000, new Response('é'.repeat(5_000)))).toBe('é'.repeat(5_000));
  expect(await textWithin(9_999, new Response('é'.repeat(5_000)))).toBeUndefined();
  expect(await textWithin(10, new Response(null))).toBe('');
});
