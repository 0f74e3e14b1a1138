import type { Services } from "../services.ts";
import { eraseDue } from "../shipping/keep/erase-person.ts";
import { rotateDue } from "../shipping/keep/rotate-keys.ts";

/** What is done for what is kept, by its name. A name that this version does not know is none of its work. */
export async function keep(scope: string, services: Services): Promise<void> {
	switch (scope) {
		case "rotate":
			return rotateDue({ ...services, ...services.rotation });
		case "erase":
			return eraseDue(services);
		default:
			services.log.warn("keep.unknown", { scope });
	}
}
