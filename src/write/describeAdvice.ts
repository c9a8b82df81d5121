import type { Advice } from '../scheme/advice.ts';
import { describeCondition } from './describeCondition.ts';
import type { Voice } from './voice.ts';

/** A piece of advice with what it serves, for whom, and its source. */
export function describeAdvice(voice: Voice, advice: Advice): string {
  const serves = voice.list(advice.for.map((key) => voice.title(key)));
  const undecided = advice.whenUndecided === 'holds' ? voice.say('，数据缺失的也适用', ', also where undecided') : '';
  const whom =
    advice.when === undefined
      ? ''
      : voice.say(
          `限于${describeCondition(voice, advice.when)}的企业${undecided}`,
          `for firms with ${describeCondition(voice, advice.when)}${undecided}`,
        );
  const text = voice.say(advice.text, advice.english ?? advice.text).replace(/[。.]$/u, '');
  return (
    voice.clauses([
      voice.say(`${advice.title}：${text}`, `${advice.title}: ${text}`),
      voice.say(`用于${serves}`, `serves ${serves}`),
      whom,
    ]) + voice.source(advice.source, voice.scheme.source)
  );
}
