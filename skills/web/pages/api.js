/** Talks to POST /chat. Rejects with { kind } of texts.errors: offline, busy, unavailable, refused. */
export async function sendTurn(body, onProgress) {
  const response = await fetch('/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response === undefined) throw { kind: 'offline' };
  if (!response.ok || !response.body) throw { kind: kindOf(response.status) };
  for await (const { name, data } of events(response.body)) {
    if (name === 'progress') onProgress(data.progress);
    if (name === 'answer') return data;
    if (name === 'problem') throw { kind: kindOf(data.status) };
  }
  throw { kind: 'offline' };
}

function kindOf(status) {
  if (status === 429) return 'busy';
  return status >= 500 ? 'unavailable' : 'refused';
}

async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ done: true }));
    if (done) return;
    waiting += value;
    const blocks = waiting.split('\n\n');
    waiting = blocks.pop();
    for (const block of blocks) yield { name: field(block, 'event'), data: JSON.parse(field(block, 'data')) };
  }
}

function field(block, name) {
  const row = block.split('\n').find((line) => line.startsWith(`${name}: `));
  return row === undefined ? '' : row.slice(name.length + 2);
}
