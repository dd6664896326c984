// The app: a Flex Consumption plan and the site. app-settings.bicep sets the app's settings.

@description('The name of the function app.')
@minLength(2)
@maxLength(60)
param name string

@description('The name of the hosting plan.')
@minLength(1)
@maxLength(60)
param planName string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of both resources.')
param tags object = {}

@description('Tags of the app only. Tools that deploy the code find the app by them.')
param appTags object = {}

@description('The memory of an instance in MB. It also sets the share of processor and network.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The maximum number of instances, over all functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('The number of instances that are always ready for HTTP requests.')
@minValue(0)
@maxValue(1000)
param alwaysReadyHttpInstances int = 0

@description('Whether instances are spread over the availability zones of the region.')
param zoneRedundant bool = false

@description('The resource id of the subnet for the app\'s outbound traffic; empty for none.')
param virtualNetworkSubnetResourceId string = ''

@description('The origins of web pages that may call the app from a browser; none by default.')
param corsAllowedOrigins string[] = []

@description('The resource id of the app\'s identity.')
param identityResourceId string

@description('The URL of the container for the deployed package.')
param packageContainerUrl string

@description('The Log Analytics workspace that receives logs and metrics.')
param workspaceResourceId string

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

  // Deployment with a password is off.
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

@description('The name of the function app.')
output name string = app.name

@description('The resource id of the function app.')
output resourceId string = app.id

@description('The host name of the app.')
output defaultHostname string = app.properties.defaultHostName

@description('The URL of the API.')
output apiUrl string = 'https://${app.properties.defaultHostName}/api'
