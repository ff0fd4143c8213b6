import { catalogueEntries } from '../nodes/ZequenzeControl/cwmp/catalogue/lookup';

/**
 * Prints the catalogue as JSON, for checks against other lists of parameters.
 * Only Device:2 and InternetGatewayDevice:1 by default: what lies below Services belongs to
 * service data models (such as VoiceService:1), and `--all` adds it.
 */
const all = process.argv.includes('--all');

const entries = catalogueEntries()
	.filter(({ path }) => all || !/^[^.]+\.Services\./.test(path))
	.map(({ path, type, writable, creatable, secret }) => ({
		path,
		type,
		...(type === 'object' ? { creatable } : { writable }),
		...(secret ? { secret } : {}),
	}));

process.stdout.write(`${JSON.stringify(entries, null, '\t')}\n`);
