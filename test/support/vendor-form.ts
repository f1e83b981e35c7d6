import { openMail } from '../../shared/adapters/mail.ts';
import { createPeople, type People } from '../../shared/adapters/person-vendors.ts';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { linkToken } from '../../shared/market/invitation.ts';
import type { Item } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { DEFAULT_TERMS } from '../../shared/market/to-wire.ts';
import { placeById } from '../../shared/places/places.ts';
import type { MailMessage, VendorRecord } from '../../shared/ports.ts';
import { letterOf } from '../../shared/rendering/letters.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { ApiResponse } from '../../skills/vendors/api.ts';
import type { FormPorts } from '../../skills/vendors/form/handle.ts';
import { handleVendors } from '../../skills/vendors/router.ts';
import { carRequest } from '../market/support.ts';
import { testClock } from './ports.ts';

export const ODILE: VendorRecord = {
  id: 'chez-odile',
  name: 'Chez Odile',
  demo: false,
  categories: ['lodging'],
  endpoint: 'mailto:odile@chez-odile.example',
  secrets: [],
  country: 'FR',
  locale: 'fr-FR',
};
export const ARTHUR: VendorRecord = { ...ODILE, id: 'arthurs', name: 'Arthur’s', endpoint: 'mailto:arthur@inn.example', locale: 'en-GB' };

/** A request of that category, two adults and a child, for the items of test/market/items.ts. */
export function requestFor(category: Item['category'], over: Partial<RequestForOffers> = {}): RequestForOffers {
  const from = category === 'flight' || category === 'train' ? ['NTE'] : category === 'transfer' ? ['LYS'] : [];
  const where = ['flight', 'train', 'car'].includes(category) ? ['LYS'] : ['resort:les-arcs'];
  return { ...carRequest({ category, where, from, requirements: [] }), ...over };
}

/** A store with one trip, people who are written to, and their page. */
export function formDesk(request: RequestForOffers = requestFor('lodging')) {
  const clock = testClock();
  const store = openSqlite(':memory:', clock);
  const letters: MailMessage[] = [];
  const logged: string[] = [];
  const hurried: string[] = [];
  const trip: Trip = {
    ...newTrip({ id: 'trip-1', key: 'key', secret: 'secret of the trip', traveller: 'web:anne', now: clock.now() }),
    requests: [request],
  };
  let vendors: readonly VendorRecord[] = [ODILE, ARTHUR];
  const people: People = createPeople({
    store,
    clock,
    mail: { send: async (message) => void letters.push(message) },
    write: async (letter, about, to) => letterOf(letter, about, to),
    baseUrl: 'https://concierge.example',
  });
  const ports: FormPorts = {
    api: {
      store,
      vendorById: async (id) => vendors.find((vendor) => vendor.id === id),
      isSigned: standardWebhooks.isSigned,
      placeOf: placeById,
      offerItem,
      hearVendor: async () => 'taken',
      now: () => clock.now(),
      evidence: async () => '',
      terms: DEFAULT_TERMS.document,
      log: { event: (name, fields) => void logged.push(JSON.stringify([name, fields])) },
      baseUrl: 'https://concierge.example',
    },
    placeName: (id) => placeById(id)?.name ?? id,
    hurry: async (...what) => void hurried.push(what.join(' ')),
  };
  const call = (
    method: string,
    path: string,
    { lang, form, accepts }: { lang?: string; accepts?: string; form?: Readonly<Record<string, string>> | URLSearchParams } = {},
  ) => {
    const body = form === undefined ? '' : new URLSearchParams(form).toString();
    const headers = {
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(accepts === undefined ? {} : { 'accept-language': accepts }),
    };
    const query = new URLSearchParams(lang === undefined ? '' : { lang });
    return handleVendors({ method, path, query, headers, rawBody: new TextEncoder().encode(body) }, ports);
  };
  return {
    clock,
    store,
    people,
    ports,
    letters,
    logged,
    hurried,
    call,
    trip: async () => (await store.get<Trip>('TRIP#trip-1', 'META'))?.doc ?? trip,
    keep: async (changed: Trip = trip) => {
      const known = await store.get('TRIP#trip-1', 'META');
      await store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: changed }, known?.v ?? 0);
    },
    enter: (list: readonly VendorRecord[]) => {
      vendors = list;
    },
    /** Asks a vendor and gives the path of its link. */
    invite: async (vendor: VendorRecord = ODILE) => {
      await people.publish(request, trip, vendor);
      return `/vendors/v1/form/${linkToken(trip.secret, { vendorId: vendor.id, requestId: request.id, about: { type: 'offer' } })}`;
    },
  };
}

export type FormDesk = ReturnType<typeof formDesk>;

/** An offer of a room that fits `requestFor('lodging')`. */
export const ROOM: Readonly<Record<string, string>> = {
  do: 'offer',
  'item.name': 'Chez Odile',
  'item.kind': 'guesthouse',
  'item.place': 'resort:les-arcs',
  'item.rooms': '1',
  'item.bedrooms': '2',
  'item.sleeps': '3',
  'item.breakfast': 'yes',
  total: '1 412,50',
  free_until: '2027-03-10',
  late_fee: '200',
  keep: '72',
  terms: 'accept',
};

export function titleOf({ body }: ApiResponse): string {
  return /<h1>(.*?)<\/h1>/.exec(body)?.[1] ?? '';
}

export { openMail };
