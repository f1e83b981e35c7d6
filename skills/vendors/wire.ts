import type { App } from '../../shared/app.ts';
import type { VendorApi } from './api.ts';
import type { FormPorts } from './form/handle.ts';

/** The vendors' side on a wired app, for the function and for the server. */
export function vendorApiOf({ ports, configuration, terms, place, isSigned, offerItem, vendorEvidence, hearVendor }: App): VendorApi {
  const { store, vendors, clock, log } = ports;
  const { relayDomain: domain, relaySecret: secret } = configuration;
  return {
    store,
    vendorById: vendors.byId,
    isSigned,
    placeOf: place,
    terms: terms.document,
    agreements: terms.alternatives,
    offerItem,
    evidence: vendorEvidence,
    hearVendor,
    ...(domain !== undefined && { relay: { domain, answers: answersLeave(configuration), ...(secret !== undefined && { secret }) } }),
    now: clock.now,
    log,
    baseUrl: configuration.baseUrl,
  };
}

/** On one machine letters are files; a function leaves them to the worker, where there is a sender. */
function answersLeave({ asksByLetter, table }: App['configuration']): boolean {
  return asksByLetter === true || table === undefined;
}

/** The same with what the page for vendors without an API needs. */
export function vendorsOf(app: App): FormPorts {
  return { api: vendorApiOf(app), placeName: app.placeName, hurry: app.hurry };
}
