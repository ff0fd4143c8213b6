/** A node that does nothing but call n8n's HTTP helper, several at a time: the limit inside n8n. */
const parameter = (name, type) => ({ displayName: name, name, type, default: '' });

exports.BareHelper = class BareHelper {
	description = {
		displayName: 'Bare Helper',
		name: 'bareHelper',
		group: ['output'],
		version: 1,
		description: 'POSTs one body for each serial number and does nothing else',
		defaults: { name: 'Bare Helper' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			parameter('url', 'string'),
			parameter('token', 'string'),
			parameter('operation', 'json'),
			parameter('serialNumbers', 'string'),
			parameter('atATime', 'number'),
		],
	};

	async execute() {
		const url = this.getNodeParameter('url', 0);
		const Authorization = `Bearer ${this.getNodeParameter('token', 0)}`;
		const operation = JSON.parse(this.getNodeParameter('operation', 0));
		const serialNumbers = this.getNodeParameter('serialNumbers', 0);
		const items = [];
		const queue = serialNumbers.entries();
		const lane = async () => {
			for (const [nth, serial_number] of queue) {
				const json = await this.helpers.httpRequest({
					method: 'POST',
					url,
					headers: { Authorization },
					body: { serial_number, ...operation },
					json: true,
				});
				items[nth] = { json, pairedItem: { item: 0 } };
			}
		};
		await Promise.all(Array.from({ length: this.getNodeParameter('atATime', 0) }, lane));
		return [items];
	}
};
