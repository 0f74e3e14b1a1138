import { existsSync, readFileSync } from "node:fs";

/**
 * The vendors' contracts are theirs and no part of the project: they lie in `$CONTRACT_SPECS`,
 * or else in `../shared/specs` beside the repository.
 */
const BESIDE_THE_REPOSITORY = new URL("../../../shared/specs", import.meta.url).pathname;

const folder = [process.env["CONTRACT_SPECS"] ?? "", BESIDE_THE_REPOSITORY].find(existsSync);

export const hasSpecs = folder !== undefined;

/** In CI missing contract files are a failure; elsewhere it is only said that they are missing. */
export const isCi = (process.env["CI"] ?? "") !== "";

export const NO_SPECS =
	"No contract files at $CONTRACT_SPECS or ../shared/specs: nothing was held against them.";

/** A file of the contracts; `T` is trusted. @throws when it is not there */
export function readSpec<T>(name: string): T {
	if (folder === undefined) {
		throw new Error(NO_SPECS);
	}
	return JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as T;
}
