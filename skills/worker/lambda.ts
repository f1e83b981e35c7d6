import { type App, createApp } from '../../shared/app.ts';
import { at, isObject, textAt } from '../edge/json.ts';

let app: Promise<App> | undefined;

/** Items at a time. */
const LIMIT = 50;
/** Less than this left: the rest is the next minute's. A pass may ask for a status and then call, 10 s each (dispatcher.ts), and has its writes to make. */
const MARGIN_MS = 22_000;

interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

/** The dispatcher as a function: what the table's stream has just made due, or, every minute, whatever is. Rejects when the store is down, so that the stream delivers again. */
export const handler = async (event: unknown, context: Invocation): Promise<void> => {
  app ??= createApp({ background: false });
  const { dispatch, dispatchItems } = await app;
  const keys = keysOf(event);
  if (keys.length > 0) await dispatchItems(keys);
  const hasTime = () => context.getRemainingTimeInMillis() > MARGIN_MS;
  let more = true;
  while (more && hasTime()) {
    const { found, expanded, done } = await dispatch(LIMIT);
    more = found > 0 && expanded + done > 0;
  }
};

/** Keys of the records of a table's stream; none for the schedule's event. */
function keysOf(event: unknown): readonly { readonly pk: string; readonly sk: string }[] {
  const records = at(event, 'Records');
  if (!Array.isArray(records)) return [];
  return records.filter(isObject).flatMap((record) => {
    const pk = textAt(record, 'dynamodb', 'Keys', 'PK', 'S');
    const sk = textAt(record, 'dynamodb', 'Keys', 'SK', 'S');
    return pk === undefined || sk === undefined ? [] : [{ pk, sk }];
  });
}
