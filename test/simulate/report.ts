import type { Afforded } from "./afford.ts";
import { type Check, round } from "./checks.ts";
import type { Outcome } from "./measure.ts";
import type { Scenario } from "./world.ts";

export type Report = {
	scenario: Scenario;
	outcome: Outcome;
	checks: readonly Check[];
	afforded: readonly Afforded[];
	workingDays: number;
	seconds: number;
	commit: string;
	date: string;
};

/** What the command writes down. */
export function reportOf(report: Report): string {
	const { scenario, outcome, checks, afforded } = report;
	const { freshness } = outcome;
	const share = (name: string, { count, p50, p95, max }: (typeof freshness)["pickUp"]) =>
		`| ${name} | ${count} | ${round(p50)} | ${round(p95)} | ${round(max)} |`;
	return `# Weeks in virtual time

Written by \`npm run simulate -- --shipments ${scenario.shipments} --days ${scenario.days}\` on ${report.date}, at ${report.commit}, in ${report.seconds} s.

The program's own polls, judgements, bookings, tracking, write-backs, due rows, leases and call budget ran on SQLite in
Node, moved by its own tick and wake-ups through ${scenario.days} days of virtual time, ${report.workingDays} of them working days, with
${scenario.divisions} divisions of one licence, twelve polls a working day each, and one FedEx account; then on until every parcel was at its
end. A call to Exact takes 0.4 s, to Track 0.8 s, a label 1.2 s, six at once. The vendors are light models in the same
process (\`exact-side.ts\`, \`fedex-side.ts\`, \`parcel-life.ts\`): they count and refuse, and show each scan at the moment
in which it is made. What FedEx itself takes to show a scan comes on top of each time from a scan on.

## Limits

| | measured | limit | |
|---|---:|---:|---|
${checks.map(({ name, measured, limit, isKept }) => `| ${name} | ${measured} | ${limit} | ${isKept ? "kept" : "**broken**"} |`).join("\n")}

## How fresh, in minutes

| | scans or shipments | p50 | p95 | longest |
|---|---:|---:|---:|---:|
${[
	share("pick-up scan to D1", freshness.pickUp),
	share("other scans in transit to D1", freshness.inTransit),
	share("out for delivery, not at home, delivered to D1", freshness.fromOutForDelivery),
	share("delivery scan to the Document in Exact", freshness.toExact),
	share("label to its Document in Exact", freshness.labelToDocument),
].join("\n")}

## What it cost

${outcome.labelled} shipments of ${outcome.parcels} parcels: ${outcome.delivered} delivered, ${outcome.returned} returned, ${outcome.open} labels never used.
${outcome.trackCalls} Track calls, ${round(outcome.trackNumbersPerCall)} numbers each, ${round(outcome.trackCallsPerParcel, 3)} a parcel; ${outcome.trackCallsOfFullestDay} on the fullest day.
Exact: ${outcome.exact.read} calls that read (${round(outcome.exactPerShipment.read, 3)} a shipment), ${outcome.exact.post} that post (${round(outcome.exactPerShipment.post, 3)}), ${outcome.exact.put} that update (${round(outcome.exactPerShipment.put, 3)}).

## Where the calls end

Shipments a working day at which a division's 5,000 calls (4,500 of them for Documents) and the licence's 20,000 end, by
policy. Updates a shipment were measured with each policy; an attached label is one call more. Reads are what an order
costs beyond the ${12 * 4} calls that twelve polls cost each day.

| policy | writes a shipment | reads a shipment | shipments a day: division | licence, ${scenario.divisions} divisions |
|---|---:|---:|---:|---:|
${afforded
	.map(
		({ policy, writes, reads, divisionDay, licenceDay }) =>
			`| ${policy} | ${round(writes)} | ${round(reads, 3)} | ${divisionDay} | ${licenceDay} |`,
	)
	.join("\n")}
`;
}
