import type { HttpAnswer } from "../lib/http.ts";
import { askFedex, type ReadCallDeps, type ReadQuestion } from "./read-call.ts";
import type { TokenSource } from "./token-source.ts";

export type TrackCallDeps = Omit<ReadCallDeps, "token"> & {
	/** Tracking lives in a project of its own: the credentials that make labels are refused there. */
	trackToken: TokenSource;
};

type TrackQuestion = Omit<ReadQuestion, "fields"> & {
	/** How many numbers or references are asked about: for the log. */
	asked: number;
};

/** One question to the Track project. @throws AppError as `askFedex` does */
export function askTrack(
	{ trackToken, ...deps }: TrackCallDeps,
	{ asked, ...question }: TrackQuestion,
): Promise<HttpAnswer> {
	return askFedex({ ...deps, token: trackToken }, { ...question, fields: { numbers: asked } });
}
