import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '../../shared/app.ts';
import type { Clock, VendorRecord } from '../../shared/ports.ts';
import type { Reply } from '../../shared/turn.ts';
import { handleVendors } from '../../skills/vendors/router.ts';
import type { Sandbox, SandboxOptions } from '../../skills/vendors/sandbox/sandbox.ts';
import { vendorsOf } from '../../skills/vendors/wire.ts';
import { freshDir, NOW, open } from '../skills/sandbox-kit.ts';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

const plain = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The demonstration vendors behind a port of their own, on a clock that stands still unless another is given. */
export async function sandboxServer(options: Partial<SandboxOptions> = {}) {
  let sandbox: Sandbox | undefined;
  const server = createServer(async (request, response) => {
    const answer = await sandbox?.handle({ path: request.url ?? '', headers: request.headers, rawBody: await bodyOf(request) });
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const url = await listening(server);
  const opened = open({ baseUrl: () => url, personas: true, ...options });
  sandbox = opened;
  const record = (id: string): VendorRecord => {
    const found = opened.vendors().find((vendor) => vendor.id === id);
    if (!found) throw new Error(`no vendor ${id}`);
    return found;
  };
  return {
    record,
    vendors: () => opened.vendors(),
    close: () => {
      server.closeAllConnections();
      server.close();
      opened.close();
    },
  };
}

/** The concierge with these vendors and no others, in one process, on the machine's clock or on another. */
export async function conciergeWith(vendors: readonly VendorRecord[], clock: Clock, env: Readonly<Record<string, string>> = {}) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { method = 'GET', headers } = request;
    const call = { method, path: url.pathname, query: url.searchParams, headers: plain(headers), rawBody: await bodyOf(request) };
    const answer = await handleVendors(call, vendorsOf(app));
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const baseUrl = await listening(server);
  const events: string[] = [];
  const app = await createApp({
    env: { DATA_DIR: freshDir(), BASE_URL: baseUrl, ...env },
    background: true,
    sandboxVendors: () => vendors,
    clock,
    log: { event: (name, fields) => void events.push(`${name} ${JSON.stringify(fields ?? {})}`) },
  });
  let turns = 0;
  const say = async (text: string, deadlineMs = 6_000): Promise<Reply> => {
    turns += 1;
    const input = text === '(news)' ? ({ type: 'news' } as const) : ({ type: 'utterance', text } as const);
    return app.converse({
      ...{ id: `turn-${turns}`, channel: 'web', traveller: 'web:anne', locale: 'fr-FR', timeZone: 'Europe/Paris', input },
      deadline: new Date(Date.parse(clock.now()) + deadlineMs).toISOString(),
      ...{ capabilities: { screen: true, earlySpeech: false }, newSession: turns === 1 },
    });
  };
  return {
    app,
    events,
    say,
    /** Says it again until the answer is not empty: what the worker does meanwhile is told then. */
    news: async (tries = 40): Promise<Reply> => {
      for (let i = 0; i < tries; i++) {
        const reply = await say('(news)');
        if (reply.speech !== '') return reply;
        await pause(250);
      }
      return say('(news)');
    },
    close: async () => {
      await app.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

export const standing: Clock = { now: () => NOW };
