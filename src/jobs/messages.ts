import { z } from "zod";

import { WAKE_UP_KINDS } from "../shipping/model/wake-up-kinds.ts";

/** The only thing that travels in queues: which scope has due rows. Old messages may meet newer code. */
export const wakeUpSchema = z.object({
	kind: z.enum(WAKE_UP_KINDS),
	scope: z.string().min(1).max(100),
});

export type WakeUp = z.infer<typeof wakeUpSchema>;
