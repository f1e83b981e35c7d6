/** Markup that is safe to send as it is. Only `html` makes it. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | undefined | false | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

/** A template whose values are escaped unless they are markup themselves; lists are joined, absent values leave nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return { markup: parts.reduce((sofar, part, i) => sofar + written(values[i - 1]) + part) };
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece));
  return isList(piece) ? piece.map(written).join('') : piece.markup;
}

function isList(piece: Html | readonly Piece[]): piece is readonly Piece[] {
  return Array.isArray(piece);
}

/** JSON for a `<script type="application/ld+json">`: nothing in it can end the element. */
export function dataBlock(value: unknown): Html {
  return { markup: `<script type="application/ld+json">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>` };
}
