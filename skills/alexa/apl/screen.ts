import type { interfaces, RequestEnvelope } from 'ask-sdk-model';
import type { Display } from '../../../shared/turn.ts';
import { textAt } from '../../edge/json.ts';
import { plain } from '../../edge/spoken.ts';
import list from './list.json' with { type: 'json' };

const MAX_ITEMS = 20;
const MAX_CHARACTERS = 200;

/** The device can show our document: it has APL, of our document's version or later. */
export function hasScreen(envelope: RequestEnvelope): boolean {
  const version = textAt(envelope, 'context', 'System', 'device', 'supportedInterfaces', 'Alexa.Presentation.APL', 'runtime', 'maxVersion');
  return version !== undefined && ordered(version) >= ordered(list.version);
}

/** "1.6" < "1.10" < "2022.1", as a number. */
function ordered(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1_000 + minor;
}

/** The list on the screen. Touching an item says what choosing it says. Primitives only: nothing is fetched. */
export function screenOf({ title, items }: Display): interfaces.alexa.presentation.apl.RenderDocumentDirective {
  const rows = items.slice(0, MAX_ITEMS).map(({ label, detail, say }) => ({ label: shown(label), detail: shown(detail), say: shown(say) }));
  return {
    type: 'Alexa.Presentation.APL.RenderDocument',
    token: 'list',
    document: list,
    datasources: { list: { type: 'object', title: shown(title), items: rows } },
  };
}

/** Text for a document: short, and without what its markup or its expressions would take for their own. */
function shown(text: string | undefined): string {
  return plain(text ?? '')
    .replaceAll('${', '$ {')
    .slice(0, MAX_CHARACTERS);
}
