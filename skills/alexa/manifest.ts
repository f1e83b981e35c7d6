import type { v1 } from 'ask-smapi-model';
import type { Words } from './locale.ts';

/** Amazon's manifest; its types leave out of `interfaces` some that its own enumeration names. */
type CustomApis = Omit<v1.skill.Manifest.CustomApis, 'interfaces'> & {
  readonly interfaces: readonly (v1.skill.Manifest.Interface | { readonly type: v1.skill.Manifest.InterfaceType })[];
};
interface Manifest {
  readonly manifest: Omit<v1.skill.Manifest.SkillManifest, 'apis'> & { readonly apis: { readonly custom: CustomApis } };
}

/** Where the skill is served; whoever deploys it puts the address or function of their own. */
const SITE = 'https://concierge.example';

/** What the code reads with permission: the name to book under. */
const PERMISSIONS = [{ name: 'alexa::profile:name:read' as const }];

/** Every kind of screen that Alexa names: the list adapts to each. */
const VIEWPORTS: v1.skill.Manifest.ViewportSpecification[] = [
  { mode: 'HUB', shape: 'ROUND', minWidth: 480, maxWidth: 480, minHeight: 480, maxHeight: 480 },
  { mode: 'HUB', shape: 'RECTANGLE', minWidth: 960, maxWidth: 1279, minHeight: 100, maxHeight: 599 },
  { mode: 'HUB', shape: 'RECTANGLE', minWidth: 960, maxWidth: 1279, minHeight: 600, maxHeight: 1279 },
  { mode: 'HUB', shape: 'RECTANGLE', minWidth: 1280, maxWidth: 1920, minHeight: 600, maxHeight: 1279 },
  { mode: 'TV', shape: 'RECTANGLE', minWidth: 960, maxWidth: 960, minHeight: 540, maxHeight: 540 },
];

const TESTING =
  'No account is needed. Sellers are demonstration sellers: nothing is charged. Say "Alexa, open trip concierge", then for example ' +
  '"I\'d like to go skiing in the French Alps from March 20th to the 25th, for two, from London, with a hotel". Answer the questions, pick an offer ' +
  '("the second one"), give any name, and after the read-back say "I confirm and pay". "Stop", "help", "repeat" work at any point.';

/** skill.json for the locales given; no time, no randomness. */
export function manifest(locales: readonly { readonly locale: string; readonly words: Words }[]): Manifest {
  return {
    manifest: {
      manifestVersion: '1.0',
      publishingInformation: {
        category: 'NAVIGATION_AND_TRIP_PLANNER',
        isAvailableWorldwide: true,
        distributionCountries: [],
        testingInstructions: TESTING,
        locales: Object.fromEntries(locales.map(({ locale, words: { edge } }) => [locale, publishing(edge)])),
      },
      apis: {
        custom: {
          endpoint: { uri: `${SITE}/alexa`, sslCertificateType: 'Trusted' },
          interfaces: [{ type: 'ALEXA_PRESENTATION_APL', supportedViewports: VIEWPORTS }, { type: 'CAN_FULFILL_INTENT_REQUEST' }],
        },
      },
      events: { endpoint: { uri: `${SITE}/alexa`, sslCertificateType: 'Trusted' }, subscriptions: [{ eventName: 'SKILL_DISABLED' }] },
      permissions: PERMISSIONS,
      privacyAndCompliance: {
        allowsPurchases: true,
        usesPersonalInfo: true,
        isChildDirected: false,
        isExportCompliant: true,
        containsAds: false,
        locales: Object.fromEntries(
          locales.map(({ locale }) => [locale, { privacyPolicyUrl: `${SITE}/privacy`, termsOfUseUrl: `${SITE}/terms` }]),
        ),
      },
    },
  };
}

function publishing({
  name,
  summary,
  description,
  keywords,
  examplePhrases,
}: Words['edge']): v1.skill.Manifest.SkillManifestLocalizedPublishingInformation {
  return { name, summary, description, keywords: [...keywords], examplePhrases: [...examplePhrases] };
}
