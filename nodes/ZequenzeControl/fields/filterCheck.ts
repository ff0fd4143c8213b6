import type { DeviceFilters } from '../control/endpoints';
import { ControlError } from '../control/failures/errors';
import { isJsonObject, textOf, type JsonObject, type JsonValue } from '../ground/json';
import { NARROWING } from './deviceFilters';

type Filter = Exclude<keyof DeviceFilters, 'update_status'>;

/**
 * Whether what a device shows contradicts a filter; null where it shows nothing that can be
 * compared, as a name in place of a number, and so proves nothing.
 */
type Comparison<T> = (shown: JsonValue, wanted: T) => boolean | null;

/** Times are compared to the second: servers cut off the fraction. */
const SECOND_MS = 1000;

const ZONED = /^[^T]{1,20}T[^T]{1,30}(?:Z|[+-]\d\d:?\d\d)$/;

const differs: Comparison<number> = (shown, wanted) => {
	const id = isJsonObject(shown) ? (shown.id ?? null) : shown;
	const text = textOf(id);
	return text === null || !/^\d{1,15}$/.test(text) ? null : Number(text) !== wanted;
};

const WORDS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['up', true],
	['online', true],
	['1', true],
	['false', false],
	['down', false],
	['offline', false],
	['0', false],
]);

const isOpposite: Comparison<boolean> = (shown, wanted) => {
	const word = typeof shown === 'boolean' ? String(shown) : textOf(shown);
	const truth = word === null ? undefined : WORDS.get(word.toLowerCase());
	return truth === undefined ? null : truth !== wanted;
};

const isBefore: Comparison<string> = (shown, wanted) => {
	const text = textOf(shown);
	if (text === null || !ZONED.test(text)) return null;
	const instant = Date.parse(text);
	return Number.isNaN(instant) ? null : instant + SECOND_MS <= Date.parse(wanted);
};

/**
 * Each filter with the key under which a device shows what it is about, and how the two compare.
 */
const COMPARISONS: {
	readonly [F in Filter]: { key: string; contradicts: Comparison<NonNullable<DeviceFilters[F]>> };
} = {
	type: { key: 'type', contradicts: differs },
	status: { key: 'status', contradicts: isOpposite },
	last_status_change_from: { key: 'last_status_change', contradicts: isBefore },
	organization: { key: 'organization', contradicts: differs },
	pending: { key: 'pending_settings', contradicts: isOpposite },
};

/** The first filter that a device shows not to match; undefined where all that it shows agrees. */
export function contradicted(device: JsonObject, filters: DeviceFilters): Filter | undefined {
	const against = <F extends Filter>(filter: F): boolean => {
		const wanted = filters[filter];
		if (wanted === undefined || wanted === null) return false;
		const { key, contradicts } = COMPARISONS[filter];
		return contradicts(device[key] ?? null, wanted) === true;
	};
	return NARROWING.map(({ name }) => name).find(against);
}

/**
 * Throws ControlError for a device that shows not to match the filters by which it was listed. A
 * server ignores filters that it does not know, and then lists the whole fleet.
 */
export function requireMatch(device: JsonObject, filters: DeviceFilters): void {
	const filter = contradicted(device, filters);
	if (filter === undefined) return;
	const label = NARROWING.find(({ name }) => name === filter)?.displayName ?? filter;
	throw new ControlError({
		kind: 'unexpected_answer',
		message: `${label}: CONTROL does not apply this filter: it also lists ${textOf(device.serial_number) ?? 'a device'}, which does not match it`,
		fix: 'Nothing was sent. Name the devices by their serial numbers, or ask the operator of your CONTROL server whether it has this filter.',
		transient: false,
	});
}
