import { screenOf } from '../../skills/alexa/apl/screen.ts';
import { alexaDevice, envelope } from '../support/alexa.ts';
import { setUp } from '../support/alexa-skill.ts';

const apl = (maxVersion: string) => ({ 'Alexa.Presentation.APL': { runtime: { maxVersion } } });

async function offersOn(interfaces: Readonly<Record<string, unknown>>) {
  const given = setUp();
  const device = alexaDevice(given.skill, { interfaces });
  for (const line of ["j'aimerais aller skier", 'deux']) await device.say(line);
  const { envelope: answer, text } = await device.say('de nantes');
  return {
    ...given,
    text,
    shown: answer.response.directives?.filter(({ type }) => type === 'Alexa.Presentation.APL.RenderDocument') ?? [],
  };
}

describe('a screen', () => {
  test('shows the list that is spoken (C45)', async () => {
    const { shown, turns } = await offersOn(apl('2024.2'));
    expect(turns.at(-1)?.capabilities.screen).toBe(true);
    expect(shown).toEqual([
      expect.objectContaining({
        token: 'list',
        datasources: {
          list: {
            type: 'object',
            title: 'Les Arcs',
            items: [
              { label: 'Les Arcs', detail: '2944', say: 'les arcs' },
              { label: 'Valmorel & Spa', detail: '', say: 'valmorel' },
            ],
          },
        },
      }),
    ]);
  });

  test.each([
    ['none', {}, 0],
    ['an old one', apl('1.5'), 0],
    ['one of just our version', apl('1.6'), 1],
    ['a later one of the same age', apl('1.10'), 1],
    ['one that tells no version', { 'Alexa.Presentation.APL': {} }, 0],
  ])('%s: documents are sent only where they can be shown, and the words stay the same (C44)', async (_, interfaces, documents) => {
    const { shown, text } = await offersOn(interfaces);
    expect(shown.length).toBe(documents);
    expect(text).toBe(
      "J'interroge les vendeurs. En tête, Les Arcs, à 2944 euros. Le moins cher, c'est Valmorel & Spa, à 2350. Lequel vous tente ?",
    );
  });

  test('touching an item is saying it', async () => {
    const { send, turns } = setUp();
    const touch = (args: unknown) =>
      envelope(
        { type: 'Alexa.Presentation.APL.UserEvent', token: 'list', arguments: args, source: {}, components: {} },
        { requestId: JSON.stringify(args) },
      );
    await send(touch(['say', 'les arcs']));
    expect(turns.map(({ input }) => input)).toEqual([{ type: 'utterance', text: 'les arcs' }]);
    for (const args of [[], ['say'], ['say', 7], ['other', 'x'], 'say', undefined]) await send(touch(args));
    expect(turns.length).toBe(1);
  });

  test('vendors’ words are data, not document', () => {
    const { datasources } = screenOf({
      title: '\u0024{environment.agentName}',
      items: [{ label: '<b>x</b>\u202E', detail: 'y'.repeat(999), say: 'z' }],
    });
    expect(datasources).toMatchObject({
      list: { title: '$ {environment.agentName}', items: [{ label: 'bx/b', detail: 'y'.repeat(200), say: 'z' }] },
    });
  });

  test('fetches nothing: primitives only, no imports, no images', () => {
    const { document } = screenOf({ title: 't', items: [] });
    const types = [...JSON.stringify(document).matchAll(/"type":"(\w+)"/g)].map((match) => match[1]);
    expect(new Set(types)).toEqual(new Set(['APL', 'Container', 'Text', 'Sequence', 'TouchWrapper', 'SendEvent']));
    expect(JSON.stringify(document)).not.toMatch(/https?:|"import"/);
  });
});
