import { readFile } from 'node:fs/promises';
import { ConciergeError } from '../errors.ts';
import { type BuyerTerms, buyerTerms, DEFAULT_TERMS } from '../market/to-wire.ts';

/** The operator's own terms for vendors from a JSON document, else the default ones. Rejects 'config'. */
export async function readTerms(path: string | undefined): Promise<BuyerTerms> {
  if (path === undefined) return DEFAULT_TERMS;
  try {
    const document: unknown = JSON.parse(await readFile(path, 'utf8'));
    return buyerTerms(document);
  } catch (cause) {
    throw new ConciergeError('config', `TERMS_FILE ${path}: cannot be read as JSON; it is what vendors agree to`, { cause });
  }
}
