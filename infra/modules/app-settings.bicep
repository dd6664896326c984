// What the app is told. None of it is a secret: services are named, and reached by the app's identity; the gateways' keys are
// references to the key vault, which an operator fills. Flex Consumption itself is told the runtime by functions.bicep.

@description('The name of the function app, which is there already.')
@minLength(2)
@maxLength(60)
param functionAppName string

@description('The client id of the app\'s identity.')
@minLength(36)
@maxLength(36)
param identityClientId string

@description('The Application Insights component that takes the telemetry.')
param applicationInsightsName string

@description('Where the host\'s blobs are.')
param storageBlobEndpoint string

@description('Where the host\'s queues are.')
param storageQueueEndpoint string

@description('Where the host\'s tables are.')
param storageTableEndpoint string

@description('Where Cosmos DB answers.')
param cosmosEndpoint string

@description('The host name of the Service Bus namespace.')
param serviceBusFullyQualifiedNamespace string

@description('Where the archive\'s blobs are.')
param archiveBlobEndpoint string

@description('Where the key vault answers.')
param keyVaultUri string

@description('The OpenID Connect issuer whose tokens count.')
param authAuthority string

@description('The audience that tokens must be for.')
param authAudience string

@description('The gateway for SMS; empty for none.')
param smsGatewayUrl string = ''

@description('The gateway for app push; empty for none.')
param pushGatewayUrl string = ''

@description('Where OpenTelemetry goes in addition, by OTLP; empty for nowhere.')
param otlpEndpoint string = ''

@description('How it goes there.')
@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'

@description('Whether the key vault has headers for it, as the secret otlp-headers: a collector\'s key, mostly.')
param otlpHeaders bool = false

// The schedules of the jobs are written once, with the settings of the one-machine host.
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
}

// References name no version, so a key that an operator replaces is taken up by itself.
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
    smsSettings,
    pushSettings,
    telemetrySettings
  )
}

@description('The resource id of the settings.')
output resourceId string = settings.id

@description('The name of the settings, as the platform has it.')
output name string = settings.name
