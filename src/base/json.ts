/** A JSON object, as specs are made of. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

export const jsonList = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** A value of one kind, or nothing. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
