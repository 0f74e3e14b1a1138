import type { Resealed } from "../lib/reseal.ts";

/** An object that runs with another ring than whoever asks has to be started anew before it can do this. */
export type RewrapAnswer = ({ ok: true } & Resealed) | { ok: false; code: "keys.object_behind" };
