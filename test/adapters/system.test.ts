import { jsonLog, systemClock, systemIds } from '../../shared/adapters/system.ts';

const clock = { now: () => '2026-11-21T10:00:00.000Z' };

function logged(name: string, fields?: Record<string, string | number | boolean | undefined>): Record<string, unknown> {
  const lines: string[] = [];
  jsonLog(clock, (line) => lines.push(line)).event(name, fields);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

test('a clock told when to start begins there and goes on', async () => {
  const told = systemClock('2027-03-20T08:00:00Z');
  const first = told.now();
  await new Promise((done) => setTimeout(done, 5));
  const later = told.now();
  expect(first.slice(0, 18)).toBe('2027-03-20T08:00:0');
  expect(later > first).toBe(true);
});

test('secrets are URL-safe, of the length asked, and never twice the same', () => {
  const secrets = new Set(Array.from({ length: 200 }, () => systemIds.secret(16)));
  expect(secrets.size).toBe(200);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{22}$/);
});

test('an event is one line with its moment, codes and numbers', () => {
  expect(logged('turn', { phase: 'briefing', ms: 12, code: 'store-down', absent: undefined })).toStrictEqual({
    at: '2026-11-21T10:00:00.000Z',
    event: 'turn',
    phase: 'briefing',
    ms: 12,
    code: 'store-down',
  });
});

test('ids of people are hashed, and so is anything that could be an utterance or a number read aloud', () => {
  const line = logged('odd', { traveller: 'person-abc', note: 'on part le 20 mars', card: '4111111111111111' });
  expect(JSON.stringify(line)).not.toMatch(/abc|mars|4111/);
  expect(line['traveller']).toBe(logged('again', { traveller: 'person-abc' })['traveller']);
});
