import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { Instant } from '../../shared/time.ts';
import { type HttpAnswer, json, MAX_BODY_BYTES, problem } from '../edge/http.ts';
import { isProblems, parseJson } from '../edge/json.ts';
import { isForSkill, parseEnvelope } from './envelope.ts';
import type { AlexaSkill } from './skill.ts';
import { type Headers, isSignedByAlexa, isTimely, type VerifyPorts } from './verify.ts';

export interface AlexaHttpRequest {
  /** Names in lower case. */
  readonly headers: Headers;
  /** The bytes as they came: the signature is over these. */
  readonly rawBody: Uint8Array;
}

export interface AlexaHttpDeps {
  readonly skill: AlexaSkill;
  readonly now: () => Instant;
  /** Absent: signature and moment are not checked (loopback only). */
  readonly verify?: VerifyPorts;
}

/** POST /alexa for a web server. Requests that are not Alexa's, or not for this skill, get 400 and no reason why. */
export async function handleAlexaHttp({ headers, rawBody }: AlexaHttpRequest, deps: AlexaHttpDeps): Promise<HttpAnswer> {
  if (rawBody.byteLength > MAX_BODY_BYTES) return problem(413, 'The body is larger than 256 kB.');
  if (deps.verify && !(await isSignedByAlexa(headers, rawBody, deps.verify))) return refused();
  const parsed = parseJson(rawBody);
  if (isProblems(parsed)) return problem(400, 'The body is not a JSON document that is read here.', parsed);
  const envelope = parseEnvelope(parsed.value);
  if (isProblems(envelope)) return problem(400, 'The body is not an Alexa request.', envelope);
  const { request } = envelope;
  if (deps.verify && !isTimely(request.timestamp, request.type, Date.parse(deps.now()))) return refused();
  if (!isForSkill(envelope, deps.skill.skillId)) return refused();
  return json(await deps.skill.invoke(envelope));
}

function refused(): HttpAnswer {
  return problem(400, 'The request was refused.');
}

const CERT_WITHIN_MS = 2_000;
const MAX_CERT_BYTES = 64_000;

/** Verification against the roots that Node ships, with certificates fetched for real. */
export function verifyPorts(now: () => Instant): VerifyPorts {
  const roots = rootCertificates.map((pem) => new X509Certificate(pem));
  return { fetchCert, roots, nowMs: () => Date.parse(now()), cache: new Map() };
}

async function fetchCert(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(CERT_WITHIN_MS) });
  const pem = response.ok ? await textWithin(MAX_CERT_BYTES, response) : undefined;
  return pem ?? '';
}

/** The body, or undefined once it is longer: no more of it is read. */
export async function textWithin(bytes: number, { body }: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.byteLength;
    if (length > bytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
