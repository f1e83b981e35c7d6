import type { Mail, MailMessage } from '../ports.ts';

/** How mails leave. */
export interface MailSettings {
  /** "smtp://user:password@host:587" or smtps; absent: into the folder. */
  readonly url?: string;
  readonly from: string;
  /** Where messages are written as .eml files when no server takes them: a machine of one's own. */
  readonly folder: string;
}

const ADDRESS = /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]{1,255}$/;
const SMTP_LIMIT_MS = 8_000;

/** Sends through the server that is set, else writes files. Loads either at the first message. */
export function openMail(settings: MailSettings): Mail {
  const sender = settings.url === undefined ? intoFolder(settings) : throughServer(settings, settings.url);
  return {
    send: async (message) => {
      if (!ADDRESS.test(message.to) || !ADDRESS.test(message.replyTo ?? message.to)) throw new Error('not a mail address');
      await sender(await settled(message));
    },
  };
}

type Sender = (message: MailMessage) => Promise<void>;

/** No header can be made of a subject. */
async function settled(message: MailMessage): Promise<MailMessage> {
  return { ...message, id: message.id.replace(/[^\w.-]/g, ''), subject: message.subject.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200) };
}

function intoFolder({ folder, from }: MailSettings): Sender {
  return async ({ id, to, replyTo, subject, text }) => {
    const [{ mkdir, writeFile }, { join }] = await Promise.all([import('node:fs/promises'), import('node:path')]);
    await mkdir(folder, { recursive: true });
    const head = [
      `From: ${from}`,
      `To: ${to}`,
      ...(replyTo === undefined ? [] : [`Reply-To: ${replyTo}`]),
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Message-ID: <${id}@concierge>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
    ];
    // Whoever else is on the machine must not read the links.
    await writeFile(join(folder, `${id}.eml`), `${head.join('\r\n')}\r\n\r\n${text.replace(/\r?\n/g, '\r\n')}\r\n`, { mode: 0o600 });
  };
}

function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
}

function throughServer({ from }: MailSettings, url: string): Sender {
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    const limits = { connectionTimeout: SMTP_LIMIT_MS, greetingTimeout: SMTP_LIMIT_MS, socketTimeout: SMTP_LIMIT_MS };
    // A password and links that open things: nothing of it in clear, except within one machine.
    return createTransport({ url, ...limits, requireTLS: !isLoopback(url), disableFileAccess: true, disableUrlAccess: true });
  };
  let opened: ReturnType<typeof open> | undefined;
  return async ({ id, to, replyTo, subject, text }) => {
    opened ??= open();
    await (await opened).sendMail({ from, to, ...(replyTo !== undefined && { replyTo }), subject, text, messageId: `<${id}@concierge>` });
  };
}
