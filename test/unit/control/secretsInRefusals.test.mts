import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { MASK } from '../../../nodes/ZequenzeControl/control/redaction/redaction';

const PASSPHRASE = 'correct horse battery';

describe('a server that quotes a secret value in its refusal', () => {
	const newClient = () =>
		new ControlClient(
			async ({ body = '' }) => ({
				status: 400,
				headers: {},
				text: JSON.stringify({ detail: `Cannot take ${body}` }),
			}),
			'https://control.example/api/v1',
		);
	const refusal = async (path: string) =>
		await newClient()
			.schedule({
				serial_number: 'SN1',
				operation: 'set',
				variables: [{ variable_name: path, value: PASSPHRASE, value_type: 'string' }],
			})
			.then(
				() => 'accepted',
				(error: unknown) => String(error),
			);

	it('does not get it into the message', async () => {
		const path = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';

		expect(await refusal(path)).not.toContain(PASSPHRASE);
		expect(await refusal(path)).toContain(MASK);
	});

	it('may quote other values', async () => {
		expect(await refusal('Device.WiFi.SSID.1.SSID')).toContain(PASSPHRASE);
	});
});
