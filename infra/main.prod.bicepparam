using './main.bicep'

// Three zones, closed networks, locks. The token issuer, the alert recipients and the key operators come from
// environment variables. The default names under example.com belong to nobody, so without the variables no token is
// valid.
param environmentName = 'prod'
param authAuthority = readEnvironmentVariable('POINTS_AUTH_AUTHORITY', 'https://id.example.com/')
param authAudience = readEnvironmentVariable('POINTS_AUTH_AUDIENCE', 'https://points.example.com')
param corsAllowedOrigins = filter(
  split(readEnvironmentVariable('POINTS_CORS_ALLOWED_ORIGINS', ''), ','),
  origin => !empty(origin)
)
param smsGatewayUrl = readEnvironmentVariable('POINTS_SMS_GATEWAY_URL', '')
param pushGatewayUrl = readEnvironmentVariable('POINTS_PUSH_GATEWAY_URL', '')
param operatorPrincipalId = readEnvironmentVariable('POINTS_OPERATOR_GROUP_ID', '')
param operatorPrincipalType = 'Group'

// With zones the platform keeps two instances ready for the HTTP functions, and two for each other function.
param instanceMemoryMB = 2048
param maximumInstanceCount = 200
param alwaysReadyHttpInstances = 3

// An accrual is a read and a batch of three writes, about forty request units in wallets: 20,000 are five hundred
// accruals a second. Every accrual also writes to settlement, and every instance leases from budgets.
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

// Set to true in a second deployment: the workspace and the rule need each other.
param redactRequests = false

// Ten years. Lock it in a second deployment, after checking the first.
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
