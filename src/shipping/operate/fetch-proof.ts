import { chunk } from "../../lib/concurrency.ts";
import { utcDay } from "../../lib/days.ts";
import { sha256Hex } from "../../lib/encoding.ts";
import { AppError, refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { mergePdf } from "../merge-pdf.ts";
import { LIMITS } from "../model/limits.ts";
import type { Change } from "../ports/changes.ts";
import type { AccountStore, FedexAccount } from "../ports/fedex-accounts.ts";
import type { CountStore } from "../ports/machinery.ts";
import type { ObjectStore, WakeUps } from "../ports/platform.ts";
import type { ProofDesk, ProofStore, ProvableShipment } from "../ports/proofs.ts";
import { requireFound } from "../refusals.ts";

type ProofDeps = {
	proofs: ProofStore;
	accounts: Pick<AccountStore, "find">;
	proofDesk(account: FedexAccount): Promise<ProofDesk>;
	objects: ObjectStore;
	counts: CountStore;
	wakeUps: WakeUps;
};

const CONTENT_TYPE = "application/pdf";

/**
 * Fetches FedEx's proof that a shipment was delivered, stores it beside its label and has it attached to its Document
 * in Exact. Whoever asks again gets what was fetched: FedEx is asked once, and Exact gets it once.
 */
export async function fetchProof(id: string, change: Change, deps: ProofDeps): Promise<void> {
	const shipment = requireFound("shipment", id, await deps.proofs.find(id));
	if (shipment.documentId !== null) {
		return;
	}
	if (shipment.status !== "labelled" || shipment.trackingState !== "delivered") {
		throw refusal(
			"shipment.not_delivered",
			"FedEx has a proof of delivery once all parcels are delivered. Ask again then.",
		);
	}
	const key = `${shipment.id}/${shipment.attemptNumber}/proof-of-delivery.pdf`;
	// One that a run stored before it died is the one; FedEx draws each anew, with other bytes.
	const bytes = (await deps.objects.read(key)) ?? (await storeProof(shipment, key, change, deps));
	const file = {
		id: newId("doc", change.now),
		key,
		bytes: bytes.length,
		sha256: await sha256Hex(Uint8Array.from(bytes)),
	};
	if ((await deps.proofs.save(shipment, file, change)) === "lost") {
		const fetched = (await deps.proofs.find(id))?.documentId ?? null;
		if (fetched === null) {
			throw refusal("shipment.changed", "The shipment changed just now. Ask again.");
		}
	}
	await deps.wakeUps.send("write-back", shipment.divisionId);
}

async function storeProof(
	shipment: ProvableShipment,
	key: string,
	{ now }: Change,
	deps: ProofDeps,
): Promise<Uint8Array> {
	const account = requireFound(
		"fedex_account",
		shipment.fedexAccountId,
		await deps.accounts.find(shipment.fedexAccountId),
	);
	const desk = await deps.proofDesk(account);
	const proofs: Uint8Array<ArrayBuffer>[] = [];
	for (const parcels of chunk(shipment.parcels, LIMITS.trackNumbersPerCall)) {
		await deps.counts.add(utcDay(now), [
			{ scope: `fedex_account:${account.id}`, name: "track-calls", count: 1 },
		]);
		const some = await desk.fetchProofs(
			parcels.map((parcel) => ({ ...parcel, shipDate: shipment.shipDate ?? "" })),
		);
		if (some.length === 0) {
			throw noProof();
		}
		proofs.push(...some);
	}
	const [only] = proofs;
	if (only === undefined) {
		throw noProof();
	}
	const bytes =
		proofs.length === 1
			? only
			: await mergePdf(proofs.map((proof, at) => ({ name: `package ${at + 1}`, bytes: proof })));
	if ((await deps.objects.putOnce(key, bytes, CONTENT_TYPE)) === "stored") {
		return bytes;
	}
	const stored = await deps.objects.read(key);
	if (stored === undefined) {
		throw new AppError({
			code: "document.unreadable",
			disposition: "retry",
			message: "The proof is stored but can't be read. Ask again.",
		});
	}
	return stored;
}

function noProof(): AppError {
	return refusal(
		"shipment.no_proof",
		"FedEx has no proof of delivery of this shipment. Ask again tomorrow, or look on FedEx's page.",
	);
}
