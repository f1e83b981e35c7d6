import { replayEach } from './support/replaying.ts';

replayEach('chat', (answers) => answers.length);
