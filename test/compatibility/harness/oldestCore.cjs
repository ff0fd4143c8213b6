/** n8n-core of the 1.x line, behind the one call that 2.x takes in another form. */
const core = require('../../../host/n8n-1/node_modules/n8n-core');

class WorkflowExecute extends core.WorkflowExecute {
	run({ workflow, startNode, destinationNode, pinData }) {
		return super.run(workflow, startNode, destinationNode, pinData);
	}
}

module.exports = { ...core, WorkflowExecute };
