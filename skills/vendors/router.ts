import { faultOf } from '../../shared/errors.ts';
import { type ApiResponse, handleVendorApi } from './api.ts';
import type { FormPorts, FormRequest } from './form/handle.ts';

/** Everything under /vendors/v1: the API, and the page for vendors without one, which is loaded when somebody opens a link. Never rejects. */
export async function handleVendors(request: FormRequest, ports: FormPorts): Promise<ApiResponse> {
  if (!request.path.startsWith('/vendors/v1/form/')) return handleVendorApi(request, ports.api);
  try {
    const { handleForm } = await import('./form/handle.ts');
    return await handleForm(request, ports);
  } catch (error) {
    ports.api.log.event('vendor-form-failed', { ...faultOf(error) });
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '5' };
    return { status: 503, headers, body: 'Not available for a moment. Send it again.\n' };
  }
}
