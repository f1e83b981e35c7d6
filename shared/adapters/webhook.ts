/** Headers in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

export interface Webhooks {
  /** Standard Webhooks headers over the body, signed under every valid secret, so that either side may rotate first. */
  sign(secrets: readonly string[], id: string, body: string): Promise<Record<string, string>>;
  /** True when one of the secrets signed the body within five minutes of now. */
  isSigned(secrets: readonly string[], headers: WebhookHeaders, body: string): Promise<boolean>;
}

/** Signatures use the machine's real time, whatever time the concierge is told to play. Loads its library at the first use. */
export const standardWebhooks: Webhooks = {
  sign: async (secrets, id, body) => {
    const { Webhook } = await import('standardwebhooks');
    const at = new Date();
    const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
    return { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signatures.join(' ') };
  },
  isSigned: async (secrets, headers, body) => {
    const { Webhook } = await import('standardwebhooks');
    const signed = {
      'webhook-id': headers['webhook-id'] ?? '',
      'webhook-timestamp': headers['webhook-timestamp'] ?? '',
      'webhook-signature': headers['webhook-signature'] ?? '',
    };
    // The library reads "123abc" as a time.
    if (!/^\d{1,12}$/.test(signed['webhook-timestamp'])) return false;
    return secrets.some((secret) => {
      try {
        new Webhook(secret).verify(body, signed, { jsonParse: false });
        return true;
      } catch {
        return false;
      }
    });
  },
};
