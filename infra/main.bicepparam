using './main.bicep'

// The parameters for azd: values of the azd environment, and values set with `azd env set`.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'eastasia')
param authAuthority = readEnvironmentVariable('POINTS_AUTH_AUTHORITY', 'https://id.example.com/')
param authAudience = readEnvironmentVariable('POINTS_AUTH_AUDIENCE', 'https://points.example.com')
param corsAllowedOrigins = filter(
  split(readEnvironmentVariable('POINTS_CORS_ALLOWED_ORIGINS', ''), ','),
  origin => !empty(origin)
)
param smsGatewayUrl = readEnvironmentVariable('POINTS_SMS_GATEWAY_URL', '')
param pushGatewayUrl = readEnvironmentVariable('POINTS_PUSH_GATEWAY_URL', '')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param alertEmails = filter(split(readEnvironmentVariable('POINTS_ALERT_EMAILS', ''), ','), email => !empty(email))

param maximumInstanceCount = int(readEnvironmentVariable('POINTS_MAXIMUM_INSTANCES', '40'))
param walletsMaxThroughput = int(readEnvironmentVariable('POINTS_WALLETS_MAX_THROUGHPUT', '1000'))
param otherContainersMaxThroughput = int(readEnvironmentVariable('POINTS_OTHERS_MAX_THROUGHPUT', '1000'))
