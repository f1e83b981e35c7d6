import { accepting, ask, offersOf, open, send, told } from './sandbox-kit.ts';

/** Takes one flight after another in a process of its own and prints each reference, until it is killed. */
const [dataDir = '', round = ''] = process.argv.slice(2);
const sandbox = open({ dataDir });
const request = ask('flight', { where: ['LYS'], from: ['city:FR:nantes'], start: '2027-03-20', end: '2027-03-25' });
const [offer] = await offersOf(sandbox, 'air-estuaire', request);
if (!offer) throw new Error('nothing is offered');
for (let i = 0; ; i++) {
  const answer = await send(sandbox, 'air-estuaire', accepting(offer, { mode: 'confirm' }, `confirm:${round}-${i}`));
  const { reference } = told(answer).data as { reference: string };
  await new Promise<void>((resolve) => process.stdout.write(`${reference}\n`, () => resolve()));
}
