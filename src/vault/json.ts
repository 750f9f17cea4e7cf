/** What an entry can hold: anything JSON can. The vault never looks inside. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [name: string]: JsonValue };

/** What a JSON text says; nothing when it is no JSON. */
export const parsedOrNothing = (text: string | undefined): unknown => {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // altered bytes: handed on as "not an envelope", which every reader reports
  }
};
