/**
 * The one way to a Durable Object: by name, in the jurisdiction of `JURISDICTION`. The local runtime has no
 * jurisdictions, so there (`JURISDICTION` empty) the plain namespace is used. A stub that threw is broken: ask again.
 */
export function stubByName<T extends Rpc.DurableObjectBranded | undefined>(
	namespace: DurableObjectNamespace<T>,
	jurisdiction: string,
	name: string,
): DurableObjectStub<T> {
	if (jurisdiction === "") {
		return namespace.getByName(name);
	}
	return namespace.jurisdiction(jurisdiction as DurableObjectJurisdiction).getByName(name);
}
