/**
 * Something that has only these members: any other access throws, so that a test shows all that is
 * used. A member that older versions of n8n lack is given as undefined.
 */
export function strictFake<T extends object>(members: Partial<T>): T {
	const nothing: T = Object.create(null);
	return new Proxy<T>(nothing, {
		has: (_nothing, name) => Reflect.get(members, name) !== undefined,
		get: (_nothing, name) => {
			if (Object.hasOwn(members, name)) return Reflect.get(members, name);
			throw new Error(`Unexpected use of "${String(name)}"`);
		},
	});
}
