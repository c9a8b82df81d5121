import { z } from 'zod';
import { isObject, type JsonObject } from './merge.ts';
import { CONDITION_TEXTS, KEY_TEXTS, KIND_TEXTS } from './schemaTexts.ts';
import { schemeForm } from './scheme.ts';

/**
 * The JSON Schema of scheme files, by which an editor completes and checks them, with a sentence on every key at the top and
 * on every kind of rule. It is made from the same forms that `readScheme` uses; seeds/scheme.schema.json is a copy of it.
 */
export function schemeJsonSchema(): object {
  return {
    ...explainedSchema(),
    title: 'permu scheme',
    description: 'A county’s per-mu evaluation method (亩均效益综合评价办法) as data',
  };
}

/**
 * The JSON Schema of scheme files that extend another: the same, but that nothing is required except `extends`, that `null`
 * takes a key away, and that a rule of a list can say `before` and `remove`. seeds/scheme-child.schema.json is a copy of it.
 */
export function childSchemeJsonSchema(): object {
  const schema = asChild(explainedSchema()) as JsonObject;
  const reference = {
    type: 'string',
    description: '上级办法：内置办法的编号或文件 · the parent: the id of a built-in scheme or a file',
  };
  return {
    ...schema,
    properties: { extends: reference, ...(schema['properties'] as object) },
    required: ['extends'],
    title: 'permu scheme that extends another',
    description: 'What differs from the parent scheme: 只写与上级办法不同之处',
  };
}

function explainedSchema(): JsonObject {
  const schema = z.toJSONSchema(schemeForm, { target: 'draft-2020-12', io: 'input', reused: 'ref' }) as JsonObject;
  const explained = explainConditions(explain(schema) as JsonObject);
  const properties = Object.entries(explained['properties'] as JsonObject).map(([key, part]) => {
    const text = Object.hasOwn(KEY_TEXTS, key) ? KEY_TEXTS[key as keyof typeof KEY_TEXTS] : undefined;
    return [key, { ...(part as JsonObject), ...(text !== undefined && { description: text }) }];
  });
  return { ...explained, properties: Object.fromEntries(properties) };
}

/** Puts the text of its kind into every part that can be only of one kind. */
function explain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(explain);
  if (!isObject(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, explain(part)]));
  const text = textOf(value);
  return text === undefined || value['description'] !== undefined ? parts : { ...parts, description: text };
}

function textOf({ properties }: JsonObject): string | undefined {
  const kind = isObject(properties) ? properties['kind'] : undefined;
  const name = isObject(kind) ? kind['const'] : undefined;
  const known = typeof name === 'string' && Object.hasOwn(KIND_TEXTS, name);
  return known ? KIND_TEXTS[name as keyof typeof KIND_TEXTS] : undefined;
}

/** Puts a text to each kind of condition, which is told by its first key. */
function explainConditions(schema: JsonObject): JsonObject {
  const definitions = schema['$defs'] as Readonly<Record<string, JsonObject>>;
  const name = String(definitions['Condition']?.['$ref'] ?? '').replace('#/$defs/', '');
  const { anyOf } = definitions[name] ?? {};
  if (!Array.isArray(anyOf)) return schema;
  const kinds = anyOf.map((kind: JsonObject) => {
    const key = isObject(kind['properties']) ? Object.keys(kind['properties'])[0] : undefined;
    const known = key !== undefined && Object.hasOwn(CONDITION_TEXTS, key);
    return known ? { ...kind, description: CONDITION_TEXTS[key as keyof typeof CONDITION_TEXTS] } : kind;
  });
  return { ...schema, $defs: { ...definitions, [name]: { ...definitions[name], anyOf: kinds } } };
}

const ORDER = {
  before: { type: 'string', description: '放在该条之前 · put in front of the rule of this id' },
  remove: { const: true, description: '去掉上级办法的这一条 · take this rule of the parent away' },
};

/** A part of the schema without what is required, with `null` for what may be taken away. */
function asChild(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asChild);
  if (!isObject(value)) return value;
  const { required, ...rest } = value;
  // A rule that leaves out its kind, since it is the parent's, can be of several.
  const name = (key: string): string => (key === 'oneOf' ? 'anyOf' : key);
  const parts: JsonObject = Object.fromEntries(Object.entries(rest).map(([key, part]) => [name(key), asChild(part)]));
  const properties = parts['properties'];
  if (!isObject(properties)) return parts;
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const open = Object.entries(properties).map(([key, part]) => [
    key,
    needed.includes(key) ? part : { anyOf: [part, { type: 'null' }] },
  ]);
  const isRule = Object.hasOwn(properties, 'id') || Object.hasOwn(properties, 'method');
  // Conditions are replaced as a whole, so they still need what tells their kind.
  const kept = needed.filter((key) => Object.hasOwn(CONDITION_TEXTS, String(key)));
  return {
    ...parts,
    properties: { ...Object.fromEntries(open), ...(isRule && ORDER) },
    ...(kept.length > 0 && !isRule && { required: kept }),
  };
}
