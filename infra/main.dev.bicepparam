using './main.bicep'

// Small and cheap: it scales to zero, keeps little data, and can be deleted as a whole, a day after the last archive
// file.
param environmentName = 'dev'
param authAuthority = readEnvironmentVariable('POINTS_AUTH_AUTHORITY', 'https://id.example.com/')
param authAudience = readEnvironmentVariable('POINTS_AUTH_AUDIENCE', 'https://points.example.com')
param corsAllowedOrigins = filter(
  split(readEnvironmentVariable('POINTS_CORS_ALLOWED_ORIGINS', ''), ','),
  origin => !empty(origin)
)
param smsGatewayUrl = readEnvironmentVariable('POINTS_SMS_GATEWAY_URL', '')
param pushGatewayUrl = readEnvironmentVariable('POINTS_PUSH_GATEWAY_URL', '')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')

param instanceMemoryMB = 512
param maximumInstanceCount = 20
param alwaysReadyHttpInstances = 0
param walletsMaxThroughput = 1000
param otherContainersMaxThroughput = 1000
param cosmosBackupTier = 'Continuous7Days'
param serviceBusSku = 'Standard'

param zoneRedundant = false
param privateNetworking = false
param locks = false
param logRetentionDays = 30
param logDailyQuotaGB = 1
param archiveImmutabilityDays = 1
param monthlyCostLimit = 0
