import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUDGET_KB, functionNames } from '../../scripts/build.ts';
import { PACKAGE, packageAll } from '../../scripts/package.ts';
import { lintTemplate } from '../../scripts/template-lint.ts';
import { at } from '../../skills/edge/json.ts';
import { callFunction } from '../support/function.ts';
import { golden } from '../support/google.ts';
import { judge } from '../support/google-judge.ts';
import { credentials, DEFINITION, localTable, TABLE } from '../support/table.ts';
import { unzip } from '../support/unzip.ts';

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };

const folder = mkdtempSync(join(tmpdir(), 'functions-'));
let problems: readonly string[];
let resources: Readonly<Record<string, Resource>>;
let table: Awaited<ReturnType<typeof localTable>>;

const ofType = (type: string) => Object.entries(resources).filter(([, resource]) => resource.Type === type);
const functions = () => ofType('AWS::Lambda::Function').map(([, { Properties }]) => Properties);

const MAIL = { MAIL_URL: '{{resolve:secretsmanager:mail}}', MAIL_FROM: 'concierge@example.org' };

beforeAll(async () => {
  Object.assign(process.env, MAIL);
  problems = await packageAll();
  resources = JSON.parse(readFileSync(join(PACKAGE, 'cloudformation-template-update-stack.json'), 'utf8')).Resources;
  for (const name of functionNames()) unzip(join(PACKAGE, `${name}.zip`), join(folder, name));
  table = await localTable();
}, 60_000);

afterAll(async () => {
  await table?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is deployed', () => {
  test('the template is sound by AWS’s own schemas', () => {
    expect(problems).toEqual([]);
  });

  test('the lint sees what is wrong', () => {
    const broken = {
      Resources: {
        Table: { Type: 'AWS::DynamoDB::Table', Properties: { BillingModes: 'PAY_PER_REQUEST', StreamSpecification: 'NEW_IMAGE' } },
        Role: { Type: 'AWS::IAM::Roles', DependsOn: ['Nothing'] },
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Table', 'Arm'] } }, Id: { Value: { Ref: 'Nobody' } } },
    };
    expect(lintTemplate(broken)).toEqual([
      'Table.KeySchema is required',
      'Table.BillingModes is unknown',
      'Table.StreamSpecification: "NEW_IMAGE" is no ref',
      'Role: there is no resource type AWS::IAM::Roles',
      'Resources.Role points at Nothing, which is not there',
      'Outputs.Arn.Value points at Table.Arm, which is not there',
      'Outputs.Id.Value points at Nobody, which is not there',
    ]);
  });

  test('there is one function per skill that can be one, each in its own package', () => {
    const handlers = functions().map((properties) => String(properties['Handler']));
    expect(handlers.sort()).toEqual(
      functionNames()
        .map((name) => `.build/${name}/index.handler`)
        .sort(),
    );
    for (const name of functionNames()) expect(existsSync(join(folder, name, '.build', name, 'index.cjs'))).toBe(true);
  });

  test('the table is the one that the store is tested with, swept of what expired and with a stream for the worker', () => {
    expect(resources['Table']).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        ...DEFINITION,
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    });
  });

  test('all run on Node 24 for arm64, in bounded time', () => {
    for (const properties of functions()) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(properties['Timeout']).toBeLessThanOrEqual(60);
    }
    expect(resources['AlexaLambdaFunction']?.Properties['Timeout']).toBe(8);
    expect(resources['GoogleLambdaFunction']?.Properties['Timeout']).toBe(5);
  });

  test('each function has a role of its own, which may touch its log and the table and nothing else', () => {
    const roles = functions().map((properties) => JSON.stringify(properties['Role']));
    expect(new Set(roles).size).toBe(roles.length);
    const statements = ofType('AWS::IAM::Role').flatMap(([, { Properties }]) =>
      (Properties['Policies'] as { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } }[]).flatMap(
        (policy) => policy.PolicyDocument.Statement,
      ),
    );
    expect(statements.length).toBeGreaterThan(10);
    for (const { Action, Resource } of statements) {
      expect(JSON.stringify(Action)).not.toContain('*');
      const everything = [Resource].flat().includes('*');
      expect(everything ? Action : 'named').toBe(everything ? 'dynamodb:ListStreams' : 'named');
    }
  });

  test('nobody but Amazon calls the Alexa function, and only for our skill', () => {
    const grants = ofType('AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    const alexa = grants.filter((grant) => JSON.stringify(grant['FunctionName']).includes('AlexaLambdaFunction'));
    expect(alexa).toEqual([
      expect.objectContaining({ Principal: 'alexa-appkit.amazon.com', EventSourceToken: expect.stringMatching(/^amzn1\.ask\.skill\./) }),
    ]);
  });

  test('every function knows whether vendors are written to, and the worker alone what opens the mail server', () => {
    const of = (name: string) =>
      functions().flatMap(({ Handler, Environment }) => {
        const value = at(Environment, 'Variables', name);
        return value === undefined ? [] : [[String(Handler).split('/')[1], value]];
      });
    expect(of('MAIL_FROM')).toHaveLength(functionNames().length);
    expect(new Set(of('MAIL_FROM').map(([, value]) => value))).toEqual(new Set([MAIL.MAIL_FROM]));
    expect(of('MAIL_URL')).toEqual([['worker', MAIL.MAIL_URL]]);
  });

  test('what is logged goes after thirty days', () => {
    const groups = ofType('AWS::Logs::LogGroup').map(([, { Properties }]) => Properties['RetentionInDays']);
    expect(groups).toEqual(functionNames().map(() => 30));
  });

  test.each(functionNames())('the bundle of %s keeps to its budget', (name) => {
    expect(statSync(join(folder, name, '.build', name, 'index.cjs')).size).toBeLessThanOrEqual((BUDGET_KB[name] ?? 0) * 1000);
  });
});

describe('each packaged function, called as the runtime calls it', () => {
  const call = (name: string, events: readonly unknown[], env: Readonly<Record<string, string>> = {}) =>
    callFunction(join(folder, name), `.build/${name}/index.handler`, events, {
      TABLE,
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      BASE_URL: 'https://concierge.example',
      VENDORS_FILE: `.build/${name}/vendors.json`,
      CONCIERGE_NOW: '2026-11-21T10:00:00Z',
      ...env,
    });
  const http = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => ({
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { 'Content-Type': 'application/json', ...headers },
    requestContext: { http: { method, path, sourceIp: '192.0.2.1' } },
    ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
    isBase64Encoded: body !== undefined,
  });
  const bodyOf = (answer: unknown): unknown => JSON.parse(String(at(answer, 'body')));

  test('google answers its agent from the places beside the bundle, the same call the same way, and nobody else', async () => {
    const post = (name: string, headers = {}) => http('POST', '/google', golden(name), headers);
    const agent = { 'X-Webhook-Secret': 'agent:s3cret' };
    const calls = [
      post('es-messenger-welcome', agent),
      post('es-messenger-welcome', agent),
      post('es-assistant-speaker', agent),
      post('es-messenger-welcome'),
    ];
    const [welcome, repeated, wish, stranger] = await call('google', calls, { GOOGLE_WEBHOOK_SECRET: 'agent:s3cret' });
    expect(at(welcome, 'statusCode')).toBe(200);
    judge('v2.WebhookResponse', bodyOf(welcome));
    expect(at(bodyOf(welcome), 'fulfillmentText')).toMatch(/^Bonjour, je suis un assistant automatique\./);
    expect(bodyOf(repeated)).toEqual(bodyOf(welcome));
    expect(at(bodyOf(wish), 'fulfillmentText')).toMatch(/Alpes.*du samedi 20 au jeudi 25 mars/);
    expect(at(stranger, 'statusCode')).toBe(401);
  });

  test('google refuses to run open to the world', async () => {
    await expect(call('google', [http('POST', '/google', golden('es-messenger'))])).rejects.toThrow('GOOGLE_WEBHOOK_SECRET must be set');
  });

  test('alexa answers Amazon for our skill, and refuses any other', async () => {
    const launch = JSON.parse(readFileSync(new URL('../golden/alexa/launch-speaker.request.json', import.meta.url), 'utf8')) as unknown;
    const skill = { ALEXA_SKILL_ID: String(at(launch, 'context', 'System', 'application', 'applicationId')) };
    const [answer] = await call('alexa', [launch], skill);
    expect(at(answer, 'response', 'outputSpeech', 'ssml')).toMatch(/^<speak><s>Bonjour, je suis un assistant automatique\./);
    expect(at(answer, 'response', 'shouldEndSession')).toBe(false);
    await expect(call('alexa', [launch], { ALEXA_SKILL_ID: 'amzn1.ask.skill.another' })).rejects.toThrow('another skill');
  });

  test('web talks, shows its page and is well', async () => {
    const chat = http('POST', '/chat', { traveller: 'one', locale: 'fr-FR', timeZone: 'Europe/Paris', open: true });
    const [answer, page, health] = await call('web', [chat, http('GET', '/'), http('GET', '/healthz')], { SESSION_SECRET: 's3cret' });
    expect(at(bodyOf(answer), 'speech')).toMatch(/^Bonjour, je suis un assistant automatique\./);
    expect(at(answer, 'headers', 'set-cookie')).toMatch(/^traveller=.*HttpOnly; Secure/);
    expect([at(page, 'statusCode'), at(health, 'statusCode')]).toEqual([200, 200]);
    expect(Buffer.from(String(at(page, 'body')), 'base64').toString()).toContain('<html');
    expect(bodyOf(health)).toEqual({ ok: true });
  });

  test('vendors may read how to take part, and an offer to no request is turned away', async () => {
    const nowhere = '/vendors/v1/requests/req_AAAAAAAAAAAAAAAAAAAAAA/offers';
    const [described, offer] = await call('vendors', [http('GET', '/vendors/v1/openapi.json'), http('POST', nowhere, {})]);
    expect(at(bodyOf(described), 'openapi')).toMatch(/^3\.1/);
    expect(at(offer, 'statusCode')).toBe(404);
  });

  test('the worker does what is due, by the minute and by the stream, with nothing to say', async () => {
    const record = { eventName: 'INSERT', dynamodb: { Keys: { PK: { S: 'TRIP#none' }, SK: { S: 'META' } } } };
    expect(await call('worker', [{ source: 'aws.events' }, { Records: [record] }])).toEqual([null, null]);
  });
});
