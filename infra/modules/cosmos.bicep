// The account, its database, and the containers in ../cosmos-containers.json. The code reads the same file.

import { lockType } from '../types.bicep'

@description('The name of the Cosmos DB account.')
@minLength(3)
@maxLength(44)
param name string

@description('The region. It is the only write region.')
param location string = resourceGroup().location

@description('Tags of the account.')
param tags object = {}

@description('Whether copies are spread over the availability zones of the region.')
param zoneRedundant bool = false

@description('Whether the account can be reached over the internet, with an identity, or only by private endpoints.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('How far back the data can be restored, to any second.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string = 'Continuous30Days'

@description('Containers with throughput of their own: the name and the maximum request units a second, in steps of a thousand. Other containers share the database\'s throughput. A container cannot change between the two later.')
param containerMaxThroughput object

@description('The maximum request units a second that containers without throughput of their own share, in steps of a thousand.')
@minValue(1000)
param sharedMaxThroughput int = 1000

@description('The name of the app\'s identity. It must exist.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('A lock on the account.')
param lock lockType = { kind: 'None' }

@description('The Log Analytics workspace that receives logs and metrics.')
param workspaceResourceId string

var layout = loadJsonContent('../cosmos-containers.json')

// The role reads and writes documents, queries, and reads the change feed. It creates no containers. It is a data plane
// role, so its id has another form.
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
    // An instance must read what another wrote; under a weaker level it could refuse points that exist. The bounds are
    // the lowest that an account with more read regions allows, so a region can be added.
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
        // With -1, only documents that set the seconds of their lives expire. Null: no document expires.
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
    // Data plane paths use dbs, not sqlDatabases.
    scope: '${account.id}/dbs/${database.name}'
  }
}

// Logs changes of the account, and its metrics. A log of every request would be too large; the app measures requests.
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

@description('The endpoint of the account.')
output endpoint string = account.properties.documentEndpoint

@description('The name of the database.')
output databaseName string = database.name
