import { sha256Hex } from "../../lib/encoding.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionSetupStore } from "../ports/divisions.ts";
import type { LogoStore } from "../ports/logos.ts";
import type { ObjectStore } from "../ports/platform.ts";
import { invalidField, requireDone, requireFound } from "../refusals.ts";

/** A logo of this size is sharp on every screen, and a customer on a train waits for it. */
export const LOGO_MAX_BYTES = 200_000;

type Deps = { divisions: DivisionSetupStore; logos: LogoStore; objects: ObjectStore };

/**
 * Keeps the picture that customers of a division see. What it is, is read from its bytes and not from its name; a
 * drawing that may carry script, such as SVG, is none of the kinds.
 */
export async function saveDivisionLogo(
	divisionId: string,
	bytes: Uint8Array<ArrayBuffer>,
	change: Change,
	deps: Deps,
): Promise<void> {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	const kind = kindOf(bytes);
	if (kind === undefined) {
		throw invalidField({
			field: "logo",
			message: "It is no PNG, JPEG or WebP picture.",
			remedy: "Save it as PNG, at best with a transparent background, and send that.",
		});
	}
	if (bytes.length > LOGO_MAX_BYTES) {
		throw invalidField({
			field: "logo",
			message: `It has ${bytes.length} bytes, and a logo may have ${LOGO_MAX_BYTES}.`,
			remedy: "Save it smaller: 400 dots wide is enough.",
		});
	}
	const sha256 = await sha256Hex(bytes);
	const key = `logos/${divisionId}/${sha256}.${kind.extension}`;
	// The key holds the hash, so what is there already is the same.
	await deps.objects.putOnce(key, bytes, kind.contentType);
	const logo = { key, contentType: kind.contentType, bytes: bytes.length, sha256 };
	requireDone(await deps.logos.set(division, logo, change));
}

export async function removeDivisionLogo(
	divisionId: string,
	change: Change,
	deps: Pick<Deps, "divisions" | "logos">,
): Promise<void> {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	requireDone(await deps.logos.set(division, null, change));
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

function kindOf(bytes: Uint8Array): { extension: string; contentType: string } | undefined {
	const has = (wanted: readonly number[], from = 0) =>
		wanted.every((byte, at) => bytes[from + at] === byte);
	if (has(PNG)) {
		return { extension: "png", contentType: "image/png" };
	}
	if (has(JPEG)) {
		return { extension: "jpg", contentType: "image/jpeg" };
	}
	return has(RIFF) && has(WEBP, 8) ? { extension: "webp", contentType: "image/webp" } : undefined;
}
