export function sleep(durationMs: number): Promise<void> {
	return durationMs > 0 ? new Promise((done) => setTimeout(done, durationMs)) : Promise.resolve();
}
