/**
 * A table kept as text: one row a line, tab between fields, sorted by the first field (plain ASCII). Rows are found by halving, so nothing is parsed but what is read:
 * 1 MB is ready as soon as the file is.
 */
export type Table = string;

/** The rows with this first field, in file order. */
export function rowsOf(table: Table, key: string): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (let start = firstAt(table, key); start < table.length; ) {
    const end = table.indexOf('\n', start);
    const fields = table.slice(start, end).split('\t');
    if (fields[0] !== key) break;
    rows.push(fields);
    start = end + 1;
  }
  return rows;
}

/** Whether any first field begins so. */
export function hasPrefix(table: Table, prefix: string): boolean {
  return table.startsWith(prefix, firstAt(table, prefix));
}

/** Every row, for the few questions that need them all. */
export function allRows(table: Table): readonly (readonly string[])[] {
  return table
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

/** Most places in tables that are remembered: everyday words are looked up in every sentence. */
const REMEMBERED = 8192;
const remembered = new Map<Table, Map<string, number>>();

/** The start of the first line whose first field is not before `key`. */
function firstAt(table: Table, key: string): number {
  let places = remembered.get(table);
  if (!places || places.size >= REMEMBERED) {
    places = new Map();
    remembered.set(table, places);
  }
  const known = places.get(key);
  if (known !== undefined) return known;
  const place = halved(table, key);
  places.set(key, place);
  return place;
}

function halved(table: Table, key: string): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const start = Math.max(table.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1, low);
    if (firstField(table, start) < key) low = table.indexOf('\n', start) + 1;
    else high = start;
  }
  return low;
}

function firstField(table: Table, start: number): string {
  const end = table.indexOf('\n', start);
  const tab = table.indexOf('\t', start);
  return table.slice(start, tab === -1 || tab > end ? end : tab);
}
