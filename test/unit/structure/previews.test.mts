import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { presentDevice } from '../../../nodes/ZequenzeControl/actions/device/present';
import { presentAssessed } from '../../../nodes/ZequenzeControl/actions/deviceOperation/desired/presentAssessed';
import { resources } from '../../../nodes/ZequenzeControl/actions/router';
import { assessKnown } from '../../../nodes/ZequenzeControl/desired/flow';
import { outcomeOf } from '../../../nodes/ZequenzeControl/follow/outcome';
import { ZequenzeControl } from '../../../nodes/ZequenzeControl/ZequenzeControl.node';
import { shown } from '../follow/transactions.mts';

/** A preview of an output item, as n8n shows it before the node has run. */
interface Preview {
	type: string;
	properties: Record<string, unknown>;
}

const { version } = new ZequenzeControl().description;
const FOLDER = join('nodes/ZequenzeControl/__schema__', `v${String(version)}.0.0`);

const TEN_KEYS = Object.keys(outcomeOf(shown()));

/** What comes out of comparing. */
const ASSESSED = Object.keys(presentAssessed(null, assessKnown([], {}), false));

/** What operations put out that differ from the rest of their resource. */
const OWN_KEYS: Readonly<Record<string, string[]>> = {
	'deviceOperation/check+ensure.json': ASSESSED,
	'deviceOperation/planWave.json': [
		'decision',
		'wave',
		'devices',
		'unclear',
		'reason',
		'wait_until',
		'waves',
	],
	'device/serverReport.json': ['findings', 'answers', 'markdown'],
	'device/runAction.json': [
		'serial_number',
		'action',
		'code',
		'state',
		'transaction_id',
		'rebooted',
		'up_time_before',
		'up_time_after',
		'proof_transaction_ids',
	],
};

/** What each resource puts out. */
const KEYS: Readonly<Record<string, string[]>> = {
	device: Object.keys(presentDevice({}, true)),
	deviceOperation: TEN_KEYS,
	transaction: TEN_KEYS,
	variable: ['serial_number', 'values', 'missing', 'updated_at'],
};

/**
 * The previews, each with the operations that share it: `get+getMany.json` is copied by the build
 * for both.
 */
const previews = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.json'))
	.map((file) => ({
		file,
		resource: dirname(file),
		operations: basename(file, '.json').split('+'),
	}));

it('what follows a transaction puts out ten keys', () => {
	expect(TEN_KEYS).toHaveLength(10);
});

it('there is one preview for each operation, and no other', () => {
	const shownFor = previews.flatMap(({ resource, operations }) =>
		operations.map((operation) => `${resource} ${operation}`),
	);
	const operations = resources.flatMap((resource) =>
		resource.operations.map(({ option }) => `${resource.value} ${option.value}`),
	);
	expect(shownFor.sort()).toEqual(operations.sort());
});

it('no two previews are the same', () => {
	const texts = previews.map(({ file }) => readFileSync(join(FOLDER, file), 'utf8'));
	expect(new Set(texts).size).toBe(texts.length);
});

describe.each(previews)('the preview $file', ({ resource, file }) => {
	const preview: Preview = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

	it('names exactly the keys that come out, in their order', () => {
		expect(preview.type).toBe('object');
		expect(Object.keys(preview.properties)).toEqual(OWN_KEYS[file] ?? KEYS[resource]);
	});
});
