import { readFileSync } from 'node:fs';

export { crowKm as distance } from '../../shared/places/distance.ts';

export interface SourceAirport {
  iata: string;
  name: string;
  city: string;
  country: string;
  lat: number;
  lon: number;
  tz: string;
  size: string;
}
export interface SourceStation {
  uic: string;
  name: string;
  cc: string;
  lat: number;
  lon: number;
  tz: string;
  main?: boolean;
}
export interface SourceResort {
  id: string;
  name: string;
  cc: string;
  domain: string;
  lat: number;
  lon: number;
  alt: number;
  aliases: string[];
  gateway?: string;
  road?: Record<string, number>;
  /** A village beside another resort, with the roads and the station of that one. */
  near?: string;
}
export interface SourceRegion {
  id: string;
  cc: string;
  fr: string;
  en: string;
  aliases: Record<string, string[]>;
  lat?: number;
  lon?: number;
  members: string[];
}
export interface Exonyms {
  name: string;
  cc: string;
  lat: number;
  lon: number;
  names: Record<string, string>;
}
export interface PlaceList {
  exonyms: Record<string, string[]>;
  aliases: Record<string, string[]>;
  homonyms: string[];
  everyday: string[];
  common: string[];
  endings: string;
  airport: { before: string[]; after: string[] };
  station: { before: string[]; after: string[] };
  articles: string[];
  contractions: string[];
  town: string[];
}
/** A town of GeoNames. `area` is the department, state or canton. */
export interface Town {
  id: string;
  name: string;
  cc: string;
  lat: number;
  lon: number;
  population: number;
  zone: string;
  area: string;
  /** A capital, or in source/visited.json. */
  isVisited: boolean;
}

const source = new URL('../../shared/places/data/source/', import.meta.url);
const locales = new URL('../../locales/', import.meta.url);

/** The parsed content of a source file; its shape is what LICENSES.md beside it says. */
export function readSource<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, source), 'utf8'));
}

/** The hand-written names of one locale. */
export function readList(locale: string): PlaceList {
  return JSON.parse(readFileSync(new URL(`${locale}/lists/places.json`, locales), 'utf8'));
}

/** Degrees to about a hundred metres. */
export function round(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}
