/** Marks of one kind correct each other. */
const KINDS = ['dsw', 'u', 'm', 'g', 'p', 't', 'k'] as const;

/**
 * "… @m0 , @r @m1 …" → "… @m1 …": what follows a self-repair stands where the value it corrects stood, so it keeps its role.
 * What has nothing to correct stays where it is.
 */
export function repaired(text: string): string {
  let out = text;
  for (let guard = 0; guard < 4 && out.includes(' @r '); guard++) {
    const next = repairOnce(out);
    if (next === out) break;
    out = next;
  }
  return out.replaceAll(' @r ', ' ');
}

function repairOnce(text: string): string {
  const at = text.indexOf(' @r ');
  const before = text.slice(0, at + 1);
  const after = text.slice(at + 3);
  const first = /@([a-z])\d+/.exec(after);
  const kind = first && KINDS.find((letters) => letters.includes(first[1] ?? ''));
  if (!first || !kind) return `${before}${after.trimStart()}`;
  const wrong = [...before.matchAll(new RegExp(`@[${kind}]\\d+`, 'g'))].at(-1);
  if (!wrong) return before + after.trimStart();
  const head = before.slice(0, wrong.index) + first[0] + before.slice(wrong.index + wrong[0].length);
  return `${head.trimEnd()} ,${after.slice(first.index + first[0].length)}`;
}
