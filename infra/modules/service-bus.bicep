// The namespace, and the queues of ../service-bus-entities.json, which the one-machine host reads too.

import { lockType } from '../types.bicep'

@description('The name of the Service Bus namespace.')
@minLength(6)
@maxLength(50)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of the namespace.')
param tags object = {}

@description('Standard is paid by operation; Premium has capacity of its own and private endpoints.')
@allowed(['Standard', 'Premium'])
param skuName string = 'Standard'

@description('Messaging units of a Premium namespace.')
@allowed([1, 2, 4, 8, 16])
param capacity int = 1

@description('Whether the namespace is reached over the internet, by identity; or by private endpoints only.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('How many MB of messages each queue holds before it refuses more.')
@allowed([1024, 2048, 3072, 4096, 5120])
param maxQueueSizeInMegabytes int = 5120

@description('The name of the app\'s identity, which is there already.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('Object ids of merchants\' identities, which post to merchant-events.')
param merchantSenders string[] = []

@description('A lock on the namespace.')
param lock lockType = { kind: 'None' }

@description('The Log Analytics workspace that takes logs and metrics.')
param workspaceResourceId string

var entities = loadJsonContent('../service-bus-entities.json')

// Where the app sends: flows of points, chunks of wallets, notices. Merchants send to merchant-events, and nobody else does.
var sentToByApp = ['settlement', 'wallet-expiry', 'notices']

// Sends to the queue on which it is granted.
var serviceBusDataSenderRoleId = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'

// Receives from the queue on which it is granted, and reads its properties. That is all that scaling needs: the platform asks
// for the number of waiting messages as the app's identity, and Microsoft.ServiceBus/*/queues/read is part of this role. Only
// shared access policies need Manage for it, and there are none. Were it refused, the app would scale by the age of the oldest
// message instead. So Data Owner is not granted.
var serviceBusDataReceiverRoleId = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: skuName
    tier: skuName
    capacity: skuName == 'Premium' ? capacity : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicNetworkAccess
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queue in entities.queues: {
    parent: namespace
    name: queue.name
    properties: {
      requiresSession: queue.requiresSession
      requiresDuplicateDetection: queue.requiresDuplicateDetection
      duplicateDetectionHistoryTimeWindow: any(queue).?duplicateDetectionHistoryTimeWindow ?? 'PT10M'
      lockDuration: queue.lockDuration
      maxDeliveryCount: queue.maxDeliveryCount
      maxSizeInMegabytes: maxQueueSizeInMegabytes
      // Messages wait as long as they must; one whose sender gave it an end is kept as a dead letter.
      deadLetteringOnMessageExpiration: true
    }
  }
]

resource appSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, index) in entities.queues: if (contains(sentToByApp, queue.name)) {
    name: guid(queues[index].id, appIdentity.id, serviceBusDataSenderRoleId)
    scope: queues[index]
    properties: {
      description: 'The app sends to this queue.'
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataSenderRoleId)
    }
  }
]

resource appReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, index) in entities.queues: {
    name: guid(queues[index].id, appIdentity.id, serviceBusDataReceiverRoleId)
    scope: queues[index]
    properties: {
      description: 'The app is triggered by this queue, and scaled by its length.'
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataReceiverRoleId)
    }
  }
]

resource merchantEvents 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = {
  parent: namespace
  name: 'merchant-events'
}

resource merchantsSend 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for merchant in merchantSenders: {
    name: guid(merchantEvents.id, merchant, serviceBusDataSenderRoleId)
    scope: merchantEvents
    properties: {
      description: 'A merchant posts purchases and refunds to this queue.'
      principalId: merchant
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataSenderRoleId)
    }
    dependsOn: [queues]
  }
]

resource namespaceDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: namespace
  properties: {
    workspaceId: workspaceResourceId
    logs: [
      {
        categoryGroup: 'allLogs'
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

resource namespaceLock 'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {
  name: lock.?name ?? '${name}-lock'
  scope: namespace
  properties: {
    level: lock.kind
    notes: 'Messages that wait, and dead letters.'
  }
}

@description('The name of the namespace.')
output name string = namespace.name

@description('The resource id of the namespace.')
output resourceId string = namespace.id

@description('The host name of the namespace, as clients know it.')
output fullyQualifiedNamespace string = replace(
  replace(namespace.properties.serviceBusEndpoint, 'https://', ''),
  ':443/',
  ''
)

@description('The names of the queues.')
output queueNames string[] = [for queue in entities.queues: queue.name]
