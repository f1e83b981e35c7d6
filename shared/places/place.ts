/** airport: id is the IATA code ("LYS"); metro: a city's airports under an IATA city code ("LON"); region: massif or area; domain facts sit in `resort`. */
export type PlaceKind = 'airport' | 'metro' | 'station' | 'city' | 'resort' | 'region' | 'country';

/** A real place. Ids: "LYS", "LON", "station:8774179", "city:FR:nantes", "resort:les-arcs", "region:french-alps", "country:FR". Stable: trips store them. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  /** Local name, as written there: "Genève", "London". */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  /** IANA zone. */
  readonly timeZone: string;
  readonly population?: number;
  readonly resort?: ResortFacts;
  /** Regions: ids of the resorts inside; metros: ids of the airports, largest first. */
  readonly members?: readonly string[];
  /** Department, state or county where it tells two namesakes apart ("Drôme", "Savoie"); key per language. */
  readonly area?: Readonly<Record<string, string>>;
}

export interface ResortFacts {
  readonly altitudeM: number;
  readonly domain: string;
  /** Dry-road minutes from an airport, by IATA code. Estimates, spoken as such. */
  readonly roadMinutes: Readonly<Record<string, number>>;
  /** The station where one leaves the train. */
  readonly gatewayStation?: string;
}

/** How a place sits in a sentence: name ("Les Arcs"), in/at ("aux Arcs"), from/of ("des Arcs"), to (motion). */
export type PlaceForm = 'name' | 'at' | 'from' | 'to';

/** What a resolver is told: only what can change the answer. */
export interface PlaceHint {
  /** BCP 47; decides which exonyms count ("Londres"). */
  readonly locale: string;
  readonly kinds?: readonly PlaceKind[];
  /** "ski" makes Les Arcs the resort in Savoie, not the town in the Var. */
  readonly activity?: string;
  /** Prefer candidates near this place. */
  readonly nearId?: string;
  /** Only those that lie in this region or country, where there is one: "Paris, Texas". */
  readonly withinId?: string;
  /** Only those of this department or state, by the name that the towns' data have: "Springfield, Illinois". */
  readonly withinArea?: string;
  /** A place is expected here (an answer to "from where?"): misspellings are searched only then. */
  readonly expected?: boolean;
  /** It is the whole of an answer to where: what is near a name is hardly anything else. */
  readonly answer?: boolean;
  /** No more of the name may be wrong than this share of it. */
  readonly mostWrong?: number;
  /** It is all that was said: a town may then have an article that it has not. */
  readonly whole?: boolean;
}

export type PlaceResolution =
  | { readonly type: 'found'; readonly place: Place }
  | { readonly type: 'ambiguous'; readonly candidates: readonly Place[] }
  | { readonly type: 'none' };
