/**
 * The time that stands in the record. It never goes back: while the computer's clock stands before the last recorded instant,
 * that instant is given again, so that no entry is older than the one before it and no deadline moves away. A clock that
 * jumped is remembered, to be noted and shown; which of the two is right, only a person can tell.
 */

export type ClockJump = {
  /** `back`: before what was recorded last. `forward`: far past it. */
  readonly kind: 'back' | 'forward';
  /** What the computer's clock said, ISO 8601. */
  readonly said: string;
  /** The last instant before that. */
  readonly recorded: string;
};

export type RecordClock = {
  /** The instant to record, ISO 8601: never before one that was given earlier. */
  readonly now: () => string;
  /** The jump that still stands; a clock that is right again has none. */
  readonly jump: () => ClockJump | undefined;
  /** A jump that nobody noted yet; each is given once. */
  readonly toNote: () => ClockJump | undefined;
};

/** Clocks are set right by seconds all the time, and by minutes after a long sleep. A choice. */
const backMs = 2 * 60_000;
/**
 * While a vault is open its clock is asked at least every few minutes, since it locks after at most fifteen without anybody.
 * Between two openings months may pass, and a longer while is worth the question. Choices.
 */
const forwardOpenMs = 60 * 60_000;
const forwardClosedMs = 180 * 24 * 60 * 60_000;

/**
 * @param system - the computer's clock, ISO 8601
 * @param recorded - the last instant in the record when the vault was opened
 */
export const recordClock = (system: () => string, recorded: string): RecordClock => {
  let last = recorded;
  /** Nothing was asked since the opening. */
  let first = true;
  let jump: ClockJump | undefined;
  let unnoted: ClockJump | undefined;
  const jumped = (kind: ClockJump['kind'], said: string): void => {
    jump = { kind, said, recorded: last };
    unnoted = jump;
  };
  return {
    now: () => {
      const said = system();
      const ahead = Date.parse(said) - Date.parse(last);
      const forwardMs = first ? forwardClosedMs : forwardOpenMs;
      first = false;
      if (ahead < 0) {
        if (ahead < -backMs && jump?.kind !== 'back') jumped('back', said);
        return last;
      }
      if (ahead > forwardMs) jumped('forward', said);
      else if (jump?.kind === 'back') jump = undefined;
      last = said;
      return said;
    },
    jump: () => jump,
    toNote: () => {
      const given = unnoted;
      unnoted = undefined;
      return given;
    },
  };
};
