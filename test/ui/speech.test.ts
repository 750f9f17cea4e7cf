import { expect, test } from 'vitest';
import { localVoice } from '../../src/ui/assessment/speech.ts';

const voice = (lang: string, localService: boolean, isDefault = false): SpeechSynthesisVoice => ({
  lang,
  localService,
  default: isDefault,
  name: `${lang} ${localService}`,
  voiceURI: lang,
});

test('a voice that needs a network is never chosen, also when it is the only Dutch one', () => {
  expect(localVoice([voice('nl-NL', false, true), voice('en-GB', true)])).toBeUndefined();
  expect(localVoice([])).toBeUndefined();
});

test('a Dutch voice of this computer is chosen, first the one that the system prefers', () => {
  const [flemish, dutch] = [voice('nl_BE', true), voice('nl-NL', true, true)];
  expect(localVoice([voice('nl-NL', false), flemish])).toBe(flemish);
  expect(localVoice([flemish, dutch])).toBe(dutch);
});
