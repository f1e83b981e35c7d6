import { type RelayDoc, relayKey } from '../../shared/market/relay.ts';
import { messageOf } from '../../shared/market/vendor-news.ts';
import { MAIL } from '../../shared/market/vendor-text.ts';
import { isObject, isProblems, type JsonObject, parseJson } from '../edge/json.ts';
import { sameSecret } from '../edge/secret.ts';
import { type ApiRequest, type ApiResponse, type VendorApi, vendorProblem } from './api.ts';

const MAX_MAIL_BYTES = 256 * 1024;
/** Nobody is written to at more addresses of ours by one letter. */
const MAX_ADDRESSES = 10;

/**
 * A letter to an address that a vendor was given at a hold, as the operator's mail provider hands it in: JSON with the members of Postmark's
 * inbound webhook, under Basic authorization. Its text goes to the trip as that vendor's words. 403 tells the provider to send it no more.
 */
export async function takeMail(request: ApiRequest, api: VendorApi): Promise<ApiResponse> {
  const { relay } = api;
  if (relay?.secret === undefined) return vendorProblem(404, 'There is nothing at this address.');
  if (request.method !== 'POST') return vendorProblem(405, 'Letters are posted.', {}, { allow: 'POST' });
  if (!isAuthentic(request.headers['authorization'], relay.secret))
    return vendorProblem(401, 'Not the mail provider.', {}, { 'www-authenticate': 'Basic realm="mail"' });
  if (request.rawBody.byteLength > MAX_MAIL_BYTES) return vendorProblem(413, 'At most 256 kB.');
  const parsed = parseJson(request.rawBody);
  if (isProblems(parsed) || !isObject(parsed.value)) return vendorProblem(400, 'The body is no JSON object.');
  const mail = parsed.value;
  const found = await leadsTo(mail, relay.domain, api);
  const news = messageOf(text(mail, 'Subject'), text(mail, 'StrippedTextReply') || text(mail, 'TextBody'));
  if (!found) return vendorProblem(403, 'No such address, or it ended.');
  if (!news) return vendorProblem(403, 'There is no text in it.');
  const { tripId, requestId, vendorId, seller } = found;
  const replyTo = relay.answers ? writerOf(mail, relay.domain) : undefined;
  const heard = {
    id: `mail:${text(mail, 'MessageID').slice(0, 80)}`,
    at: api.now(),
    requestId,
    vendorId,
    seller,
    news: { ...news, ...(replyTo !== undefined && { replyTo }) },
    told: false,
  };
  const taken = await api.hearVendor(tripId, heard);
  if (taken !== 'taken') return vendorProblem(403, 'Nothing is booked there any more.');
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"status":"taken"}' };
}

function isAuthentic(authorization: string | undefined, secret: string): boolean {
  const given = /^Basic ([\w+/=]+)$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && sameSecret(Buffer.from(given, 'base64').toString('utf8'), secret);
}

function text(mail: JsonObject, name: string): string {
  const value = mail[name];
  return typeof value === 'string' ? value : '';
}

/** Whom an answer goes to: where the writer wants it, else the writer; never an address of ours, which would write to itself. */
function writerOf(mail: JsonObject, domain: string): string | undefined {
  const from = isObject(mail['FromFull']) ? text(mail['FromFull'], 'Email') : '';
  const written = [text(mail, 'ReplyTo'), from, text(mail, 'From')].map((address) => address.trim().toLowerCase());
  return written.find((address) => MAIL.test(address) && !address.endsWith(`@${domain}`));
}

/** The first of the addresses it went to that leads to a booking. */
async function leadsTo(mail: JsonObject, domain: string, { store }: VendorApi): Promise<RelayDoc | undefined> {
  const full = ['ToFull', 'CcFull', 'BccFull'].flatMap((name) => {
    const list = mail[name];
    return Array.isArray(list) ? list.flatMap((each) => (isObject(each) ? [text(each, 'Email')] : [])) : [];
  });
  const keys = [text(mail, 'OriginalRecipient'), ...full].flatMap((address) => relayKey(address, domain) ?? []);
  for (const key of [...new Set(keys)].slice(0, MAX_ADDRESSES)) {
    const known = await store.get<RelayDoc>(key, 'META');
    if (known) return known.doc;
  }
  return undefined;
}
