import { Ajv2020 } from 'ajv/dist/2020.js';
import { commitmentOf } from '../../shared/market/canonical.ts';
import type { WireDoc } from '../../shared/market/evidence.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import { openApi } from '../../skills/vendors/openapi.ts';
import { FOREIGN_SECRET, openDesk } from '../support/vendor-desk.ts';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.store.close());

describe("the vendor's own part of the record", () => {
  const path = () => desk.path.replace(/offers$/, 'evidence');
  const asking = (over: Parameters<typeof desk.signed>[1] = {}) =>
    desk.signed(path(), { method: 'GET', path: path(), rawBody: Buffer.of(), ...over });

  test('has the receipts of its offers and its refusals, for whoever signs as that vendor', async () => {
    const receipt = await desk.send(desk.signed(desk.submitted()));
    await desk.send(desk.signed(desk.submitted({ offer_id: 'late', revision: 0 }, { id: 'evt-9' })));
    const answer = await desk.send(asking());
    expect(answer).toMatchObject({ status: 200, body: { part: 'vendor', request_id: desk.subject } });
    expect(answer.body.unopened).toEqual([
      {
        type: 'received',
        offer_id: 'alp-991',
        commitment: receipt.body.receipts[0].commitment,
        received_at: receipt.body.receipts[0].received_at,
      },
    ]);
    expect(answer.body.refused).toMatchObject([{ event_id: 'evt-9', reason: 'revision_stale' }]);
    expect(verify(answer.text).problems).toEqual([]);
  });

  test('is read under a signature over its own path and no other', async () => {
    const path = desk.path.replace(/offers$/, 'evidence');
    const other = path.replace(desk.subject, `req_${'y'.repeat(22)}`);
    expect(await desk.send(desk.signed(path, { method: 'GET', path, rawBody: Buffer.of() }))).toMatchObject({ status: 200 });
    for (const over of ['', other]) {
      expect(await desk.send(desk.signed(over, { method: 'GET', path, rawBody: Buffer.of() }))).toMatchObject({ status: 401 });
    }
  });

  test('can be asked for as long as the offer is on record, by who has offered', async () => {
    const late = () => desk.clock.advance(5 * 86_400_000);
    await desk.send(desk.signed(desk.submitted()));
    late();
    const [written] = await desk.store.query<WireDoc>({ pk: 'TRIP#trip-1', skPrefix: 'WIRE#' });
    const [offer] = await desk.offers();
    expect(written?.doc.offer).toBe(offer?.doc.id);
    expect(commitmentOf(written?.doc.wire)).toBe(offer?.doc.commitment);
    expect(await desk.send(asking())).toMatchObject({ status: 200 });
  });

  test("is nobody else's, and only read", async () => {
    expect(await desk.send(asking({ secret: FOREIGN_SECRET }))).toMatchObject({ status: 401 });
    expect(await desk.send(asking({ method: 'POST' }))).toMatchObject({ status: 405 });
    expect(await desk.send(asking({ path: path().replace(desk.subject, `req_${'x'.repeat(22)}`) }))).toMatchObject({ status: 404 });
  });

  test('has the form that the description gives', async () => {
    await desk.send(desk.signed(desk.submitted()));
    const { components } = openApi('https://concierge.example') as { readonly components: { readonly schemas: Record<string, object> } };
    const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });
    ajv.addSchema({ $id: 'rfo', components });
    const validate = ajv.compile({ $ref: 'rfo#/components/schemas/Evidence' });
    expect([validate((await desk.send(asking())).body), validate.errors]).toEqual([true, null]);
  });
});
