import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMail } from '../../shared/adapters/mail.ts';

const MESSAGE = { id: 'offer-1', to: 'odile@example.org', subject: 'Été à Annecy', text: 'Bonjour,\n\nhttps://x.example/form/abc\n' };

describe('a letter', () => {
  test('on one machine is a file that only its owner reads', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'mail-')), 'mail');
    const mail = openMail({ from: 'concierge@example.org', folder });
    await mail.send(MESSAGE);
    await mail.send(MESSAGE);
    expect(readdirSync(folder)).toEqual(['offer-1.eml']);
    const text = readFileSync(join(folder, 'offer-1.eml'), 'utf8');
    expect(text).toContain('To: odile@example.org\r\nSubject: =?utf-8?B?w4l0w6kgw6AgQW5uZWN5?=\r\nMessage-ID: <offer-1@concierge>\r\n');
    expect(text).toContain('\r\n\r\nBonjour,\r\n\r\nhttps://x.example/form/abc\r\n');
    expect(statSync(join(folder, 'offer-1.eml')).mode & 0o077).toBe(0);
  });

  test.each([
    ['a@b.example\r\nBcc: all@b.example', 'not a mail address'],
    ['a@b.example, c@d.example', 'not a mail address'],
    ['nobody', 'not a mail address'],
  ])('is never sent to %j', async (to, message) => {
    const mail = openMail({ from: 'c@example.org', folder: mkdtempSync(join(tmpdir(), 'mail-')) });
    await expect(mail.send({ ...MESSAGE, to })).rejects.toThrow(message);
  });

  test('no header can be made of its subject or id', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    await openMail({ from: 'c@example.org', folder }).send({ ...MESSAGE, id: '../a\r\nX: y', subject: 'x\r\nBcc: all@b.example' });
    const [name = ''] = readdirSync(folder);
    expect(name).toBe('..aXy.eml');
    expect(readFileSync(join(folder, name), 'utf8').split('\r\n\r\n')[0]).not.toMatch(/^(Bcc|X):/m);
  });
});

/** As much of SMTP as a letter needs; `refuses` says no to the recipient. */
async function smtp(refuses = false) {
  const heard: string[] = [];
  const server = createServer((socket) => {
    const talk = conversation(refuses);
    socket.write('220 ready\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = chunk.toString().split('\r\n').slice(0, -1);
      heard.push(...lines);
      for (const answer of lines.map(talk)) if (answer !== '') socket.write(`${answer}\r\n`);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { heard, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

function conversation(refuses: boolean): (line: string) => string {
  let isLetter = false;
  return (line) => {
    if (isLetter && line !== '.') return '';
    isLetter = line === 'DATA';
    if (isLetter) return '354 go on';
    if (line === 'QUIT') return '221 bye';
    if (line === 'STARTTLS') return '502 not here';
    return refuses && line.startsWith('RCPT') ? '550 nobody here' : '250 ok';
  };
}

describe('through a mail server', () => {
  test('the letter is handed over with sender, recipient and its own id', async () => {
    const server = await smtp();
    await openMail({ url: server.url, from: 'concierge@example.org', folder: '' }).send(MESSAGE);
    const heard = server.heard.join('\n');
    expect(heard).toContain('MAIL FROM:<concierge@example.org>\nRCPT TO:<odile@example.org>\nDATA');
    expect(heard).toContain('Message-ID: <offer-1@concierge>');
    expect(heard).toContain('https://x.example/form/abc');
    server.close();
  });

  test('that offers no encryption is told nothing, unless it is on this machine', async () => {
    const server = await smtp();
    const beyond = server.url.replace('smtp://127.0.0.1', 'smtp://user:word@0.0.0.0');
    const sent = openMail({ url: beyond, from: 'concierge@example.org', folder: '' }).send(MESSAGE);
    const outcome = await sent.then(String, String);
    server.close();
    expect(outcome).toMatch(/TLS/);
    expect(server.heard.filter((line) => /^(AUTH|MAIL|RCPT|DATA)/.test(line))).toEqual([]);
  });

  test('that refuses, or is not there, the letter is to be sent again', async () => {
    const server = await smtp(true);
    const settings = { from: 'concierge@example.org', folder: '' };
    await expect(openMail({ ...settings, url: server.url }).send(MESSAGE)).rejects.toThrow();
    server.close();
    await expect(openMail({ ...settings, url: 'smtp://127.0.0.1:1' }).send(MESSAGE)).rejects.toThrow();
  });
});
