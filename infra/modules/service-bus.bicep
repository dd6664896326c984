// The namespace, and the queues in ../service-bus-entities.json. The one-machine host reads the same file.

import { lockType } from '../types.bicep'

@description('The name of the Service Bus namespace.')
@minLength(6)
@maxLength(50)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of the namespace.')
param tags object = {}

@description('Standard charges each operation; Premium has capacity of its own and private endpoints.')
@allowed(['Standard', 'Premium'])
param skuName string = 'Standard'

@description('The number of messaging units of a Premium namespace.')
@allowed([1, 2, 4, 8, 16])
param capacity int = 1

@description('Whether the namespace can be reached over the internet, with an identity, or only by private endpoints.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('The maximum size of each queue in MB. A full queue refuses messages.')
@allowed([1024, 2048, 3072, 4096, 5120])
param maxQueueSizeInMegabytes int = 5120

@description('The name of the app\'s identity. It must exist.')
@minLength(3)
@maxLength(128)
param appIdentityName string

@description('The object ids of the merchants\' identities that post to merchant-events.')
param merchantSenders string[] = []

@description('A lock on the namespace.')
param lock lockType = { kind: 'None' }

@description('The Log Analytics workspace that receives logs and metrics.')
param workspaceResourceId string

var entities = loadJsonContent('../service-bus-entities.json')

// The queues that the app sends to: flows of points, chunks of wallets, notices. Only merchants send to
// merchant-events.
var sentToByApp = ['settlement', 'wallet-expiry', 'notices']

// The role sends to the queue it is assigned on.
var serviceBusDataSenderRoleId = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'

// The role receives from the queue it is assigned on, and reads the queue's properties. Scaling needs no more: the
// platform reads the number of waiting messages with the app's identity, and this role includes
// Microsoft.ServiceBus/*/queues/read. Only shared access policies need Manage for it, and there are none. If the read
// were refused, the app would scale by the age of the oldest message. So the app does not get Data Owner.
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
      // Messages do not expire. If a sender sets an expiry, the expired message is kept as a dead letter.
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
      description: 'This queue triggers the app, and its length scales it.'
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

@description('The host name of the namespace, for clients.')
output fullyQualifiedNamespace string = replace(
  replace(namespace.properties.serviceBusEndpoint, 'https://', ''),
  ':443/',
  ''
)

@description('The names of the queues.')
output queueNames string[] = [for queue in entities.queues: queue.name]
