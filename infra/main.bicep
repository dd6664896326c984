// Points in one resource group: the function app and everything it uses. No secret is in here, none is asked for, and none
// comes out: services are reached by the app's identity, and keys of theirs are off.

targetScope = 'resourceGroup'

@description('The name of the environment, such as dev or prod: letters, digits and hyphens. It is in names and tags.')
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

@description('How it goes there.')
@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'

@description('Whether the key vault has headers for it, as the secret otlp-headers: a collector\'s key, mostly.')
param otlpHeaders bool = false

@description('Origins of web pages that may call the API from a browser; none by default.')
param corsAllowedOrigins string[] = []

@description('Memory of an instance, and with it processor and network.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances at most, over all functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that are always ready for HTTP requests. With zones the platform keeps two ready for every function anyway, and they are paid for.')
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

@description('The name of the Cosmos DB account, where it is another than what follows from the environment: after a restore, which makes a new one.')
@maxLength(44)
param cosmosAccountName string = ''

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

@description('Whether members\' ids and vouchers\' codes are taken out of the host\'s records of requests before they are stored. Deploy once without, then with it.')
param redactRequests bool = false

@description('How many days files of the archive can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param archiveImmutabilityDays int = 1

@description('Whether that is locked: then nobody can shorten or end it, and there is no way back. Deploy once without, then with it.')
param lockArchiveImmutability bool = false

@description('Who is told when something is wrong; nobody by default.')
param alertEmails string[] = []

@description('Where in the world the API is asked whether it is ready, as availability tests name places; nowhere by default.')
param availabilityTestLocations string[] = []

@description('What a month may cost, in the currency of the subscription; 0 for no budget. Those who get alerts are told at 80 and 100 percent.')
@minValue(0)
param monthlyCostLimit int = 0

@description('The first day of the month in which the environment is first deployed, such as 2027-01-01. A cost budget is made only with it, and it cannot be changed later.')
@maxLength(10)
param costBudgetStartDate string = ''

@description('The object id of the person or group that may set the gateways\' keys in the key vault; empty for nobody.')
param operatorPrincipalId string = ''

@description('What the operator is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

var suffix = uniqueString(resourceGroup().id, environmentName)
var allTags = union({ workload: 'points', environment: environmentName, 'azd-env-name': environmentName }, tags)

// Abbreviations as the Cloud Adoption Framework has them. All names are known before anything is deployed, so that a what-if
// shows in full what modules do.
var names = {
  identity: 'id-points-${environmentName}-${suffix}'
  workspace: 'log-points-${environmentName}-${suffix}'
  applicationInsights: 'appi-points-${environmentName}-${suffix}'
  hostStorage: 'sthost${suffix}'
  archiveStorage: 'starchive${suffix}'
  cosmos: empty(cosmosAccountName) ? toLower('cosmos-points-${environmentName}-${suffix}') : cosmosAccountName
  serviceBus: 'sbns-points-${environmentName}-${suffix}'
  keyVault: 'kv-points-${suffix}'
  network: 'vnet-points-${environmentName}-${suffix}'
  plan: 'asp-points-${environmentName}-${suffix}'
  functionApp: 'func-points-${environmentName}-${suffix}'
  alerts: 'points-${environmentName}'
  costBudget: 'budget-points-${environmentName}'
}

var dataLock = { kind: locks ? 'CanNotDelete' : 'None' }
var publicNetworkAccess = privateNetworking ? 'Disabled' : 'Enabled'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: names.identity
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: names.workspace
    applicationInsightsName: names.applicationInsights
    location: location
    tags: allTags
    retentionInDays: logRetentionDays
    dailyQuotaGB: logDailyQuotaGB
    redactRequests: redactRequests
    appIdentityName: names.identity
    lock: dataLock
  }
  dependsOn: [identity]
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: names.hostStorage
    location: location
    tags: allTags
    skuName: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    publicNetworkAccess: publicNetworkAccess
    appIdentityName: names.identity
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module archive 'modules/archive.bicep' = {
  name: 'archive'
  params: {
    name: names.archiveStorage
    location: location
    tags: allTags
    skuName: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    publicNetworkAccess: publicNetworkAccess
    immutabilityPeriodInDays: archiveImmutabilityDays
    lockImmutability: lockArchiveImmutability
    appIdentityName: names.identity
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  params: {
    name: names.cosmos
    location: location
    tags: allTags
    zoneRedundant: zoneRedundant
    publicNetworkAccess: publicNetworkAccess
    backupTier: cosmosBackupTier
    containerMaxThroughput: union(ownContainersMaxThroughput, { wallets: walletsMaxThroughput })
    sharedMaxThroughput: otherContainersMaxThroughput
    appIdentityName: names.identity
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  params: {
    name: names.serviceBus
    location: location
    tags: allTags
    // Only a Premium namespace has private endpoints.
    skuName: privateNetworking ? 'Premium' : serviceBusSku
    capacity: serviceBusMessagingUnits
    publicNetworkAccess: publicNetworkAccess
    appIdentityName: names.identity
    merchantSenders: merchantSenders
    lock: dataLock
    workspaceResourceId: monitoring.outputs.resourceId
  }
  dependsOn: [identity]
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: names.keyVault
    location: location
    tags: allTags
    publicNetworkAccess: publicNetworkAccess
    appIdentityName: names.identity
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
    name: names.network
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
    workspaceResourceId: monitoring.outputs.resourceId
  }
}

// By these zones the public names of the services lead to their private endpoints.
var zones = {
  cosmos: 'privatelink.documents.azure.com'
  serviceBus: 'privatelink.servicebus.windows.net'
  keyVault: 'privatelink.vaultcore.azure.net'
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetworking) {
  name: 'private-endpoints'
  params: {
    location: location
    tags: allTags
    virtualNetworkResourceId: network!.outputs.resourceId
    subnetResourceId: network!.outputs.endpointsSubnetResourceId
    privateDnsZoneNames: [zones.cosmos, zones.serviceBus, zones.keyVault, zones.blob, zones.queue, zones.table]
    endpoints: [
      {
        name: 'pep-${names.cosmos}'
        serviceResourceId: cosmos.outputs.resourceId
        groupId: 'Sql'
        privateDnsZoneName: zones.cosmos
      }
      {
        name: 'pep-${names.serviceBus}'
        serviceResourceId: serviceBus.outputs.resourceId
        groupId: 'namespace'
        privateDnsZoneName: zones.serviceBus
      }
      {
        name: 'pep-${names.keyVault}'
        serviceResourceId: keyVault.outputs.resourceId
        groupId: 'vault'
        privateDnsZoneName: zones.keyVault
      }
      {
        name: 'pep-${names.archiveStorage}-blob'
        serviceResourceId: archive.outputs.resourceId
        groupId: 'blob'
        privateDnsZoneName: zones.blob
      }
      {
        name: 'pep-${names.hostStorage}-blob'
        serviceResourceId: storage.outputs.resourceId
        groupId: 'blob'
        privateDnsZoneName: zones.blob
      }
      {
        name: 'pep-${names.hostStorage}-queue'
        serviceResourceId: storage.outputs.resourceId
        groupId: 'queue'
        privateDnsZoneName: zones.queue
      }
      {
        name: 'pep-${names.hostStorage}-table'
        serviceResourceId: storage.outputs.resourceId
        groupId: 'table'
        privateDnsZoneName: zones.table
      }
    ]
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: names.functionApp
    planName: names.plan
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
    packageContainerUrl: storage.outputs.packageContainerUrl
    workspaceResourceId: monitoring.outputs.resourceId
  }
  // The host reads its package through them.
  dependsOn: [privateEndpoints]
}

module appSettings 'modules/app-settings.bicep' = {
  name: 'app-settings'
  params: {
    functionAppName: names.functionApp
    identityClientId: identity.outputs.clientId
    applicationInsightsName: names.applicationInsights
    storageBlobEndpoint: storage.outputs.primaryBlobEndpoint
    storageQueueEndpoint: storage.outputs.primaryQueueEndpoint
    storageTableEndpoint: storage.outputs.primaryTableEndpoint
    cosmosEndpoint: cosmos.outputs.endpoint
    serviceBusFullyQualifiedNamespace: serviceBus.outputs.fullyQualifiedNamespace
    archiveBlobEndpoint: archive.outputs.primaryBlobEndpoint
    keyVaultUri: keyVault.outputs.uri
    authAuthority: authAuthority
    authAudience: authAudience
    smsGatewayUrl: smsGatewayUrl
    pushGatewayUrl: pushGatewayUrl
    otlpEndpoint: otlpEndpoint
    otlpProtocol: otlpProtocol
    otlpHeaders: otlpHeaders
  }
  dependsOn: [functions]
}

module actionGroup 'modules/action-group.bicep' = {
  name: 'action-group'
  params: {
    name: 'ag-${names.alerts}'
    tags: allTags
    emails: alertEmails
  }
}

module logAlerts 'modules/log-alerts.bicep' = {
  name: 'log-alerts'
  params: {
    name: names.alerts
    location: location
    tags: allTags
    workspaceResourceId: monitoring.outputs.resourceId
    actionGroupResourceId: actionGroup.outputs.resourceId
  }
}

module metricAlerts 'modules/metric-alerts.bicep' = {
  name: 'metric-alerts'
  params: {
    name: names.alerts
    tags: allTags
    serviceBusResourceId: serviceBus.outputs.resourceId
    queueNames: serviceBus.outputs.queueNames
    cosmosResourceId: cosmos.outputs.resourceId
    actionGroupResourceId: actionGroup.outputs.resourceId
  }
}

module availability 'modules/availability.bicep' = if (!empty(availabilityTestLocations)) {
  name: 'availability'
  params: {
    name: '${names.alerts}-health'
    location: location
    tags: allTags
    applicationInsightsResourceId: monitoring.outputs.applicationInsightsResourceId
    // 503 where something does not answer that the app depends on.
    url: '${functions.outputs.apiUrl}/health/ready'
    locations: availabilityTestLocations
    actionGroupResourceId: actionGroup.outputs.resourceId
  }
}

module costBudget 'modules/cost-budget.bicep' = if (monthlyCostLimit > 0 && !empty(costBudgetStartDate)) {
  name: 'cost-budget'
  params: {
    name: names.costBudget
    monthlyLimit: max(monthlyCostLimit, 1)
    startDate: costBudgetStartDate
    actionGroupResourceId: actionGroup.outputs.resourceId
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
