// The settings of the app. None is a secret: settings name the services, and the app reaches them with its identity.
// Keys are references to the key vault: create-keys.sh creates the app's own ones there, and an operator stores those of
// the gateways. functions.bicep sets the runtime.

@description('The name of the function app. It must exist.')
@minLength(2)
@maxLength(60)
param functionAppName string

@description('The client id of the app\'s identity.')
@minLength(36)
@maxLength(36)
param identityClientId string

@description('The Application Insights component that receives the telemetry.')
param applicationInsightsName string

@description('The blob endpoint of the host\'s storage.')
param storageBlobEndpoint string

@description('The queue endpoint of the host\'s storage.')
param storageQueueEndpoint string

@description('The table endpoint of the host\'s storage.')
param storageTableEndpoint string

@description('The endpoint of Cosmos DB.')
param cosmosEndpoint string

@description('The host name of the Service Bus namespace.')
param serviceBusFullyQualifiedNamespace string

@description('The blob endpoint of the archive.')
param archiveBlobEndpoint string

@description('The URI of the key vault.')
param keyVaultUri string

@description('The OpenID Connect issuer whose tokens are accepted.')
param authAuthority string

@description('The audience that tokens must have.')
param authAudience string

@description('The audience that tokens on messages must have.')
param authQueueAudience string

@description('The longest life of a token in minutes.')
param authTokenMinutesMax int

@description('The claim of a token that lists the roles.')
param authRolesClaim string

@description('What the identity provider calls roles, such as support=Points.Helpdesk; empty for their own names.')
param authRoleNames string

@description('The URL of the SMS gateway; empty for none.')
param smsGatewayUrl string = ''

@description('The URL of the app push gateway; empty for none.')
param pushGatewayUrl string = ''

@description('For how many days the store can be restored to an earlier time.')
@minValue(1)
@maxValue(400)
param restoreDays int

@description('The OTLP endpoint that receives telemetry in addition to Application Insights; empty for none.')
param otlpEndpoint string = ''

@description('The OTLP protocol.')
@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'

@description('Whether the OTLP headers, usually with the key of the collector, are the secret otlp-headers.')
param otlpHeaders bool = false

// The schedules of the jobs come from the settings of the one-machine host, so both hosts use the same.
var sampleSettings = loadJsonContent('../../local.settings.sample.json')
var schedules = toObject(
  filter(items(sampleSettings.Values), setting => endsWith(setting.key, 'Schedule')),
  setting => setting.key,
  setting => setting.value
)

var storageSettings = {
  AzureWebJobsStorage__blobServiceUri: storageBlobEndpoint
  AzureWebJobsStorage__queueServiceUri: storageQueueEndpoint
  AzureWebJobsStorage__tableServiceUri: storageTableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  Archive__blobServiceUri: archiveBlobEndpoint
}

var dataSettings = {
  Cosmos__accountEndpoint: cosmosEndpoint
  Cosmos__credential: 'managedidentity'
  Cosmos__clientId: identityClientId
  ServiceBus__fullyQualifiedNamespace: serviceBusFullyQualifiedNamespace
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identityClientId
}

var accessSettings = {
  AZURE_CLIENT_ID: identityClientId
  Auth__Authority: authAuthority
  Auth__Audience: authAudience
  Auth__QueueAudience: authQueueAudience
  Auth__TokenMinutesMax: string(authTokenMinutesMax)
  Auth__RolesClaim: authRolesClaim
  Auth__RoleNames: authRoleNames
}

// The front end of the platform is the one proxy before the app.
var limitSettings = {
  Limits__AnonymousReadsPerMinute: '1200'
  Limits__QuotesPerMinute: '1200'
  Limits__MemberWritesPerMinute: '120'
  Limits__Burst: '100'
  Limits__WrongCodes: '10'
  Limits__UnknownMembers: '100'
  Limits__WrongCodesLockMinutes: '5'
  Approvals__WaitDays: '14'
  Approvals__Points: '10000'
  Approvals__AmountFen: '1000000'
  Approvals__SupportPoints: '1000'
  Retention__DeadLetterDays: '14'
  Retention__RestoreDays: string(restoreDays)
  Limits__TrustedProxies: '1'
}

// A reference without a version follows the newest key, so the app picks up a replaced key without a deployment.
var keySettings = {
  Keys__Signing: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/receipt-signing-keys)'
  Keys__Integrity: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/integrity-keys)'
  // Only for a store that a version without MACs wrote: the time until which documents without one count.
  Keys__AcceptUnsealedUntil: ''
}
var smsSettings = empty(smsGatewayUrl)
  ? {
      Notices__Sms__Url: ''
    }
  : {
      Notices__Sms__Url: smsGatewayUrl
      Notices__Sms__SigningKey: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/sms-gateway-key)'
    }
var pushSettings = empty(pushGatewayUrl)
  ? {
      Notices__Push__Url: ''
    }
  : {
      Notices__Push__Url: pushGatewayUrl
      Notices__Push__SigningKey: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/push-gateway-key)'
    }

var telemetrySettings = union(
  {
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
  },
  empty(otlpEndpoint)
    ? {}
    : {
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
        OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol
      },
  empty(otlpEndpoint) || !otlpHeaders
    ? {}
    : {
        OTEL_EXPORTER_OTLP_HEADERS: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/otlp-headers)'
      }
)

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    schedules,
    storageSettings,
    dataSettings,
    accessSettings,
    limitSettings,
    keySettings,
    smsSettings,
    pushSettings,
    telemetrySettings
  )
}

@description('The resource id of the settings.')
output resourceId string = settings.id

@description('The platform\'s name of the settings.')
output name string = settings.name
