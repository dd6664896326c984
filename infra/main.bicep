// Points in one resource group: the function app and everything it uses. No secret is in here, none is asked for, and none
// comes out: services are reached by the app's identity, and keys of theirs are off.

targetScope = 'resourceGroup'

@description('The name of the environment, such as dev or prod: lower-case letters, digits and hyphens. It is in names and tags.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('The region, one that has Flex Consumption.')
param location string = resourceGroup().location

@description('Tags of everything.')
param tags object = {}

@description('The OpenID Connect issuer whose tokens count. Its discovery document is below it.')
@minLength(1)
param authAuthority string

@description('The audience that tokens must be for.')
@minLength(1)
param authAudience string

@description('The gateway for SMS, https only; empty for none. An operator sets its key as the secret sms-gateway-key.')
param smsGatewayUrl string = ''

@description('The gateway for app push, https only; empty for none. An operator sets its key as the secret push-gateway-key.')
param pushGatewayUrl string = ''

@description('Where OpenTelemetry goes in addition to Application Insights, by OTLP; empty for nowhere.')
param otlpEndpoint string = ''

@description('Origins of web pages that may call the API from a browser; none by default.')
param corsAllowedOrigins string[] = []

@description('Memory of an instance, and with it processor and network.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances at most, over all functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that are always ready for HTTP requests. Zones need two.')
@minValue(0)
@maxValue(1000)
param alwaysReadyHttpInstances int = 0

@description('Request units a second up to which the container wallets scales, in thousands. It never falls below a tenth, and that is paid for.')
@minValue(1000)
@maxValue(1000000)
param walletsMaxThroughput int = 1000

@description('Request units a second up to which the other containers scale together, in thousands.')
@minValue(1000)
@maxValue(1000000)
param otherContainersMaxThroughput int = 1000

@description('Further containers with throughput of their own, by name. Whether a container has its own is settled when it is created.')
param ownContainersMaxThroughput object = {}

@description('How far back the data can be restored to any second.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param cosmosBackupTier string = 'Continuous7Days'

@description('Standard is paid by operation; Premium has capacity of its own. Private networking makes it Premium.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('Messaging units of a Premium namespace.')
@allowed([1, 2, 4, 8, 16])
param serviceBusMessagingUnits int = 1

@description('Object ids of merchants\' identities, which may post to the queue merchant-events.')
param merchantSenders string[] = []

@description('Whether instances and copies are spread over the zones of the region.')
param zoneRedundant bool = false

@description('Whether data, messages, files and keys are closed to the internet and reached by private endpoints only. The API stays public.')
param privateNetworking bool = false

@description('Addresses of the private network, a /16 to a /23.')
@minLength(9)
@maxLength(18)
param networkAddressPrefix string = '10.20.0.0/22'

@description('Whether what holds data is locked against deletion.')
param locks bool = false

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of logs a day are taken at most; 0 for no bound. Alerts see nothing of what is not taken.')
@minValue(0)
param logDailyQuotaGB int = 0

@description('How many days files of the archive can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param archiveImmutabilityDays int = 1

@description('Whether that is locked: then nobody can shorten or end it, and there is no way back. Deploy once without, then with it.')
param lockArchiveImmutability bool = false

@description('Who is told when something is wrong; nobody by default.')
param alertEmails string[] = []

@description('Where in the world the API is asked whether it is alive, as availability tests name places; nowhere by default.')
param availabilityTestLocations string[] = []

@description('What a month may cost, in the currency of the subscription; 0 for no budget. Those who get alerts are told at 80 and 100 percent.')
@minValue(0)
param monthlyCostLimit int = 0

@description('The first day of the month in which that budget began. Give it again when deploying again, as a budget keeps its first day.')
@minLength(10)
@maxLength(10)
param costBudgetStartDate string = utcNow('yyyy-MM-01')

@description('The object id of the person or group that may set the gateways\' keys in the key vault; empty for nobody.')
param operatorPrincipalId string = ''

@description('What the operator is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

var suffix = uniqueString(resourceGroup().id, environmentName)
var allTags = union({ workload: 'points', environment: environmentName, 'azd-env-name': environmentName }, tags)

// Names that several modules know. As they are known before anything is deployed, a what-if shows what modules do in full.
var identityName = 'id-points-${environmentName}-${suffix}'
var applicationInsightsName = 'appi-points-${environmentName}-${suffix}'

var dataLock = { kind: locks ? 'CanNotDelete' : 'None' }
var publicNetworkAccess = privateNetworking ? 'Disabled' : 'Enabled'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: identityName
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: 'log-points-${environmentName}-${suffix}'
    applicationInsightsName: applicationInsightsName
    location: location
    tags: allTags
    retentionInDays: logRetentionDays
    dailyQuotaGB: logDailyQuotaGB
    appIdentityName: identityName
    lock: dataLock
  }
  dependsOn: [identity]
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: 'sthost${suffix}'
    location: location
    tags: allTags
    skuName: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    publicNetworkAccess: publicNetworkAccess
    appIdentityName: identityName
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module archive 'modules/archive.bicep' = {
  name: 'archive'
  params: {
    name: 'starchive${suffix}'
    location: location
    tags: allTags
    skuName: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    publicNetworkAccess: publicNetworkAccess
    immutabilityPeriodInDays: archiveImmutabilityDays
    lockImmutability: lockArchiveImmutability
    appIdentityName: identityName
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  params: {
    name: 'cosmos-points-${environmentName}-${suffix}'
    location: location
    tags: allTags
    zoneRedundant: zoneRedundant
    publicNetworkAccess: publicNetworkAccess
    backupTier: cosmosBackupTier
    containerMaxThroughput: union(ownContainersMaxThroughput, { wallets: walletsMaxThroughput })
    sharedMaxThroughput: otherContainersMaxThroughput
    appIdentityName: identityName
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  params: {
    name: 'sbns-points-${environmentName}-${suffix}'
    location: location
    tags: allTags
    // Only a Premium namespace has private endpoints.
    skuName: privateNetworking ? 'Premium' : serviceBusSku
    capacity: serviceBusMessagingUnits
    publicNetworkAccess: publicNetworkAccess
    appIdentityName: identityName
    merchantSenders: merchantSenders
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: 'kv-points-${suffix}'
    location: location
    tags: allTags
    publicNetworkAccess: publicNetworkAccess
    appIdentityName: identityName
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  params: {
    name: 'vnet-points-${environmentName}-${suffix}'
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
    workspaceResourceId: monitoring.outputs.resourceId
  }
}

var storageSuffix = environment().suffixes.storage

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetworking) {
  name: 'private-endpoints'
  params: {
    location: location
    tags: allTags
    virtualNetworkResourceId: network!.outputs.resourceId
    subnetResourceId: network!.outputs.endpointsSubnetResourceId
    endpoints: [
      {
        name: 'pep-${cosmos.outputs.name}'
        serviceResourceId: cosmos.outputs.resourceId
        groupId: 'Sql'
        privateDnsZoneName: 'privatelink.documents.azure.com'
      }
      {
        name: 'pep-${serviceBus.outputs.name}'
        serviceResourceId: serviceBus.outputs.resourceId
        groupId: 'namespace'
        privateDnsZoneName: 'privatelink.servicebus.windows.net'
      }
      {
        name: 'pep-${keyVault.outputs.name}'
        serviceResourceId: keyVault.outputs.resourceId
        groupId: 'vault'
        privateDnsZoneName: 'privatelink.vaultcore.azure.net'
      }
      {
        name: 'pep-${archive.outputs.name}-blob'
        serviceResourceId: archive.outputs.resourceId
        groupId: 'blob'
        privateDnsZoneName: 'privatelink.blob.${storageSuffix}'
      }
      {
        name: 'pep-${storage.outputs.name}-blob'
        serviceResourceId: storage.outputs.resourceId
        groupId: 'blob'
        privateDnsZoneName: 'privatelink.blob.${storageSuffix}'
      }
      {
        name: 'pep-${storage.outputs.name}-queue'
        serviceResourceId: storage.outputs.resourceId
        groupId: 'queue'
        privateDnsZoneName: 'privatelink.queue.${storageSuffix}'
      }
      {
        name: 'pep-${storage.outputs.name}-table'
        serviceResourceId: storage.outputs.resourceId
        groupId: 'table'
        privateDnsZoneName: 'privatelink.table.${storageSuffix}'
      }
    ]
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: 'func-points-${environmentName}-${suffix}'
    planName: 'asp-points-${environmentName}-${suffix}'
    location: location
    tags: allTags
    appTags: {
      'azd-service-name': 'api'
    }
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttpInstances: alwaysReadyHttpInstances
    zoneRedundant: zoneRedundant
    virtualNetworkSubnetResourceId: privateNetworking ? network!.outputs.appSubnetResourceId : ''
    corsAllowedOrigins: corsAllowedOrigins
    identityResourceId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    applicationInsightsName: applicationInsightsName
    storageBlobEndpoint: storage.outputs.primaryBlobEndpoint
    storageQueueEndpoint: storage.outputs.primaryQueueEndpoint
    storageTableEndpoint: storage.outputs.primaryTableEndpoint
    packageContainerUrl: storage.outputs.packageContainerUrl
    cosmosEndpoint: cosmos.outputs.endpoint
    serviceBusFullyQualifiedNamespace: serviceBus.outputs.fullyQualifiedNamespace
    archiveBlobEndpoint: archive.outputs.primaryBlobEndpoint
    keyVaultUri: keyVault.outputs.uri
    authAuthority: authAuthority
    authAudience: authAudience
    smsGatewayUrl: smsGatewayUrl
    pushGatewayUrl: pushGatewayUrl
    otlpEndpoint: otlpEndpoint
    workspaceResourceId: monitoring.outputs.resourceId
  }
  // The host reads its package through them.
  dependsOn: [privateEndpoints]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: 'points-${environmentName}'
    location: location
    tags: allTags
    emails: alertEmails
    workspaceResourceId: monitoring.outputs.resourceId
    serviceBusResourceId: serviceBus.outputs.resourceId
    queueNames: serviceBus.outputs.queueNames
    cosmosResourceId: cosmos.outputs.resourceId
    applicationInsightsResourceId: monitoring.outputs.applicationInsightsResourceId
    healthUrl: '${functions.outputs.apiUrl}/health'
    availabilityTestLocations: availabilityTestLocations
  }
}

module costBudget 'modules/cost-budget.bicep' = if (monthlyCostLimit > 0) {
  name: 'cost-budget'
  params: {
    name: 'budget-points-${environmentName}'
    monthlyLimit: max(monthlyCostLimit, 1)
    startDate: costBudgetStartDate
    actionGroupResourceId: alerts.outputs.actionGroupResourceId
  }
}

@description('The name of the function app.')
output functionAppName string = functions.outputs.name

@description('The URL of the API.')
output apiUrl string = functions.outputs.apiUrl

@description('The name of the key vault that the gateways\' keys belong in.')
output keyVaultName string = keyVault.outputs.name

@description('Where Cosmos DB answers.')
output cosmosEndpoint string = cosmos.outputs.endpoint

@description('The host name of the Service Bus namespace, to which merchants post.')
output serviceBusNamespace string = serviceBus.outputs.fullyQualifiedNamespace

@description('Where the archive\'s blobs are.')
output archiveBlobEndpoint string = archive.outputs.primaryBlobEndpoint

@description('The client id of the app\'s identity.')
output identityClientId string = identity.outputs.clientId

@description('The name of the Log Analytics workspace.')
output logAnalyticsWorkspaceName string = monitoring.outputs.name

@description('The resource group, as azd knows it.')
output AZURE_RESOURCE_GROUP string = resourceGroup().name

@description('The region, as azd knows it.')
output AZURE_LOCATION string = location

@description('The name of the function app, as azd knows it.')
output SERVICE_API_NAME string = functions.outputs.name

@description('The URL of the API, as azd knows it.')
output SERVICE_API_ENDPOINT string = functions.outputs.apiUrl
