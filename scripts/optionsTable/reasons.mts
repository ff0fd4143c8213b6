/** Why each field has its default, by its key; what several operations share is said once. */
export const REASONS: Readonly<Record<string, string>> = {
	token: 'Only you have it. It is stored encrypted, as n8n stores every credential.',
	baseUrl:
		'The production server of Zequenze. Only operators with a server of their own change it.',
	authorizationScheme: 'What current servers expect; older ones want another word, or none.',
	ignoreSslIssues: 'A certificate that is not checked protects the token from nobody.',

	resource: 'What the node is most often added for.',
	operation: 'It changes nothing.',

	target: 'The smallest reach: more devices are a choice, never an accident.',
	device: 'No device is a good guess.',
	serialNumbers:
		'As for one device. Each device is worked on once, even if the list names it twice.',
	filters:
		'A list of all devices is the plain question. As a target, at least one filter must be there: all devices are a choice of their own.',
	specifyVariables: 'Fields show what there is; JSON suits expressions and AI agents.',
	variables: 'Every operation needs at least one path.',
	'variables.variable_name':
		'The list finds a path by what people call it; any other path can be typed.',
	'variables.instances':
		'Only paths of the catalogue with {i} need it; which instance is meant, nobody can guess.',
	'variables.value': 'A missing value is refused rather than sent as an empty text.',
	'variables.value_type':
		'Right for well-known paths. A mere guess is told in a hint, and where CONTROL knows the type, it is asked first.',
	variablesJson: 'A valid example to write over.',
	emptyCells: 'An empty cell mostly means that there is nothing to change.',
	variableSet: 'Answers the first question that support asks: is the device well?',
	dataModel: 'The model of newer devices.',
	waitForCompletion:
		'Who reads one device wants the value. Everything else may take as long as the slowest device stays away: schedule it, and let the trigger go on.',
	allowChanges: 'What a model decides may be wrong. A person opens this, and no model can.',
	toolDescription:
		'Written for models that have never met such a server; say more about your case if it helps.',
	currentValues: 'What a device holds now is what counts; values of the input may be days old.',
	ensureMode: 'Nobody changes a fleet without having seen what would change.',
	desiredOptions: 'The comparison is safe without any of them.',
	'desiredOptions.findMissing':
		'A device that lacks one variable is still right or wrong in the others.',
	'desiredOptions.lifelineChanges': 'A device that is cut off cannot be told to come back.',
	'desiredOptions.secrets':
		'Nobody can tell whether it is right, and setting it in each run restarts the Wi-Fi of each device.',
	'desiredOptions.whenVerificationFails':
		'Setting back is a second change; a person should know of the first.',
	waves: 'One device, then a few, then shares: a bad setting is noticed while it is small.',
	nextWhenPercent: 'A few devices are always away.',
	stopWhen: 'A tenth of a wave that fails is no accident.',
	rollOutName: 'One roll-out needs no name.',
	rollOutOptions: 'The plan is careful without any of them.',
	'rollOutOptions.lastWave': 'The gate decides, unless a person is to.',
	'rollOutOptions.claimTimeout': 'Longer than an execution needs from the claim to the request.',
	'rollOutOptions.order': 'A model that fails shows in the first wave.',
	'rollOutOptions.pauseBetweenWaves': 'The gate waits for what devices report anyway.',
	'rollOutOptions.stopCounts': 'A device that never came back is as bad as one that refused.',
	'rollOutOptions.stopAfterAtLeast': 'Waves are small at first, and so is the harm.',
	'rollOutOptions.waveDeadline': 'Most devices contact CONTROL at least once a day.',
	deviceAction: 'The one that is asked for most, and the only one that leaves all settings alone.',
	allowSeveralDevices: 'What wipes one device by mistake is bad enough.',
	proveIt: 'It takes two more operations, and as long as the device needs to come back.',
	actionOptions: 'A server that follows the reference needs none of them.',
	'actionOptions.actionCode':
		'The usual code is in the name of the action; a server that knows another one says so.',
	'actionOptions.proofDeadline': 'Most devices are back within some minutes.',
	'actionOptions.requestForm': 'What the reference has; some servers are used in another way.',
	specifyCached: 'Most often one value or one branch is wanted.',
	cachedPaths: 'No path is a good guess.',
	cachedSet: 'What one looks at first where something is wrong.',
	cachedOptions: 'What CONTROL knows anyway, in one item a device, is what the operation is for.',
	'cachedOptions.forceUpdate': 'Whoever wants to ask the device has Get Variables for it.',
	'cachedOptions.fresherThan': 'How old is too old depends on the question.',
	'cachedOptions.maxValues':
		'Enough for any branch but the largest; protects n8n from a whole device.',
	'cachedOptions.output': 'One item in, one item out, whatever is read.',
	'cachedOptions.pendingOnly': 'What the device has is the more frequent question.',
	'cachedOptions.showSensitiveValues': 'As for Show Sensitive Values of Transaction.',
	mostDevices: 'Limits what one wrong call can do; reading a few devices fits all the same.',

	options: 'The node is safe without any of them.',
	'options.checks': 'The node checks all input in any case; these ask more of CONTROL.',
	'options.emergencyStop': 'As for the fields in it.',
	'options.pace': 'As for the fields in it.',
	'options.presentation': 'As for the fields in it.',
	'options.presentation.output': 'As for Output of Transaction.',
	'options.presentation.resultsIn': 'Most nodes that follow work on items.',
	'options.presentation.showSensitiveValues': 'As for Show Sensitive Values of Transaction.',
	'options.retry': 'As for the fields in it.',
	'options.wait': 'Needed only while the node waits.',
	'options.wait.updateStatus': 'As for Update Status of Transaction.',
	'options.wait.waitInterval': 'As for Wait Interval of Transaction.',
	'options.wait.whenDeadlinePasses': 'As for When the Deadline Passes of Transaction.',
	'options.wait.whenDeviceRefuses': 'As for When a Device Refuses of Transaction.',
	'options.checks.checkConnectivity':
		'Devices that are down do what was asked when they come back: usually that is what one wants. It also takes a request per device, or reading the list.',
	'options.checks.dataModelChecks':
		'Vendors deviate from the standard, so a deviation is told but not refused.',
	'options.dryRun': 'A run is meant to do something.',
	'options.extraStatusWords': 'The documented words and their usual synonyms are known.',
	'options.extraStatusWords.failed': 'None beyond those.',
	'options.extraStatusWords.running': 'None beyond those.',
	'options.extraStatusWords.scheduled': 'None beyond those.',
	'options.extraStatusWords.succeeded': 'None beyond those.',
	'options.output':
		'The same keys from every server, so that what follows need not change with it.',
	'options.retry.requestTimeout':
		'Long enough for a busy server. A reply given up too early has to be looked for in the list afterwards.',
	'options.pace.maxAtATime':
		'Enough for a server on the other side of the world; more connections than this nobody expects from one client.',
	'options.pace.requestsAtATime':
		'What is right depends on the server, and changes: the node finds out, and goes back when the server gets slower or refuses.',
	'options.pace.requestsPerSecond':
		'The number of requests at a time already limits the pace, and a server that wants less says so, which is honoured.',
	'options.retry.retries': 'Outlasts a restart of the server without hiding one that is gone.',
	'options.retry.retryBudget':
		'Five minutes: what takes longer is an outage that somebody should see.',
	'options.checks.sensitiveVariables':
		'Setting a Wi-Fi password is ordinary work; the hint tells that the server stores it.',
	'options.retry.setAgainWhenUnknown':
		'Nothing is sent twice unless you say so: to set a value twice does no harm to most parameters, but to some it does.',
	'options.showSensitiveValues':
		'What a node puts out, n8n stores and shows to everybody who may see the execution.',
	'options.checks.skipSameOperation':
		'Sending an operation again can be meant. For running an interrupted change again, switch it on.',
	'options.rollOut': 'Most changes go to few devices, or to many at once.',
	'options.rollOut.waves': 'As for Waves of Plan Next Wave.',
	'options.rollOut.nextWhenPercent': 'As for Next Wave When of Plan Next Wave.',
	'options.rollOut.stopWhen': 'As for Stop When of Plan Next Wave.',
	'options.rollOut.stopCounts': 'As for Stop Counts of Plan Next Wave.',
	'options.rollOut.stopAfterAtLeast': 'As for Stop Only After of Plan Next Wave.',
	'options.rollOut.order': 'As for Order of Plan Next Wave.',
	'options.rollOut.pauseBetweenWaves': 'As for Pause of Plan Next Wave.',
	'options.rollOut.secondTry': 'What a device refuses is worth a look before it is asked again.',
	'options.emergencyStop.stopAfterFailures':
		'How many failures are too many depends on the change. Set it for risky ones.',
	'options.emergencyStop.stopAfterPercent': 'As for Stop After Failures.',
	'options.checks.succeededSince':
		'There is no time that is right for all. Needed only with "Yes, if It Is Open or Has Succeeded".',
	'options.updateStatus':
		'Has CONTROL work for every look; what it knows anyway is usually fresh enough.',
	waitDeadline:
		'Devices that inform every two minutes are common. For those that report every few hours, the trigger is the better way.',
	'options.waitInterval':
		'A device that is reached at once is done in about this time; later looks are rarer.',
	'options.whenDeadlinePasses':
		'A device that is not done yet has not failed: the operation stays scheduled.',
	'options.whenDeviceRefuses':
		'A change that was refused is not done: it leaves by the error output like all that failed.',
	'options.lookBack': 'Activating a trigger must not flood a workflow with what is long over.',
	'options.mostItems': 'What one execution can carry with ease; nothing is lost beyond it.',

	transaction: 'No transaction is a good guess.',
	returnAll: 'A list may have a hundred thousand entries.',
	limit: "n8n's usual number.",
	transactionFilters: 'All is the plain question.',
	'transactionFilters.operations': 'All operations.',
	'transactionFilters.serialNumbers': 'All devices.',
	'transactionFilters.states': 'All states.',
	'transactionFilters.updatedSince': 'Needs a time, e.g. that of the last run.',

	'filters.status':
		'What one usually means by the filter; without it the connection does not matter.',
	'filters.last_status_change_from': 'Needs a time, e.g. that of the last run.',
	'filters.organization': 'Its number is known to CONTROL only.',
	'filters.pending':
		'What one usually means by the filter; without it pending settings do not matter.',
	'filters.type': 'Its number is known to CONTROL only.',
	'filters.update_status': 'Has CONTROL ask for every device of the list.',
	simplify: 'Nine keys that every server documents; the rest differs.',

	triggerOn: 'Most workflows wait for the end, whatever it is, and then look at the state.',
	'options.afterPolls': 'Who waits for a device wants to know at once; flapping is the exception.',
	'filters.operations': 'All operations.',
	'filters.serialNumbers': 'All devices.',
	'filters.transactionIds': 'All transactions that the server lists.',
};
