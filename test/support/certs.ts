import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export function rsaKeys(modulusLength = 2048): Keys {
  return generateKeyPairSync('rsa', { modulusLength });
}

export interface CertSpec {
  readonly subject: string;
  readonly keys: Keys;
  /** Self-signed without it. */
  readonly issuer?: { readonly subject: string; readonly keys: Keys };
  readonly ca?: boolean;
  readonly pathLength?: number;
  readonly dns?: readonly string[];
  readonly email?: string;
  readonly uri?: string;
  readonly from?: string;
  readonly to?: string;
  /** Extended key usage; serverAuth by default, none for an authority. */
  readonly usage?: string;
}

const SHA256_RSA = '1.2.840.113549.1.1.11';
let serial = 1;

/** A DER certificate by hand: only what verification reads. */
export function certificate(spec: CertSpec): string {
  const issuer = spec.issuer ?? { subject: spec.subject, keys: spec.keys };
  const algorithm = seq(oid(SHA256_RSA), tlv(0x05));
  const toSign = seq(
    tlv(0xa0, integer(2)),
    integer(serial++),
    algorithm,
    name(issuer.subject),
    seq(time(spec.from ?? '2026-01-01T00:00:00Z'), time(spec.to ?? '2027-01-01T00:00:00Z')),
    name(spec.subject),
    spec.keys.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, seq(...extensions(spec))),
  );
  const signature = createSign('RSA-SHA256').update(toSign).sign(issuer.keys.privateKey);
  const der = seq(toSign, algorithm, tlv(0x03, Buffer.from([0]), signature));
  const body = der
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trim();
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

function extensions({ ca, pathLength, dns, email, uri, usage }: CertSpec): readonly Buffer[] {
  const constraints = ca ? [tlv(0x01, Buffer.from([0xff])), ...(pathLength === undefined ? [] : [integer(pathLength)])] : [];
  const names = [
    ...(dns ?? []).map((value) => tlv(0x82, Buffer.from(value))),
    ...(email === undefined ? [] : [tlv(0x81, Buffer.from(email))]),
    ...(uri === undefined ? [] : [tlv(0x86, Buffer.from(uri))]),
  ];
  const extended = ca ? undefined : (usage ?? '1.3.6.1.5.5.7.3.1');
  return [
    extension('2.5.29.19', seq(...constraints), true),
    ...(ca ? [extension('2.5.29.15', tlv(0x03, Buffer.from([2, 0x04])), true)] : []),
    ...(extended === undefined ? [] : [extension('2.5.29.37', seq(oid(extended)))]),
    ...(names.length > 0 ? [extension('2.5.29.17', seq(...names))] : []),
  ];
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return seq(oid(id), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), tlv(0x04, value));
}

function name(commonName: string): Buffer {
  return seq(tlv(0x31, seq(oid('2.5.4.3'), tlv(0x0c, Buffer.from(commonName)))));
}

function time(iso: string): Buffer {
  return tlv(0x18, Buffer.from(`${iso.replace(/[-:T]/g, '').replace(/\.\d+/, '').slice(0, 14)}Z`));
}

function integer(value: number): Buffer {
  const bytes = [];
  for (let rest = value; ; rest >>= 8) {
    bytes.unshift(rest & 0xff);
    if (rest < 0x80) break;
  }
  return tlv(0x02, Buffer.from(bytes));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const group = [arc & 0x7f];
    for (let high = arc >> 7; high > 0; high >>= 7) group.unshift((high & 0x7f) | 0x80);
    bytes.push(...group);
  }
  return tlv(0x06, Buffer.from(bytes));
}

function seq(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, ...parts);
}

function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
