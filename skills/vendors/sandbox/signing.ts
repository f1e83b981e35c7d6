import { Webhook } from 'standardwebhooks';

/** Headers in lower case. */
export type SignedHeaders = Readonly<Record<string, string | undefined>>;

/** Seconds since 1970 at which the message was signed, when the secret did it within five minutes of the machine's time. */
export function signedAt(secret: string, headers: SignedHeaders, body: string): number | undefined {
  const [id = '', timestamp = '', signature = ''] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  // The library reads "123abc" as a time.
  if (!/^\d{1,12}$/.test(timestamp)) return undefined;
  try {
    new Webhook(secret).verify(
      body,
      { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      { jsonParse: false },
    );
    return Number(timestamp);
  } catch {
    return undefined;
  }
}

/** Standard Webhooks headers of a message signed at that second. */
export function sign(secret: string, id: string, body: string, atSeconds: number): Record<string, string> {
  const signature = new Webhook(secret).sign(id, new Date(atSeconds * 1000), body);
  return { 'webhook-id': id, 'webhook-timestamp': String(atSeconds), 'webhook-signature': signature };
}
