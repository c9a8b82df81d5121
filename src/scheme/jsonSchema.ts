import { z } from 'zod';
import { schemeForm } from './scheme.ts';

/**
 * The JSON Schema of scheme files, by which an editor completes and checks them. It is made from the same forms that
 * `readScheme` uses; seeds/scheme.schema.json is a copy of it.
 */
export function schemeJsonSchema(): object {
  const schema = z.toJSONSchema(schemeForm, { target: 'draft-2020-12', io: 'input', reused: 'ref' });
  return {
    ...schema,
    title: 'permu scheme',
    description: 'A county’s per-mu evaluation method (亩均效益综合评价办法) as data',
  };
}
