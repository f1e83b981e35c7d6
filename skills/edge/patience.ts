import { ConciergeError } from '../../shared/errors.ts';

/** What it resolves to, if it does within `ms`; else rejects 'timeout': a platform that hangs up must hear something first. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConciergeError('timeout', `no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
