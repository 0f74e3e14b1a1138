import { describe, expect, it } from "vitest";

import type { ShippingDeps } from "../../../src/shipping/deps.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { reconcileDue } from "../../../src/shipping/reconcile/reconcile-due.ts";
import { aDivisionAtFedex, type DivisionAtFedex, HOUR, MINUTE } from "./lost-calls.ts";

/** Dependencies of a process that dies when its n-th step has had its effect: nothing that follows has any. */
function mortal(deps: ShippingDeps, diesAt: number) {
	const life = { steps: 0, isDead: false };
	const wrap = <T extends object>(parts: T): T =>
		new Proxy(parts, {
			get(target, name) {
				const member: unknown = Reflect.get(target, name);
				if (typeof member !== "function") {
					return member;
				}
				return async (...values: unknown[]) => {
					life.steps += 1;
					if (life.isDead) {
						throw new Error("the process died");
					}
					const result: unknown = await Reflect.apply(member, target, values);
					if (life.steps === diesAt) {
						life.isDead = true;
						throw new Error("the process died");
					}
					return result;
				};
			},
		});
	const { reconciles, journal, counts, wakeUps, accounts } = deps;
	const wrapped: ShippingDeps = {
		...deps,
		reconciles: wrap(reconciles),
		journal: wrap(journal),
		counts: wrap(counts),
		wakeUps: wrap(wakeUps),
		accounts: wrap(accounts),
		carrier: async (account) => {
			const carrier = await deps.carrier(account);
			const { cancelBooking } = wrap({ cancelBooking: carrier.cancelBooking });
			return { ...carrier, cancelBooking };
		},
		finder: async (account) => wrap(await deps.finder(account)),
	};
	return { life, deps: wrapped };
}

/** Looks whenever one is due, by processes of which the first dies at that step; false when it never got so far. */
async function untilSettled(
	division: DivisionAtFedex,
	id: string,
	diesAt: number,
): Promise<boolean> {
	const first = mortal(division.deps, diesAt);
	let { deps } = first;
	for (let rounds = 0; rounds < ROUNDS_MAX; rounds += 1) {
		const looks = (await division.attempts(id)).flatMap(({ lookDueAt }) => lookDueAt ?? []);
		if (looks.length === 0 && (await division.shipment(id))?.status === "labelled") {
			break;
		}
		division.clock.advance(Math.max(0, Math.min(...looks, Infinity) - division.clock.now()));
		await reconcileDue(division.accountId, deps).catch(() => undefined);
		if (first.life.isDead && deps !== division.deps) {
			// What the dead one held is free once its lease is over.
			({ deps } = division);
			division.clock.advance(LIMITS.reconcileLeaseMs + 1);
		}
		await division.ship();
	}
	return first.life.isDead;
}

const ROUNDS_MAX = 20;
const STEPS_MAX = 60;

describe("a process that dies while it looks up a lost answer", () => {
	it.each([0, 7])(
		"after any of its steps leaves one uncancelled label in the end (found %s minutes late)",
		async (lateMinutes) => {
			let hasDied = true;
			let at = 0;
			while (hasDied && at < STEPS_MAX) {
				at += 1;
				const division = await aDivisionAtFedex();
				await division.setTwin({ lookupDelayMs: lateMinutes * MINUTE });
				const { id } = await division.due();
				division.break("cut-after");
				await division.ship();
				hasDied = await untilSettled(division, id, at);
				const told = `dies after step ${at}`;
				expect(await division.uncancelled(), told).toHaveLength(1);
				expect(await division.shipment(id), told).toMatchObject({ status: "labelled" });
				expect(await division.attempts(id), told).toMatchObject([
					{ state: "cancelled" },
					{ state: "confirmed" },
				]);
			}
			expect(at).toBeGreaterThan(15);
			expect(hasDied).toBe(false);
		},
		120_000,
	);

	it("after FedEx was asked to cancel asks again, which does no harm", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		division.break("cut-after");
		await division.ship();
		division.clock.advance(MINUTE);
		const { reconciles } = division.deps;
		const dying = { ...reconciles, arm: () => Promise.reject(new Error("the process died")) };
		await reconcileDue(division.accountId, { ...division.deps, reconciles: dying }).catch(
			() => undefined,
		);
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelling" }]);
		await division.after(LIMITS.reconcileLeaseMs + 1);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled" }]);
	});
});

describe("processes that die again and again before FedEx could be asked", () => {
	it("use up no try, so that one that lives cancels the label", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		division.break("cut-after");
		await division.ship();
		const died = () => Promise.reject(new Error("the process died"));
		const reconciles = { ...division.deps.reconciles, holdOn: died, arm: died };
		for (let round = 0; round < LIMITS.cancelLooksMs.length + 2; round += 1) {
			division.clock.advance(HOUR);
			await reconcileDue(division.accountId, { ...division.deps, reconciles }).catch(
				() => undefined,
			);
		}
		expect(division.calls("ship.cancel")).toBe(0);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelling", cancelTries: 0 }]);
		for (let round = 0; round < 3; round += 1) {
			await division.after(HOUR);
		}
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled" }]);
		expect(await division.uncancelled()).toEqual([]);
	});
});

describe("two runs at once", () => {
	it("look once and cancel once", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		division.break("cut-after");
		await division.ship();
		division.clock.advance(MINUTE);
		await Promise.all([1, 2, 3].map(() => division.reconcile()));
		expect(division.calls("track.references")).toBe(1);
		expect(division.calls("ship.cancel")).toBe(1);
		expect(await division.attempts(id)).toMatchObject([{ cancelTries: 1 }]);
	});

	it("look after dozens of lost answers between them, each once", async () => {
		const division = await aDivisionAtFedex();
		for (let count = 0; count < 30; count += 1) {
			await division.due();
		}
		division.break("cut-after", { times: 30 });
		while (division.calls("ship.create") < 30) {
			await division.setAccount({ suspendedAt: null, probeAt: null, uncertainInARow: 0 });
			division.clock.advance(MINUTE);
			await division.ship();
		}
		division.clock.advance(MINUTE);
		await Promise.all([1, 2].map(() => division.reconcile()));
		expect(division.calls("track.references")).toBe(30);
		expect(division.calls("ship.cancel")).toBe(30);
		expect(await division.uncancelled()).toEqual([]);
	});
});

describe("a run that wakes after its attempt was superseded", () => {
	it("changes nothing and cancels nothing; the next watch does", async () => {
		const division = await aDivisionAtFedex();
		await division.setTwin({ lookupDelayMs: HOUR / 6 });
		const { id } = await division.due();
		division.break("cut-after");
		await division.ship();
		division.clock.advance(MINUTE);
		const [made] = await division.atFedex();
		const account = await division.deps.accounts.find(division.accountId);
		if (account === undefined) {
			throw new Error("there is no account");
		}
		const finder = await division.deps.finder(account);
		await reconcileDue(division.accountId, {
			...division.deps,
			finder: () =>
				Promise.resolve({
					...finder,
					findByReference: async () => {
						await division.after(LIMITS.reconcileLeaseMs + 1);
						await division.after(2 * MINUTE);
						await division.ship();
						return [{ trackingNumber: made?.trackingNumbers[0] ?? "", fate: "made" as const }];
					},
				}),
		});
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 2 });
		expect(division.calls("ship.cancel")).toBe(0);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "lost", looks: 2 },
			{ state: "confirmed" },
		]);
		await division.after(15 * MINUTE);
		expect(await division.uncancelled()).toHaveLength(1);
	});
});
