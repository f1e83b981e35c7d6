/** What this tab remembers of the talk, so that a reload shows it again. It ends with the tab, and nothing of it is sent anywhere. */
const KEY = 'talk';
const AT_MOST = 60;

/** The turns of this traveller, oldest first: { heard, said, author, locale }. */
export function pastTurns(traveller) {
  const { traveller: who, turns } = read();
  return who === traveller && Array.isArray(turns) ? turns : [];
}

/** Keeps one turn; no greeting, for each reload brings its own. */
export function keepTurn(traveller, turn, { isOpening, unkept }) {
  if (unkept === 'all') return write({});
  if (isOpening) return;
  const before = pastTurns(traveller);
  const kept = unkept === 'heard' ? { ...turn, heard: '' } : turn;
  write({ traveller, turns: [...before, kept].slice(-AT_MOST) });
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

function write(value) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // A browser may refuse: the talk is then shown as long as the page.
  }
}
