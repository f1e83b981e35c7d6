const ZONES: ReadonlyMap<string, string> = new Map([
  ['fr-FR', 'Europe/Paris'],
  ['fr-CA', 'America/Toronto'],
  ['en-US', 'America/New_York'],
  ['en-GB', 'Europe/London'],
  ['en-CA', 'America/Toronto'],
  ['en-AU', 'Australia/Sydney'],
  ['en-IN', 'Asia/Kolkata'],
]);

/** Where people of a locale mostly are: used when the platform does not tell. */
export function zoneOf(locale: string): string {
  return ZONES.get(locale) ?? (locale.startsWith('fr') ? 'Europe/Paris' : 'Europe/London');
}
