import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Unpacks a zip as the cloud would, by its central directory; returns the paths. Stored and deflated entries only. */
export function unzip(zip: string, to: string): readonly string[] {
  const bytes = readFileSync(zip);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let entry = bytes.readUInt32LE(end + 16);
  const paths: string[] = [];
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((at) => bytes.readUInt16LE(entry + at)) as [number, number, number];
    const path = bytes.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = bytes.readUInt32LE(entry + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20));
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), bytes.readUInt16LE(entry + 10) === 8 ? inflateRawSync(data) : data);
    paths.push(path);
    entry += 46 + nameLength + extra + comment;
  }
  return paths;
}
