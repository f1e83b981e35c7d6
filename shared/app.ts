import { join } from 'node:path';
import { type Dispatching, dispatch, recover, runItems, type Swept } from './adapters/dispatcher.ts';
import { payAtVendor } from './adapters/payment.ts';
import type { PeopleOptions } from './adapters/person-vendors.ts';
import { jsonLog, systemClock, systemIds } from './adapters/system.ts';
import { readTerms } from './adapters/terms-file.ts';
import { insideProblems, vendorRegistry } from './adapters/vendor-file.ts';
import { standardWebhooks, type Webhooks } from './adapters/webhook.ts';
import { startWorkLoop, type WorkLoop } from './adapters/work-loop.ts';
import type { Cast } from './booking/vote.ts';
import { castVote, converse, correctName, deliver, giveDetails } from './concierge.ts';
import { fileText } from './market/evidence-file.ts';
import type { Offer } from './market/offer.ts';
import type { RequestForOffers } from './market/request.ts';
import type { BuyerTerms } from './market/to-wire.ts';
import type { HeardNews } from './market/vendor-news.ts';
import type { Place } from './places/place.ts';
import { exonym, placeById } from './places/places.ts';
import type { Clock, Item, Log, Mail, NewItem, Ports, Store, VendorRecord, Vendors } from './ports.ts';
import type { Core } from './runner/core.ts';
import { hurry } from './runner/deliveries.ts';
import { evidenceOf, vendorEvidence } from './runner/evidence.ts';
import { heardFrom, writtenBack } from './runner/from-vendors.ts';
import { key, offerItem } from './runner/keys.ts';
import type { LetterAnswered } from './runner/letters.ts';
import type { NewsTaken } from './runner/vendor-news.ts';
import { readbackText, type TraceLine, traceOf } from './runner/written.ts';
import { type Configuration, type Environment, readConfiguration } from './settings.ts';
import type { Trip } from './trip-record.ts';
import type { Reply, Turn } from './turn.ts';

export interface AppOptions {
  /** Absent: the process's own. */
  readonly env?: Environment;
  /** The demonstration vendors, where they are served; asked whenever vendors are. */
  readonly sandboxVendors?: () => readonly VendorRecord[];
  /** True in a server: what no turn waits for is done in this process. In functions the worker does it. */
  readonly background: boolean;
  /** Tests put another pure core, other places to write logs, other vendors. */
  readonly core?: Core;
  readonly vendors?: Vendors;
  readonly log?: Log;
  readonly clock?: Clock;
  /** 0 ≤ r < 1; spreads what the worker sends. */
  readonly random?: () => number;
}

/** The concierge, wired. Skills take from here what they need and know nothing behind it. */
export interface App {
  readonly ports: Ports;
  readonly configuration: Configuration;
  /** What vendors agree to with an offer, and its hash. */
  readonly terms: BuyerTerms;
  /** Rejects only with ConciergeError. */
  converse(turn: Turn): Promise<Reply>;
  /** One pass over what is due (worker). */
  dispatch(limit: number): Promise<Swept>;
  /** The same for items just written (the table's stream). */
  dispatchItems(keys: readonly { readonly pk: string; readonly sk: string }[]): Promise<Swept>;
  trip(id: string): Promise<Trip | undefined>;
  trace(trip: Trip, locale: string): Promise<readonly TraceLine[]>;
  readback(trip: Trip, locale: string): Promise<readonly string[]>;
  /** Everything that was put on record of the trip's requests: its traveller's to keep, as the text of a file that `npm run verify` checks. */
  evidence(trip: Trip): Promise<string>;
  /** One vendor's part of it, under the id that the vendor knows the request by. */
  vendorEvidence(trip: Trip, requestId: string, vendor: { readonly id: string; readonly wireRequestId: string }): Promise<string>;
  correctName(trip: Trip, name: NonNullable<Trip['leadName']>): Promise<void>;
  /** Keeps with the trip what a vendor says by itself. */
  hearVendor(tripId: string, heard: HeardNews): Promise<NewsTaken>;
  /** Writes back to a vendor that wrote: `mark` names the letter on the trip page. */
  answerLetter(trip: Trip, mark: string, text: string): Promise<LetterAnswered>;
  /** Keeps what was filled in on the private form. */
  giveDetails(trip: Trip, details: NonNullable<Trip['details']>): Promise<void>;
  /** Keeps a ballot with the trip. */
  castVote(trip: Trip, cast: Cast): Promise<'taken' | 'over' | 'full'>;
  /** A vendor answered what was asked of it outside our calls: what waits for it looks at once ("confirm:book-1"). */
  hurry(tripId: string, effectKey: string): Promise<void>;
  place(id: string): Place | undefined;
  /** As people of the locale call it ("Genève", "Geneva"); the id for a place that is not known. */
  placeName(id: string, locale: string): string;
  /** True when one of a vendor's secrets signed the body just now. */
  isSigned: Webhooks['isSigned'];
  /** How an offer is stored, given the last day of what it offers. */
  offerItem(offer: Offer, request: RequestForOffers): NewItem<Offer>;
  /** Resolves when this process has nothing left to do: no turn, no call to a vendor, nothing due. */
  settled(): Promise<void>;
  /** The store answers and the dispatcher is at work. */
  isHealthy(): Promise<boolean>;
  /** Waits for turns and calls under way, then lets go of the store. */
  close(): Promise<void>;
}

interface Wired {
  readonly ports: Ports;
  readonly configuration: Configuration;
  readonly terms: BuyerTerms;
  readonly core: () => Promise<Core>;
  readonly dispatching: Dispatching;
  readonly release: () => Promise<void>;
}

/** The process's environment, for those who start an app with some of it changed. */
export const environment = (): Environment => process.env;

export { readConfiguration };

/** Environment → adapters → app. Throws ConciergeError 'config' naming what is wrong, also when another process owns the store. */
export async function createApp(options: AppOptions): Promise<App> {
  const wired = await wire(options);
  // A file has one owner: whoever held a lease in it before is gone.
  if (wired.configuration.table === undefined) await recover(wired.dispatching);
  const loop = options.background ? startWorkLoop(wired.dispatching) : undefined;
  return appOf(wired, loop);
}

async function wire(options: AppOptions): Promise<Wired> {
  const configuration = readConfiguration(options.env ?? process.env);
  const clock = options.clock ?? systemClock(configuration.startAt);
  const log = options.log ?? jsonLog(clock);
  const registry = vendorRegistry(configuration.vendorsFile, () => (configuration.sandbox ? (options.sandboxVendors?.() ?? []) : []));
  // A server says at once what is wrong in the file; a function when it first asks a vendor.
  if (options.background) tellInside(await registry(), log);
  const terms = await readTerms(configuration.termsFile);
  const { store, release: releaseStore } = await openStore(configuration, clock);
  const market = options.vendors
    ? { vendors: options.vendors, close: async () => {} }
    : lazyVendors(registry, configuration, terms, store, clock, log);
  const { operatorRole, sandbox, liveFanout, baseUrl, desk, relayDomain } = configuration;
  const settings = {
    termsHash: terms.hash,
    operatorRole,
    sandbox,
    liveFanout,
    baseUrl,
    ...(desk && { desk }),
    ...(relayDomain !== undefined && { relayDomain }),
  };
  const ports: Ports = { store, vendors: market.vendors, payment: payAtVendor(sandbox), clock, ids: systemIds, log, settings };
  const core = async () => options.core ?? (await import('./core.ts')).core;
  const dispatching: Dispatching = {
    ports,
    deliver: async (event) => deliver(event, ports, await core()),
    owner: systemIds.secret(9),
    random: options.random ?? Math.random,
    telling: new Map(),
  };
  const release = async () => {
    await market.close();
    releaseStore();
  };
  return { ports, configuration, terms, core, dispatching, release };
}

/** A name may lead inside today and outside tomorrow: told at start, refused at each call. Nothing waits for it. */
function tellInside(vendors: readonly VendorRecord[], log: Log): void {
  insideProblems(vendors)
    .then((problems) => {
      for (const { vendorId } of problems) log.event('vendor-inside', { vendor: vendorId });
    })
    .catch(() => undefined);
}

async function openStore(
  { table, dataDir }: Configuration,
  clock: Clock,
): Promise<{ readonly store: Store; readonly release: () => void }> {
  if (table !== undefined) {
    const { dynamoStore } = await import('./adapters/dynamodb.ts');
    return { store: dynamoStore({ table }, clock), release: () => {} };
  }
  const { openSqlite } = await import('./adapters/sqlite.ts');
  const store = openSqlite(join(dataDir, 'concierge.db'), clock);
  return { store, release: () => store.close() };
}

/** The network is loaded with the first vendor asked, off the path of launch, help and repeat. */
function lazyVendors(
  registry: ReturnType<typeof vendorRegistry>,
  configuration: Configuration,
  { hash: termsHash, alternatives: agreements }: BuyerTerms,
  store: Store,
  clock: Clock,
  log: Log,
) {
  const { baseUrl, sandbox } = configuration;
  const open = async () => {
    const { createHttpVendors } = await import('./adapters/http-vendors.ts');
    const { withPeople } = await import('./adapters/person-vendors.ts');
    const people = await peopleOf(configuration, store, clock);
    const wire = { registry, clock, log, baseUrl, allowLoopback: sandbox, placeOf: placeById, store, termsHash, agreements };
    const http = createHttpVendors(wire);
    return { ...withPeople(http, people), close: http.close };
  };
  let opened: ReturnType<typeof open> | undefined;
  const market = () => {
    opened ??= open();
    return opened;
  };
  const vendors: Vendors = {
    forCategory: async (category) => (await market()).forCategory(category),
    byId: async (id) => (await market()).byId(id),
    publish: async (...call) => (await market()).publish(...call),
    inviteBest: async (...call) => (await market()).inviteBest(...call),
    tell: async (...call) => (await market()).tell(...call),
    answer: async (...call) => (await market()).answer(...call),
    withdraw: async (...call) => (await market()).withdraw(...call),
    hold: async (...call) => (await market()).hold(...call),
    confirm: async (...call) => (await market()).confirm(...call),
    release: async (...call) => (await market()).release(...call),
    quoteCancel: async (...call) => (await market()).quoteCancel(...call),
    cancel: async (...call) => (await market()).cancel(...call),
    status: async (...call) => (await market()).status(...call),
  };
  return { vendors, close: async () => (await opened)?.close() };
}

function answers(store: Store): Promise<boolean> {
  return store.get('HEALTH', 'META').then(
    () => true,
    () => false,
  );
}

/** A live function decides who is asked and leaves every letter to the worker, which alone can open the mail server. */
const NO_MAIL: Mail = { send: async () => Promise.reject(new Error('letters are the worker’s to post')) };

/** Vendors without an API, where mail can leave: through a server, by the worker, or on one machine into a folder. */
async function peopleOf(configuration: Configuration, store: Store, clock: Clock) {
  const { mailUrl, mailFrom, asksByLetter, dataDir, table, baseUrl } = configuration;
  if (!asksByLetter && table !== undefined) return undefined;
  const [{ createPeople }, { openMail }] = await Promise.all([import('./adapters/person-vendors.ts'), import('./adapters/mail.ts')]);
  const isElsewhere = mailUrl === undefined && table !== undefined;
  const mail = isElsewhere
    ? NO_MAIL
    : openMail({ ...(mailUrl !== undefined && { url: mailUrl }), from: mailFrom, folder: join(dataDir, 'mail') });
  const write: PeopleOptions['write'] = async (...about) => (await import('./rendering/letters.ts')).letterOf(...about);
  return createPeople({ store, clock, mail, write, baseUrl });
}

async function itemsAt(keys: readonly Pick<Item, 'pk' | 'sk'>[], store: Store): Promise<readonly Item[]> {
  const items = await Promise.all(keys.map(({ pk, sk }) => store.get(pk, sk)));
  return items.filter((item): item is Item => item !== undefined);
}

function appOf({ ports, configuration, terms, core, dispatching, release }: Wired, loop: WorkLoop | undefined): App {
  const { store, clock } = ports;
  const underWay = new Set<Promise<unknown>>();
  const here = (locale: string) => ({ locale, timeZone: 'UTC', now: clock.now() });
  const tracked = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => {
      underWay.delete(work);
      loop?.kick();
    });
  };
  return {
    ports,
    configuration,
    terms,
    converse: (turn) => tracked(core().then((real) => converse(turn, ports, real))),
    dispatch: (limit) => dispatch(dispatching, { now: clock.now(), limit }),
    dispatchItems: async (keys) => runItems(await itemsAt(keys, store), clock.now(), dispatching),
    trip: async (id) => (await store.get<Trip>(key.trip(id), 'META'))?.doc,
    trace: async (trip, locale) => traceOf(trip, here(locale), ports, await core()),
    readback: async (trip, locale) => readbackText(trip, here(locale), ports, await core()),
    evidence: async (trip) => fileText(await evidenceOf(trip, ports)),
    vendorEvidence: async (trip, requestId, vendor) => fileText(await vendorEvidence(trip, requestId, vendor, ports)),
    correctName: (trip, name) => tracked(correctName(trip.id, name, ports)),
    hearVendor: (...news) => tracked(heardFrom(ports, ...news)),
    answerLetter: ({ id }, ...answer) => tracked(writtenBack(ports, id, ...answer)),
    giveDetails: (trip, details) => tracked(giveDetails(trip.id, details, ports)),
    castVote: (trip, cast) => tracked(castVote(trip.id, cast, ports)),
    hurry: (tripId, effectKey) => tracked(hurry(tripId, effectKey, clock.now(), ports)),
    place: placeById,
    placeName: (id, locale) => exonym(id, locale) ?? placeById(id)?.name ?? id,
    isSigned: standardWebhooks.isSigned,
    offerItem,
    isHealthy: async () => (await answers(store)) && (loop?.isUp() ?? true),
    settled: async () => {
      await Promise.allSettled(underWay);
      await loop?.settled();
    },
    close: async () => {
      await Promise.allSettled(underWay);
      await loop?.close();
      await release();
    },
  };
}
