import type { Output } from '#host/contract.ts';
import { Radios, Tick } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { useTexts } from '../words.ts';

export type DoorQuestion = Output<'school.door'>['steps'][number]['questions'][number];

/** What stands at a question of the door; an age is the text of its field, or unknown. */
export type Given = string | undefined;
export const notKnown = 'onbekend';

const whole = /^\d{1,3}$/;

/** Whether a question of the door has an answer that can go into the record. */
export const isAnswered = ({ options, min, max }: DoorQuestion, given: Given): boolean => {
  if (given === undefined || given === '') return false;
  if (options !== null) return options.some(({ code }) => code === given);
  return given === notKnown || (whole.test(given) && Number(given) >= min && Number(given) <= max);
};

/** One of the first questions: as the form asks it. */
export const Question = ({
  question,
  given,
  put,
  tried,
}: {
  readonly question: DoorQuestion;
  readonly given: Given;
  readonly put: (given: Given) => void;
  readonly tried: boolean;
}) => {
  const t = useTexts();
  const wrong = tried && !isAnswered(question, given);
  const help = question.help === null ? {} : { help: question.help };
  if (question.options !== null)
    return (
      <div>
        <Radios
          legend={question.text}
          choices={question.options}
          value={given ?? null}
          onChange={put}
          keys
          error={wrong ? t.school.needed : null}
        />
        {question.help === null ? null : <p className="field-help">{question.help}</p>}
      </div>
    );
  return (
    <div className="school-age">
      <TextField
        label={question.text}
        {...help}
        narrow
        inputMode="numeric"
        value={given === notKnown ? '' : (given ?? '')}
        onChange={(text) => put(text.trim().slice(0, 3))}
        error={wrong ? t.school.ageNeeded(question.min, question.max) : null}
      />
      {question.unknown ? (
        <Tick
          label={`${t.school.unknown}: ${question.text}`}
          checked={given === notKnown}
          onChange={(checked) => put(checked ? notKnown : '')}
        />
      ) : null}
    </div>
  );
};
