using './main.bicep'

// Three zones, closed networks, locks. Who signs tokens, who is told and who sets keys differ from one operator to the next,
// and come from the environment; the names under example.com are nobody's, so without them no token counts.
param environmentName = 'prod'
param authAuthority = readEnvironmentVariable('POINTS_AUTH_AUTHORITY', 'https://id.example.com/')
param authAudience = readEnvironmentVariable('POINTS_AUTH_AUDIENCE', 'https://points.example.com')
param smsGatewayUrl = readEnvironmentVariable('POINTS_SMS_GATEWAY_URL', '')
param pushGatewayUrl = readEnvironmentVariable('POINTS_PUSH_GATEWAY_URL', '')
param operatorPrincipalId = readEnvironmentVariable('POINTS_OPERATOR_GROUP_ID', '')
param operatorPrincipalType = 'Group'

// Over zones the platform keeps two instances ready for the HTTP functions, and two for each other function.
param instanceMemoryMB = 2048
param maximumInstanceCount = 200
param alwaysReadyHttpInstances = 3

// An accrual is a read and a batch of three writes, some forty request units in wallets: 20,000 are five hundred accruals a
// second. What is issued flows on into settlement, and every instance leases from budgets.
param walletsMaxThroughput = 20000
param ownContainersMaxThroughput = {
  settlement: 10000
  lookups: 4000
  budgets: 4000
}
param otherContainersMaxThroughput = 4000
param cosmosBackupTier = 'Continuous30Days'
param serviceBusSku = 'Premium'
param serviceBusMessagingUnits = 1

param zoneRedundant = true
param privateNetworking = true
param locks = true
param logRetentionDays = 365

// By a second deployment, as both need what the first one made.
param redactRequests = false

// Ten years. It is locked by a second deployment, once the first is found good.
param archiveImmutabilityDays = 3653
param lockArchiveImmutability = false

param alertEmails = filter(split(readEnvironmentVariable('POINTS_ALERT_EMAILS', ''), ','), email => !empty(email))
param availabilityTestLocations = [
  'apac-hk-hkn-azr'
  'apac-sg-sin-azr'
  'apac-jp-kaw-edge'
]
param monthlyCostLimit = int(readEnvironmentVariable('POINTS_MONTHLY_COST_LIMIT', '0'))
param costBudgetStartDate = readEnvironmentVariable('POINTS_COST_BUDGET_START', '')
