/** A binding that FedEx is reached through, where there is one: another Worker, or a network of the company's own. */
export type Egress = { FEDEX_EGRESS?: { fetch: typeof fetch } | undefined };

/**
 * How requests leave for FedEx, tokens and all else alike. Cloudflare's outgoing addresses are shared with others, and
 * FedEx counts token requests by address; through the binding they leave from an address that is nobody else's.
 */
export function fedexFetch({ FEDEX_EGRESS: egress }: Egress): typeof fetch {
	return egress === undefined
		? (...args) => fetch(...args)
		: // Not bound: a binding is asked as its own method.
			(...args) => egress.fetch(...args);
}
