import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { presentDevice } from '../../../nodes/ZequenzeControl/actions/device/present';
import { resources } from '../../../nodes/ZequenzeControl/actions/router';
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

/** What each resource puts out. */
const KEYS: Readonly<Record<string, string[]>> = {
	device: Object.keys(presentDevice({}, true)),
	deviceOperation: TEN_KEYS,
	transaction: TEN_KEYS,
};

const operations = resources.flatMap((resource) =>
	resource.operations.map(({ option }) => ({
		resource: resource.value,
		file: join(resource.value, `${option.value}.json`),
	})),
);

it('what follows a transaction puts out ten keys', () => {
	expect(TEN_KEYS).toHaveLength(10);
});

it('there is a preview for each operation, and no other', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	const previews = files.filter((name) => name.endsWith('.json'));
	expect(previews.sort()).toEqual(operations.map(({ file }) => file).sort());
});

describe.each(operations)('the preview $file', ({ resource, file }) => {
	const preview: Preview = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

	it('names exactly the keys that come out, in their order', () => {
		expect(preview.type).toBe('object');
		expect(Object.keys(preview.properties)).toEqual(KEYS[resource]);
	});
});
