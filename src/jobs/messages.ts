import { z } from "zod";

/** The only thing that travels in queues: which scope has due rows. Old messages may meet newer code. */
export const wakeUpSchema = z.object({
	kind: z.enum(["poll", "reconcile", "ship", "track", "write-back", "keep-alive", "subscribe"]),
	scope: z.string().min(1).max(100),
});

export type WakeUp = z.infer<typeof wakeUpSchema>;
