import { bodyLimit } from "hono/body-limit";

import { refusal } from "../lib/errors.ts";

const BODY_MAX_BYTES = 1_000_000;

/** Refuses a large body before anything of it is parsed. */
export const bodyCap = bodyLimit({
	maxSize: BODY_MAX_BYTES,
	onError: () => {
		throw refusal("request.too_large", `The body is larger than ${BODY_MAX_BYTES} bytes.`);
	},
});
