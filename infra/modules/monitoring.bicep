// One workspace for logs, metrics and traces, and an Application Insights component that uses it.

import { lockType } from '../types.bicep'

@description('The name of the Log Analytics workspace.')
@minLength(4)
@maxLength(63)
param name string

@description('The name of the Application Insights component.')
@minLength(1)
@maxLength(260)
param applicationInsightsName string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of both resources.')
param tags object = {}

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param retentionInDays int = 90

@description('The maximum GB that the workspace stores a day; 0 for no limit.')
@minValue(0)
param dailyQuotaGB int = 0

@description('The name of the app\'s identity. It must exist.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('Whether addresses are removed from request records before they are stored. The rule for it must exist first: deploy once without it, then with it.')
param redactRequests bool = false

@description('A lock on the workspace.')
param lock lockType = { kind: 'None' }

var redactionName = 'dcr-${name}'

// The role sends telemetry to the component it is assigned on, and reads nothing.
var monitoringMetricsPublisherRoleId = '3913510d-42f4-4e42-8a64-420c390055eb'

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionInDays
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGB == 0 ? -1 : dailyQuotaGB
    }
    defaultDataCollectionRuleResourceId: redactRequests
      ? resourceId('Microsoft.Insights/dataCollectionRules', redactionName)
      : null
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

// The Functions host records the address of each request. Addresses contain members' ids and vouchers' codes. The app's
// own spans contain the route instead.
resource redaction 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: redactionName
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    dataSources: {}
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspace.id
        }
      ]
    }
    dataFlows: [
      {
        streams: ['Microsoft-Table-AppRequests']
        destinations: ['workspace']
        transformKql: 'source | extend Url = ""'
      }
    ]
  }
}

// The component has no diagnostic setting: it would send a second copy of the telemetry to the same workspace.
resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

resource appPublishesTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, appIdentity.id, monitoringMetricsPublisherRoleId)
  scope: applicationInsights
  properties: {
    description: 'The app sends its telemetry with its identity; keys are off.'
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      monitoringMetricsPublisherRoleId
    )
  }
}

// The workspace stores a log of its own queries.
resource workspaceDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: workspace
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

resource workspaceLock 'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {
  name: lock.?name ?? '${name}-lock'
  scope: workspace
  properties: {
    level: lock.kind
    notes: 'What happened, and who did it.'
  }
}

@description('The name of the workspace.')
output name string = workspace.name

@description('The resource id of the workspace.')
output resourceId string = workspace.id

@description('The name of the Application Insights component.')
output applicationInsightsName string = applicationInsights.name

@description('The resource id of the Application Insights component.')
output applicationInsightsResourceId string = applicationInsights.id
