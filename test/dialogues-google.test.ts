import { replayEach } from './support/replaying.ts';

replayEach('google', (answers) => answers.length);
