import { writeFileSync } from 'node:fs';
import { fileOf, jsonOf, LEARNED_LOCALES, weightsFor } from './acts/learn.ts';

/** `npm run acts`: learns which words lean to which act, and writes it beside each locale's rules. */
for (const locale of LEARNED_LOCALES) {
  const weights = weightsFor(locale);
  writeFileSync(fileOf(locale), jsonOf(weights));
  console.log(`${locale}: ${weights.labels.length} acts, ${weights.weights.length} weights`);
}
