// Files that are written once and may not change: statement lines and ledger anchors. The app writes each on condition
// that no such file exists. Version-level immutability covers the whole account: it protects every file from the moment
// it is written, an overwrite keeps the first version, and a template can lock it. Conditions and staged blocks work
// with it.

import { lockType } from '../types.bicep'

@description('The name of the storage account.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of the account.')
param tags object = {}

@description('The redundancy of the storage: how many copies, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param skuName string = 'Standard_LRS'

@description('Whether the account can be reached over the internet, with an identity, or only by private endpoints.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('The name of the container that the app writes to.')
@minLength(3)
@maxLength(63)
param containerName string = 'archive'

@description('How many days after it was written a file can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param immutabilityPeriodInDays int

@description('Whether the retention is locked. Then nobody, Microsoft included, can shorten or end it, or delete the account while it protects files. A lock cannot be undone. The first deployment of an account must be unlocked.')
param lockImmutability bool = false

@description('How many days a deleted container can be restored.')
@minValue(1)
@maxValue(365)
param deletedContainersRetentionInDays int = 30

@description('The name of the app\'s identity. It must exist.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('A lock on the account.')
param lock lockType = { kind: 'None' }

@description('The Log Analytics workspace that receives logs and metrics.')
param workspaceResourceId string

// The role reads and writes blobs. No built-in role writes without deleting; the retention prevents deleting.
var storageBlobDataContributorRoleId = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

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
    immutableStorageWithVersioning: {
      enabled: true
      immutabilityPolicy: {
        allowProtectedAppendWrites: false
        immutabilityPeriodSinceCreationInDays: immutabilityPeriodInDays
        state: lockImmutability ? 'Locked' : 'Unlocked'
      }
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // Version-level immutability needs versioning. Deleted blobs stay as versions, so soft delete of blobs is not
    // needed.
    isVersioningEnabled: true
    containerDeleteRetentionPolicy: {
      enabled: true
      days: deletedContainersRetentionInDays
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: containerName
  properties: {
    publicAccess: 'None'
  }
}

resource appWritesArchive 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, appIdentity.id, storageBlobDataContributorRoleId)
  scope: container
  properties: {
    description: 'The app writes each file once and reads it again.'
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      storageBlobDataContributorRoleId
    )
  }
}

// Logs writes and deletes, including failed ones. Reads fetch statements; the metrics count them.
resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: blobs
  properties: {
    workspaceId: workspaceResourceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
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
    notes: 'Statements and the anchors of the ledgers.'
  }
}

@description('The name of the account.')
output name string = account.name

@description('The resource id of the account.')
output resourceId string = account.id

@description('The blob endpoint of the account.')
output primaryBlobEndpoint string = account.properties.primaryEndpoints.blob

@description('The name of the container that the app writes to.')
output containerName string = container.name
