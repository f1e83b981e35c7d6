import { detailsForm, type Filled, readDetails } from '../../shared/booking/documents/details-form.ts';
import { ConciergeError } from '../../shared/errors.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { FormState } from './details-form.ts';
import { mediaType, problem, type WebRequest, type WebResponse } from './http.ts';
import type { Web } from './web.ts';

/** Shows the trip's page with the form as it now is. */
export type ShowForm = (state: FormState, status: number) => Promise<WebResponse>;

/** POST /trips/<id>/details?key=: saved whole, or the page again with what was written and what is wrong with each field. */
export async function takeDetails(request: WebRequest, trip: Trip, web: Web, show: ShowForm): Promise<WebResponse> {
  if (mediaType(request) !== 'application/x-www-form-urlencoded')
    return problem(415, 'Send the form as application/x-www-form-urlencoded.');
  const form = detailsForm(trip);
  if (form === undefined) return problem(409, 'Nothing is asked for on this trip just now.');
  const posted = new URLSearchParams(new TextDecoder().decode(request.body));
  const today = web.now().slice(0, 10);
  const { details, problems } = readDetails(form, (name) => posted.get(name) ?? '', today);
  const written = Object.fromEntries(form.fields.map(({ name }) => [name, (posted.get(name) ?? '').slice(0, 200)]));
  if (Object.keys(problems).length > 0) return show({ form, today, written, problems }, 422);
  if (await isSaved(trip, details, web)) {
    const locale = request.query.get('locale');
    const query = new URLSearchParams({ key: trip.key, ...(locale !== null && { locale }) });
    const location = `/trips/${trip.id}?${query}#details`;
    return { status: 303, headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex', location }, body: '' };
  }
  return show({ form, today, written, problems, outcome: 'failed' }, 503);
}

/** What was written is not lost with a store that does not answer. */
async function isSaved(trip: Trip, details: Filled['details'], web: Web): Promise<boolean> {
  try {
    await web.giveDetails(trip, details);
    return true;
  } catch (error) {
    if (!(error instanceof ConciergeError) || error.code === 'bug') throw error;
    return false;
  }
}
