import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';

type Json = Readonly<Record<string, unknown>>;
interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Json }>>;
  readonly Parameters?: Json;
  readonly Outputs?: Json;
}
/** What a value is checked against, and where it stands. */
interface Place {
  readonly db: SpecDatabase;
  readonly path: string;
}

const PSEUDO = /^AWS::(AccountId|NotificationARNs|NoValue|Partition|Region|StackId|StackName|URLSuffix)$/;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that CloudFormation computes: its kind is known only at deployment. */
function isIntrinsic(value: unknown): boolean {
  if (!isJson(value)) return false;
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::') === true);
}

/** Everything wrong with a CloudFormation template by AWS's own resource schemas: unknown types and properties, missing ones, wrong kinds and enum values, and references to nothing. */
export function lintTemplate(template: Template): readonly string[] {
  const db = loadAwsServiceSpecSync();
  const problems: string[] = [];
  for (const [id, { Type: type, Properties: properties }] of Object.entries(template.Resources)) {
    const spec = resourceOf(db, type);
    if (spec === undefined) problems.push(`${id}: there is no resource type ${type}`);
    else problems.push(...ofObject(spec.properties, properties ?? {}, { db, path: id }));
  }
  return [...problems, ...references(template, db)];
}

function resourceOf(db: SpecDatabase, type: string): Resource | undefined {
  return [...db.lookup('resource', 'cloudFormationType', 'equals', type)][0];
}

function ofObject(spec: ResourceProperties, value: Json, { db, path }: Place): readonly string[] {
  const missing = Object.keys(spec).filter((name) => spec[name]?.required === true && !(name in value));
  return [
    ...missing.map((name) => `${path}.${name} is required`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const property = spec[name];
      if (property === undefined) return [`${path}.${name} is unknown`];
      return ofTypes([property.type, ...(property.previousTypes ?? [])], one, { db, path: `${path}.${name}` });
    }),
  ];
}

/** Right by one of the types is right; otherwise the fewest complaints are the most likely ones. */
function ofTypes(types: readonly PropertyType[], value: unknown, place: Place): readonly string[] {
  const complaints = types.map((type) => ofType(type, value, place)).sort((a, b) => a.length - b.length);
  return complaints[0] ?? [];
}

function ofType(type: PropertyType, value: unknown, place: Place): readonly string[] {
  if (isIntrinsic(value) || value === undefined) return [];
  const { db, path } = place;
  if (type.type === 'union') return ofTypes(type.types, value, place);
  if (type.type === 'ref' && isJson(value)) return ofObject(db.get('typeDefinition', type.reference.$ref).properties, value, place);
  if (type.type === 'array' && Array.isArray(value))
    return value.flatMap((one, i) => ofType(type.element, one, { db, path: `${path}[${i}]` }));
  if (type.type === 'map' && isJson(value))
    return Object.entries(value).flatMap(([k, one]) => ofType(type.element, one, { db, path: `${path}.${k}` }));
  return ofScalar(type, value, path);
}

function ofScalar(type: PropertyType, value: unknown, path: string): readonly string[] {
  if (!fits(type, value)) return [`${path}: ${JSON.stringify(value).slice(0, 60)} is no ${type.type}`];
  const allowed = 'allowedValues' in type ? type.allowedValues?.map(String) : undefined;
  return allowed === undefined || allowed.includes(String(value)) ? [] : [`${path}: ${value} is none of ${allowed.join(', ')}`];
}

/** CloudFormation takes "5" for 5 and "true" for true. */
function fits(type: PropertyType, value: unknown): boolean {
  const text = String(value);
  switch (type.type) {
    case 'string':
      return typeof value !== 'object';
    case 'integer':
      return typeof value !== 'object' && text !== '' && Number.isInteger(Number(text));
    case 'number':
      return typeof value !== 'object' && text !== '' && !Number.isNaN(Number(text));
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'tag':
      return isJson(value) && 'Key' in value && 'Value' in value;
    case 'json':
    case 'date-time':
    case 'null':
      return true;
    case 'ref':
    case 'array':
    case 'map':
    case 'union':
      return false;
  }
}

/** Ref, Fn::GetAtt, Fn::Sub and DependsOn that point at nothing. */
function references(template: Template, db: SpecDatabase): readonly string[] {
  const known = (id: string) => id in template.Resources || id in (template.Parameters ?? {}) || PSEUDO.test(id);
  const attribute = (id: string, name: string) => {
    const type = template.Resources[id]?.Type;
    return type !== undefined && resourceOf(db, type)?.attributes[name] !== undefined;
  };
  const problems: string[] = [];
  const check = (to: string, path: string) => {
    const [id = '', ...name] = to.split('.');
    if (name.length === 0 ? !known(id) : !attribute(id, name.join('.'))) problems.push(`${path} points at ${to}, which is not there`);
  };
  walk({ Resources: template.Resources, Outputs: template.Outputs ?? {} }, '', (value, path) => {
    for (const to of targets(value)) check(to, path);
  });
  return problems;
}

function targets(value: Json): readonly string[] {
  const { Ref, DependsOn, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = value;
  const text = Array.isArray(sub) ? String(sub[0]) : typeof sub === 'string' ? sub : '';
  const own = Array.isArray(sub) && isJson(sub[1]) ? Object.keys(sub[1]) : [];
  return [
    ...(typeof Ref === 'string' ? [Ref] : []),
    ...(Array.isArray(attribute) ? [attribute.join('.')] : typeof attribute === 'string' ? [attribute] : []),
    ...[...text.matchAll(/\$\{([^!}]+)\}/g)].map((match) => match[1] ?? '').filter((name) => !own.includes(name)),
    ...[DependsOn].flat().filter((id) => typeof id === 'string'),
  ];
}

function walk(value: unknown, path: string, visit: (value: Json, path: string) => void): void {
  if (isJson(value)) visit(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) walk(one, path === '' ? key : `${path}.${key}`, visit);
}
