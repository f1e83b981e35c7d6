import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on the seed and the key alone: the same question always gets the same answer. */
export type Draw = (...key: readonly (string | number)[]) => number;

export function drawFrom(seed: string): Draw {
  return (...key) => {
    const digest = createHash('sha256')
      .update([seed, ...key].join('\u0000'))
      .digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  };
}

/** `count` letters and digits without those that are mistaken for each other aloud or in print (I, O, 0, 1). */
export function speakableCode(count: number, ...key: readonly string[]): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const digest = createHash('sha256').update(key.join('\u0000')).digest();
  return [...digest.subarray(0, count)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** Hexadecimal of the hash of the parts, `length` digits long. */
export function digestOf(length: number, ...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, length);
}
