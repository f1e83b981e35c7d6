import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Answer = (response: ServerResponse, received: Received) => void;

export interface FaultVendor {
  readonly endpoint: string;
  readonly received: Received[];
  /** Answers every call from now on like this. */
  behave(answer: Answer): void;
  close(): Promise<void>;
}

/** A vendor on a port of its own that keeps what it got and answers as it is told: well, late, never, or nonsense. */
export async function faultVendor(): Promise<FaultVendor> {
  const received: Received[] = [];
  let answer: Answer = (response) => response.writeHead(204).end();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const { id, type, subject, data } = JSON.parse(raw);
      const got: Received = { path: request.url ?? '', headers: request.headers, raw, id, type, subject, data };
      received.push(got);
      answer(response, got);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/rfo`,
    received,
    behave: (next) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Answers 200 with events about the request that came, one or several. */
export function says(...events: readonly { readonly name: string; readonly data: unknown; readonly subject?: string }[]): Answer {
  return (response, { subject }) => {
    const list = events.map((event, i) => ({
      specversion: '1.0',
      id: `evt-${i}`,
      type: `org.rfo.${event.name}.v1`,
      source: 'https://vendor.example',
      subject: event.subject ?? subject,
      time: '2026-11-21T10:00:01Z',
      datacontenttype: 'application/json',
      data: event.data,
    }));
    const batch = list.length > 1;
    response.writeHead(200, { 'content-type': batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json' });
    response.end(JSON.stringify(batch ? list : list[0]));
  };
}
