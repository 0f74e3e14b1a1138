import type { RunningWorker } from "./worker.ts";

const NOW = Date.now();

/** Labelled shipments with their labels in the bucket, as a confirmation leaves them. */
export async function seedLabels({ runtime, database }: RunningWorker, count: number) {
	const bucket = (await runtime.getR2Bucket("DOCUMENTS")) as unknown as R2Bucket;
	const numbers = Array.from({ length: count }, (_, index) => index + 1);
	const ids = numbers.map((number) => String(number).padStart(5, "0"));
	await database.batch([
		database
			.prepare(
				`insert into fedex_accounts (id, name, account_number, environment, ship_credentials_sealed,
					track_credentials_sealed, uncertain_in_a_row, version, created_at, updated_at)
				values ('fac_1', 'FedEx', '510088000', 'production', '', '', 0, 1, ?1, ?1)`,
			)
			.bind(NOW),
		database
			.prepare(
				`insert into divisions (id, connection_id, region, code, name, country, currency, mode,
					fedex_account_id, created_at, updated_at)
				values ('div_1', 'con_1', 'nl', 1, 'Noordzee', 'NL', 'EUR', 'hold', 'fac_1', ?1, ?1)`,
			)
			.bind(NOW),
		database
			.prepare(
				`insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id, order_number,
					sequence, status, attempt_number, correlation_id, created_at, updated_at)
				select 'shp_' || value, 'div_1', 'fac_1', 'ord_' || value, value, 1 * value, 1, 'labelled', 1,
					'pol_1', ?1, ?1 from json_each(?2)`,
			)
			.bind(NOW, JSON.stringify(ids)),
		database
			.prepare(
				`insert into documents (id, shipment_id, attempt_number, package_sequence, kind, content_type,
					bytes, sha256, key, created_at)
				select 'doc_' || value, 'shp_' || value, 1, 1, 'label', 'application/zpl', 40, '',
					'shp_' || value || '/1/1-label-1.zpl', ?1 from json_each(?2)`,
			)
			.bind(NOW, JSON.stringify(ids)),
	]);
	for (let at = 0; at < ids.length; at += 50) {
		await Promise.all(
			ids
				.slice(at, at + 50)
				.map((id) =>
					bucket.put(`shp_${id}/1/1-label-1.zpl`, `^XA\n^FO50,50^A0N,50^FD${id}^FS\n^XZ\n`),
				),
		);
	}
	return ids;
}

/** The rows that the confirmations wrote, and the tick that finds them due. */
export async function makeReady(worker: RunningWorker, ids: readonly string[]): Promise<void> {
	await worker.database
		.prepare(
			`insert into print_jobs (id, division_id, shipment_id, attempt_number, document_id, copy, due_at,
				created_at)
			select 'prj_' || value, 'div_1', 'shp_' || value, 1, 'doc_' || value, 1, ?1, ?1
			from json_each(?2)`,
		)
		.bind(Date.now(), JSON.stringify(ids))
		.run();
	await fetch(`${worker.url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`);
}
