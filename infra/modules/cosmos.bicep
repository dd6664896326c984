// The account, its database, and the containers of ../cosmos-containers.json, which the code reads too.

import { lockType } from '../types.bicep'

@description('The name of the Cosmos DB account.')
@minLength(3)
@maxLength(44)
param name string

@description('The region; the only one that is written to.')
param location string = resourceGroup().location

@description('Tags of the account.')
param tags object = {}

@description('Whether copies are spread over the zones of the region.')
param zoneRedundant bool = false

@description('Whether the account is reached over the internet, by identity; or by private endpoints only.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('How far back the data can be restored to any second.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string = 'Continuous30Days'

@description('Containers with throughput of their own: by name, the request units a second up to which each scales, in thousands. Those that are not named share the database\'s. A container keeps the kind that it was created with.')
param containerMaxThroughput object

@description('Request units a second up to which the database scales for all containers that have none of their own, in thousands.')
@minValue(1000)
param sharedMaxThroughput int = 1000

@description('The name of the app\'s identity, which is there already.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('A lock on the account.')
param lock lockType = { kind: 'None' }

@description('The Log Analytics workspace that takes logs and metrics.')
param workspaceResourceId string

var layout = loadJsonContent('../cosmos-containers.json')

// Reads and writes documents, queries, reads the change feed; makes no containers. A role of the data plane, with an id of its own kind.
var cosmosBuiltInDataContributorRoleId = '00000000-0000-0000-0000-000000000002'

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: zoneRedundant
      }
    ]
    enableAutomaticFailover: false
    enableMultipleWriteLocations: false
    // What one instance wrote, another reads: no weaker level refuses points that are there. The bounds are the least that
    // an account with further read regions may have, so that one can be added.
    consistencyPolicy: {
      defaultConsistencyLevel: 'BoundedStaleness'
      maxStalenessPrefix: 100000
      maxIntervalInSeconds: 300
    }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: backupTier
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: publicNetworkAccess
    networkAclBypass: 'None'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: layout.database
  tags: tags
  properties: {
    resource: {
      id: layout.database
    }
    options: {
      autoscaleSettings: {
        maxThroughput: sharedMaxThroughput
      }
    }
  }
}

resource containers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for container in layout.containers: {
    parent: database
    name: container.name
    tags: tags
    properties: {
      resource: {
        id: container.name
        partitionKey: {
          kind: 'Hash'
          paths: [container.partitionKey]
          version: 2
        }
        indexingPolicy: container.indexingPolicy
        // No container has one now; where one says how many seconds documents live, or -1, it counts.
        defaultTtl: any(container).?defaultTtl
      }
      options: contains(containerMaxThroughput, container.name)
        ? {
            autoscaleSettings: {
              maxThroughput: containerMaxThroughput[container.name]
            }
          }
        : {}
    }
  }
]

resource appUsesDatabase 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(database.id, appIdentity.id, cosmosBuiltInDataContributorRoleId)
  properties: {
    principalId: appIdentity.properties.principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${cosmosBuiltInDataContributorRoleId}'
    // The data plane has paths of its own: dbs, not sqlDatabases.
    scope: '${account.id}/dbs/${database.name}'
  }
}

// Changes of the account and its metrics. Logs of single requests would be as many as the requests; the app measures them.
resource accountDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: account
  properties: {
    workspaceId: workspaceResourceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'ControlPlaneRequests'
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

resource accountLock 'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {
  name: lock.?name ?? '${name}-lock'
  scope: account
  properties: {
    level: lock.kind
    notes: 'The ledgers.'
  }
}

@description('The name of the account.')
output name string = account.name

@description('The resource id of the account.')
output resourceId string = account.id

@description('Where the account answers.')
output endpoint string = account.properties.documentEndpoint

@description('The name of the database.')
output databaseName string = database.name
