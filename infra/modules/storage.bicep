// The storage of the Functions host: the deployed package, timer leases, the host's own records. It holds no business
// data, so nothing is locked or kept for long. Files that may not change are in another account (archive.bicep).

@description('The name of the storage account.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of the account.')
param tags object = {}

@description('The redundancy of the storage: how many copies, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param skuName string = 'Standard_LRS'

@description('Whether the account can be reached over the internet, with an identity, or only by private endpoints.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('The name of the container for the deployed package.')
@minLength(3)
@maxLength(63)
param packageContainerName string = 'app-package'

@description('How many days deleted packages can be restored.')
@minValue(1)
@maxValue(365)
param deletedBlobsRetentionInDays int = 7

@description('The name of the app\'s identity. It must exist.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('The Log Analytics workspace that receives logs and metrics.')
param workspaceResourceId string

// The role that Azure's documentation names for the host: it creates its containers, takes leases and reads the
// package.
var storageBlobDataOwnerRoleId = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

// The host stores its diagnostic events in a table.
var storageTableDataContributorRoleId = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

// The app gets no role for queues: only blob and queue triggers on this storage need one, and the app has none.
var hostRoles = [
  {
    roleId: storageBlobDataOwnerRoleId
    why: 'The Functions host keeps leases, keys and the deployed package in blobs.'
  }
  {
    roleId: storageTableDataContributorRoleId
    why: 'The Functions host keeps its diagnostic events in a table.'
  }
]

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: skuName
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'None'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: deletedBlobsRetentionInDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: deletedBlobsRetentionInDays
    }
  }
}

resource packageContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: packageContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource hostUsesStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostRoles: {
    name: guid(account.id, appIdentity.id, role.roleId)
    scope: account
    properties: {
      description: role.why
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.roleId)
    }
  }
]

// Sends metrics only: the host renews leases every few seconds, and logs of that would cost more than they are worth.
resource accountDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: account
  properties: {
    workspaceId: workspaceResourceId
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('The name of the account.')
output name string = account.name

@description('The resource id of the account.')
output resourceId string = account.id

@description('The blob endpoint of the account.')
output primaryBlobEndpoint string = account.properties.primaryEndpoints.blob

@description('The queue endpoint of the account.')
output primaryQueueEndpoint string = account.properties.primaryEndpoints.queue

@description('The table endpoint of the account.')
output primaryTableEndpoint string = account.properties.primaryEndpoints.table

@description('The URL of the container for the deployed package.')
output packageContainerUrl string = '${account.properties.primaryEndpoints.blob}${packageContainer.name}'
