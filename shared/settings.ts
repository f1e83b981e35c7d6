import { ConciergeError } from './errors.ts';
import type { Settings } from './ports.ts';
import { type Instant, isLocalTime } from './time.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment as the app reads it; README.md lists the variables. */
export interface Configuration extends Omit<Settings, 'termsHash'> {
  /** Demonstration vendors that break the rules are asked too. */
  readonly personas?: true;
  /** Folder of the embedded store. */
  readonly dataDir: string;
  /** DynamoDB table; absent on one machine. */
  readonly table?: string;
  /** JSON list of vendor records. */
  readonly vendorsFile?: string;
  /** JSON document of the terms that vendors agree to. */
  readonly termsFile?: string;
  /** "smtp://…": how vendors without an API are written to. Absent on one machine: letters are files under dataDir. */
  readonly mailUrl?: string;
  readonly mailFrom: string;
  /** Vendors without an API are asked: letters leave here, or the worker posts them. */
  readonly asksByLetter?: true;
  readonly startAt?: Instant;
  /** Where the server of one machine listens; port 0 = any free one. */
  readonly host: string;
  readonly port: number;
  /** Our application id in Alexa's console; requests for another are refused. */
  readonly alexaSkillId?: string;
  /** "user:password" of the Dialogflow agents' webhook; absent: not checked (loopback). */
  readonly googleWebhookSecret?: string;
  /** Signs the page's cookies; absent: /chat names its traveller (loopback). */
  readonly sessionSecret?: string;
  /** "user:password" under which the mail provider hands in what was written to addresses under relayDomain. */
  readonly relaySecret?: string;
}

function wrong(name: string, what: string): never {
  throw new ConciergeError('config', `${name} ${what}`);
}

function oneOf<T extends string>(env: Environment, name: string, values: readonly T[], otherwise: T): T {
  const given = env[name];
  if (given === undefined || given === '') return otherwise;
  return values.find((value) => value === given) ?? wrong(name, `must be ${values.join(' or ')}`);
}

function count(env: Environment, name: string, otherwise: number): number {
  const value = Number(env[name] ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : wrong(name, 'must be a whole number above 0');
}

function instant(env: Environment, name: string): Instant | undefined {
  const given = env[name];
  if (given === undefined || given === '') return undefined;
  return Number.isNaN(Date.parse(given)) ? wrong(name, 'must be a moment such as 2026-11-21T10:00:00Z') : new Date(given).toISOString();
}

function callers(env: Environment): Pick<Configuration, 'alexaSkillId' | 'googleWebhookSecret' | 'sessionSecret'> {
  const [alexaSkillId, googleWebhookSecret, sessionSecret] = [env['ALEXA_SKILL_ID'], env['GOOGLE_WEBHOOK_SECRET'], env['SESSION_SECRET']];
  return {
    ...(alexaSkillId && { alexaSkillId }),
    ...(googleWebhookSecret && { googleWebhookSecret }),
    ...(sessionSecret && { sessionSecret }),
  };
}

/** The people behind the microphone, if there are any: by when they call back. */
function desk(env: Environment): Pick<Configuration, 'desk'> {
  const answersBy = env['DESK_ANSWERS_BY'];
  if (answersBy === undefined || answersBy === '') return {};
  return isLocalTime(answersBy) ? { desk: { answersBy } } : wrong('DESK_ANSWERS_BY', 'must be an hour such as 18:00');
}

function mail(env: Environment): Pick<Configuration, 'mailUrl' | 'mailFrom' | 'asksByLetter'> {
  const [mailUrl = '', sender = ''] = [env['MAIL_URL'], env['MAIL_FROM']];
  const mailFrom = sender || 'concierge@localhost';
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(mailFrom)) return wrong('MAIL_FROM', 'must be a mail address');
  if (mailUrl !== '' && sender === '') return wrong('MAIL_FROM', 'is missing: letters that leave by MAIL_URL need a sender');
  // A function that has no MAIL_URL at all leaves its letters to the worker, which has one, or should.
  const isElsewhere = env['TABLE'] !== undefined && env['MAIL_URL'] === undefined;
  if (mailUrl === '' && sender !== '' && !isElsewhere)
    return wrong('MAIL_URL', 'is missing: MAIL_FROM names a sender, and there is no server that its letters could leave by');
  if (mailUrl === '') return { mailFrom, ...(sender !== '' && { asksByLetter: true }) };
  return /^smtps?:\/\/\S+$/.test(mailUrl)
    ? { mailUrl, mailFrom, asksByLetter: true }
    : wrong('MAIL_URL', 'must be such as smtp://user:password@mail.example:587');
}

/** Where vendors write to travellers. A function that makes no use of the secret may be without. */
function relay(env: Environment): Pick<Configuration, 'relayDomain' | 'relaySecret'> {
  const [relayDomain = '', relaySecret = ''] = [env['RELAY_DOMAIN']?.toLowerCase(), env['RELAY_SECRET']];
  if (relayDomain === '')
    return relaySecret === '' ? {} : wrong('RELAY_DOMAIN', 'is missing: RELAY_SECRET takes in mail for addresses under it');
  if (!/^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(relayDomain))
    return wrong('RELAY_DOMAIN', 'must be a domain such as reply.concierge.example');
  if (relaySecret === '' && env['TABLE'] === undefined)
    return wrong('RELAY_SECRET', 'is missing: without it nothing that vendors write to RELAY_DOMAIN would be taken');
  if (relaySecret !== '' && !/^[^:\s]+:\S{16,}$/.test(relaySecret))
    return wrong('RELAY_SECRET', 'must be user:password, the password of 16 characters or more');
  return { relayDomain, ...(relaySecret !== '' && { relaySecret }) };
}

function portOf(env: Environment): number {
  const port = Number(env['PORT'] ?? 3000);
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : wrong('PORT', 'must be a number from 0 to 65535');
}

function address(env: Environment): string {
  const given = env['BASE_URL'] ?? `http://${env['HOST'] ?? '127.0.0.1'}:${env['PORT'] ?? '3000'}`;
  return URL.canParse(given) ? given.replace(/\/$/, '') : wrong('BASE_URL', 'must be an address such as https://concierge.example');
}

/** Throws ConciergeError 'config', naming the variable and what it should be. */
export function readConfiguration(env: Environment): Configuration {
  const [table, vendorsFile, termsFile] = [env['TABLE'], env['VENDORS_FILE'], env['TERMS_FILE']];
  const startAt = instant(env, 'CONCIERGE_NOW');
  // The demonstration vendors live in the server of one machine.
  const demonstration = oneOf(env, 'SANDBOX', ['on', 'off', 'personas'], table === undefined ? 'on' : 'off');
  const sandbox = demonstration !== 'off';
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port: portOf(env),
    sandbox,
    ...(demonstration === 'personas' && { personas: true as const }),
    ...desk(env),
    operatorRole: oneOf(env, 'OPERATOR_ROLE', ['organiser', 'intermediary'], sandbox ? 'organiser' : 'intermediary'),
    liveFanout: count(env, 'LIVE_FANOUT', 40),
    baseUrl: address(env),
    dataDir: env['DATA_DIR'] ?? '.data',
    ...(table !== undefined && { table }),
    ...(vendorsFile !== undefined && { vendorsFile }),
    ...(termsFile !== undefined && termsFile !== '' && { termsFile }),
    ...(startAt !== undefined && { startAt }),
    ...mail(env),
    ...relay(env),
    ...callers(env),
  };
}
