import { isAppError, refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import type { KeyUses } from "../model/keeping.ts";
import type { Change } from "../ports/changes.ts";
import type { KeyRotation, KeyRotationStore, SealedPlace } from "../ports/keeping.ts";
import { requireDone } from "../refusals.ts";
import { type RunOutcome, withLease } from "../with-lease.ts";
import { KEEP_LIMITS } from "./keep-limits.ts";
import { addUses } from "./object-place.ts";

/**
 * Seals anew with the ring's last key what the others sealed, place by place, in bounded steps; where it stands is a
 * row, so a run that dies goes on there, and a step done twice changes nothing. Nobody waits for it: all keys of the
 * ring open. A pass that sealed anything anew is followed by another one some minutes later, because whatever still
 * ran with the ring of before may have sealed behind its back; only a pass that found nothing to do ends the rotation.
 */
export type RotationDeps = Pick<ShippingDeps, "clock" | "log" | "leases" | "wakeUps"> & {
	rotations: KeyRotationStore;
	places: readonly SealedPlace[];
	ring: { currentId: string; ids: readonly string[] };
};

const ACTOR = "system";

/** @throws AppError `keys.only_one`, `keys.rotation_running` */
export async function startRotation(change: Change, deps: RotationDeps): Promise<void> {
	const { rotations, ring, wakeUps } = deps;
	const latest = await rotations.findLatest();
	const open = latest !== undefined && latest.dueAt !== null ? latest : undefined;
	if (ring.ids.length < 2) {
		throw refusal(
			"keys.only_one",
			"ENCRYPTION_KEYS holds one key only. Add a new one behind it and deploy, then rotate.",
		);
	}
	if (open?.keyId === ring.currentId) {
		throw refusal(
			"keys.rotation_running",
			"A rotation to this key is under way. Wait until it has ended.",
		);
	}
	const id = newId("rot", change.now);
	requireDone(await rotations.start({ id, keyId: ring.currentId }, open, change));
	await wakeUps.send("keep", "rotate");
}

/** Goes on with the rotation that is open. */
export async function rotateDue(deps: RotationDeps): Promise<void> {
	const lease = { kind: "keep", scope: "rotate", leaseMs: KEEP_LIMITS.leaseMs } as const;
	await withLease(lease, deps, async (mayGoOn): Promise<RunOutcome> => {
		for (let step = 0; step < KEEP_LIMITS.rotationSteps; step += 1) {
			const rotation = await deps.rotations.findLatest();
			if (rotation === undefined || !isDue(rotation, deps) || !(await mayGoOn())) {
				return "done";
			}
			try {
				await goOn(rotation, deps);
			} catch (error) {
				const { id: rotationId, place } = rotation;
				logPostponed(deps.log, "keys.rotation_postponed", error, { rotationId, place });
				await postpone(rotation, error, deps);
				return "done";
			}
		}
		return "unfinished";
	});
}

function isDue({ dueAt }: KeyRotation, { clock }: RotationDeps): boolean {
	return dueAt !== null && dueAt <= clock.now();
}

async function goOn(rotation: KeyRotation, deps: RotationDeps): Promise<void> {
	const { rotations, places, ring, clock } = deps;
	if (rotation.keyId !== ring.currentId) {
		// This invocation runs with another ring; one that has the new one goes on.
		await rotations.save(rotation, { dueAt: clock.now() + KEEP_LIMITS.retryMs }, clock.now());
		return;
	}
	const at = Math.max(
		0,
		places.findIndex(({ name }) => name === rotation.place),
	);
	const place = places[at];
	if (place === undefined) {
		throw new Error("a rotation needs places");
	}
	const step = await place.rewrap(rotation.cursor);
	const uses: KeyUses = { ...rotation.uses, [place.name]: { ...rotation.uses[place.name] } };
	addUses(uses[place.name] ?? {}, step.uses);
	const so = {
		uses,
		rewrapped: rotation.rewrapped + step.rewrapped,
		rewrappedNow: rotation.rewrappedNow + step.rewrapped,
		failures: 0,
	};
	const next = step.next === null ? places[at + 1] : place;
	if (next !== undefined) {
		await rotations.save(rotation, { ...so, place: next.name, cursor: step.next }, clock.now());
		return;
	}
	await endPass({ ...rotation, ...so }, rotation, deps);
}

/** `after` is the rotation as its last step left it. */
async function endPass(
	after: KeyRotation,
	rotation: KeyRotation,
	deps: RotationDeps,
): Promise<void> {
	const { rotations, clock, log } = deps;
	const now = clock.now();
	const { uses, rewrapped, rewrappedNow } = after;
	const begun = { uses: {}, rewrappedNow: 0, place: null, cursor: null, failures: 0 };
	const ended = { ...begun, rewrapped, lastUses: uses };
	if (rotation.state === "checking" && rewrappedNow === 0) {
		const change = { now, actor: ACTOR, correlationId: rotation.id };
		await rotations.finish(rotation, ended, change);
		log.info("keys.rotation_finished", { rotationId: rotation.id, rewrapped });
		return;
	}
	const dueAt = now + KEEP_LIMITS.rotationCheckMs;
	await rotations.save(rotation, { ...ended, state: "checking", dueAt }, now);
	log.info("keys.rotation_passed", { rotationId: rotation.id, rewrapped: rewrappedNow });
}

async function postpone(rotation: KeyRotation, error: unknown, deps: RotationDeps): Promise<void> {
	const now = deps.clock.now();
	const isWait = isAppError(error) && error.disposition === "wait";
	const failures = isWait ? rotation.failures : rotation.failures + 1;
	const waitMs = KEEP_LIMITS.retryMs * Math.min(60, 2 ** Math.max(0, failures - 1));
	await deps.rotations.save(rotation, { failures, dueAt: now + waitMs }, now);
}
