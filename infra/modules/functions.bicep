// The app: a plan of Flex Consumption, the site, and its settings. Everything it reaches, it reaches by its identity.

import { lockType } from '../types.bicep'

@description('The name of the function app.')
@minLength(2)
@maxLength(60)
param name string

@description('The name of its plan.')
@minLength(1)
@maxLength(60)
param planName string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of both.')
param tags object = {}

@description('Tags of the app alone, by which tools that deploy its code find it.')
param appTags object = {}

@description('Memory of an instance, and with it processor and network.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances at most, over all functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that are always ready for HTTP requests.')
@minValue(0)
@maxValue(1000)
param alwaysReadyHttpInstances int = 0

@description('Whether instances are spread over the zones of the region.')
param zoneRedundant bool = false

@description('The subnet that the app goes out by; empty for none.')
param virtualNetworkSubnetResourceId string = ''

@description('Origins of web pages that may call the app from a browser; none by default.')
param corsAllowedOrigins string[] = []

@description('The resource id of the app\'s identity.')
param identityResourceId string

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

@description('The URL of the container for the deployed package.')
param packageContainerUrl string

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

@description('A lock on the app.')
param lock lockType = { kind: 'None' }

@description('The Log Analytics workspace that takes logs and metrics.')
param workspaceResourceId string

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
  empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }
)

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, appTags)
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityResourceId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityResourceId
    virtualNetworkSubnetId: empty(virtualNetworkSubnetResourceId) ? null : virtualNetworkSubnetResourceId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      cors: empty(corsAllowedOrigins)
        ? null
        : {
            allowedOrigins: corsAllowedOrigins
          }
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityResourceId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttpInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyHttpInstances
              }
            ]
      }
    }
  }

  resource settings 'config' = {
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

  // Nobody deploys with a password.
  resource ftpPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scmPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

resource appDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: app
  properties: {
    workspaceId: workspaceResourceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

resource appLock 'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {
  name: lock.?name ?? '${name}-lock'
  scope: app
  properties: {
    level: lock.kind
    notes: 'The app.'
  }
}

@description('The name of the function app.')
output name string = app.name

@description('The resource id of the function app.')
output resourceId string = app.id

@description('The host name of the app.')
output defaultHostname string = app.properties.defaultHostName

@description('The URL of the API.')
output apiUrl string = 'https://${app.properties.defaultHostName}/api'
