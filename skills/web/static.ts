import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** Everything the page is made of, by URL path: pages/, and the words of every locale that has some in one file. `root` holds both folders. */
export function siteFiles(root: string): ReadonlyMap<string, StaticFile> {
  const pages = existsSync(join(root, 'pages')) ? join(root, 'pages') : join(root, 'skills', 'web', 'pages');
  const files = readFolder(pages, '/');
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  const folders = readdirSync(join(root, 'locales')).filter((name) => existsSync(join(root, 'locales', name, 'page.json')));
  const texts = folders.map((name) => `${JSON.stringify(name)}:${readFileSync(join(root, 'locales', name, 'page.json'), 'utf8')}`);
  return files.set('/texts.json', fileOf(Buffer.from(`{${texts.join(',')}}`), '.json'));
}

/** The files of a folder by URL path under `prefix`, read once. Only what was listed at start can ever be served. */
function readFolder(folder: string, prefix: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const name of readdirSync(folder)) {
    const extension = extname(name);
    if (Object.hasOwn(TYPES, extension)) files.set(`${prefix}${name}`, fileOf(readFileSync(join(folder, name)), extension));
  }
  return files;
}

function fileOf(bytes: Uint8Array, extension: string): StaticFile {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`;
  return { type: TYPES[extension] ?? 'application/octet-stream', bytes, etag };
}

export function serveFile(file: StaticFile, request: WebRequest): WebResponse {
  const headers = { ...PAGE_HEADERS, 'content-type': file.type, etag: file.etag, 'cache-control': 'no-cache' };
  const fresh = request.headers['if-none-match'] === file.etag;
  return fresh ? { status: 304, headers, body: '' } : { status: 200, headers, body: file.bytes };
}
