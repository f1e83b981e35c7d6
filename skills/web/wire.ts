import { join } from 'node:path';
import type { App } from '../../shared/app.ts';
import type { Web } from './web.ts';
import { readWords } from './words.ts';

/** This skill's ports from the app. `root` is the folder that holds locales/. With `mints`, ids come from cookies signed with the session secret. */
export function webOf(app: App, root: string, mints: boolean): Web {
  const { ports, configuration } = app;
  const { sessionSecret } = configuration;
  return {
    converse: app.converse,
    now: () => ports.clock.now(),
    secret: (bytes) => ports.ids.secret(bytes),
    trip: app.trip,
    trace: app.trace,
    readback: app.readback,
    evidence: app.evidence,
    rename: app.correctName,
    giveDetails: app.giveDetails,
    answerLetter: app.answerLetter,
    castVote: app.castVote,
    place: app.place,
    placeName: app.placeName,
    words: readWords(join(root, 'locales')),
    healthy: app.isHealthy,
    event: (name, fields) => ports.log.event(name, fields),
    apart: configuration.operatorRole === 'intermediary',
    ...(mints && sessionSecret !== undefined && { sessionSecret }),
  };
}
