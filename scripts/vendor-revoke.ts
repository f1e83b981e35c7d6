import { createApp } from '../shared/app.ts';
import { ConciergeError } from '../shared/errors.ts';
import { revokeLinks } from '../shared/runner/invitations.ts';

/** npm run vendor:revoke -- <vendor id>: closes all links that were mailed to it. Over the server's store: with an embedded one, stop the server first. */
async function main(vendorId: string | undefined): Promise<void> {
  if (vendorId === undefined || vendorId.startsWith('-')) throw new ConciergeError('config', 'usage: npm run vendor:revoke -- <vendor id>');
  const app = await createApp({ background: false });
  const closed = await revokeLinks(vendorId, app.ports.clock.now(), app.ports.store);
  await app.close();
  process.stdout.write(`${closed} ${closed === 1 ? 'link' : 'links'} of ${vendorId} closed\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConciergeError ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
