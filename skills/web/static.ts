import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { WebRequest, WebResponse } from './http.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Nothing of another origin, no inline script or style, no frame, and speech from the microphone for this page only. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
};

export interface StaticFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** The files of a folder by URL path under `prefix`, read once. Only what was listed at start can ever be served. */
export function readFolder(folder: string, prefix: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const bytes = readFileSync(join(folder, name));
    files.set(`${prefix}${name}`, { type, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"` });
  }
  return files;
}

export function serveFile(file: StaticFile, request: WebRequest): WebResponse {
  const headers = { ...PAGE_HEADERS, 'content-type': file.type, etag: file.etag, 'cache-control': 'no-cache' };
  const fresh = request.headers['if-none-match'] === file.etag;
  return fresh ? { status: 304, headers, body: '' } : { status: 200, headers, body: file.bytes };
}
