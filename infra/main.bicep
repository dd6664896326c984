// Points in one resource group: the function app and everything it uses. The templates contain no secret, take none as
// a parameter, and output none: the app reaches services with its identity, and the services' own keys are off.

targetScope = 'resourceGroup'

@description('The name of the environment, such as dev or prod: letters, digits and hyphens. Names and tags have it.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('The region. It must support Flex Consumption.')
param location string = resourceGroup().location

@description('Tags of all resources.')
param tags object = {}

@description('The OpenID Connect issuer whose tokens are accepted. Its discovery document is at a path below this URL.')
@minLength(1)
param authAuthority string

@description('The audience that tokens must have.')
@minLength(1)
param authAudience string

@description('The audience of tokens on messages of the queue merchant-events. It differs from authAudience.')
@minLength(1)
param authQueueAudience string = 'merchant-events'

@description('The longest life of a token in minutes, from its issue to its end. On messages it is an hour at most.')
@minValue(1)
@maxValue(10080)
param authTokenMinutesMax int = 1440

@description('The claim of a token that lists the roles.')
param authRolesClaim string = 'roles'

@description('What the identity provider calls roles, such as support=Points.Helpdesk; empty for their own names.')
param authRoleNames string = ''

// An operator stores its key as the secret sms-gateway-key.
@description('The URL of the SMS gateway, https only; empty for none.')
param smsGatewayUrl string = ''

// An operator stores its key as the secret push-gateway-key.
@description('The URL of the app push gateway, https only; empty for none.')
param pushGatewayUrl string = ''

@description('The OTLP endpoint that receives telemetry in addition to Application Insights; empty for none.')
param otlpEndpoint string = ''

@description('The OTLP protocol.')
@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'

@description('Whether the OTLP headers, usually with the key of the collector, are the secret otlp-headers.')
param otlpHeaders bool = false

@description('The origins of web pages that may call the API from a browser; none by default.')
param corsAllowedOrigins string[] = []

@description('The memory of an instance in MB. It also sets the share of processor and network.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The maximum number of instances, over all functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

// With zones the platform always keeps two ready for every function, and charges for them.
@description('The number of instances that are always ready for HTTP requests.')
@minValue(0)
@maxValue(1000)
param alwaysReadyHttpInstances int = 0

// A tenth of it is always charged.
@description('The maximum request units a second of the container wallets, in steps of a thousand.')
@minValue(1000)
@maxValue(1000000)
param walletsMaxThroughput int = 1000

@description('The maximum request units a second that the other containers share, in steps of a thousand.')
@minValue(1000)
@maxValue(1000000)
param otherContainersMaxThroughput int = 1000

// This is decided when a container is created and cannot change later.
@description('Further containers with throughput of their own, by name.')
param ownContainersMaxThroughput object = {}

// A restore creates a new account.
@description('The name of the Cosmos DB account, if it differs from the name derived from the environment.')
@maxLength(44)
param cosmosAccountName string = ''

@description('How far back the data can be restored, to any second.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param cosmosBackupTier string = 'Continuous7Days'

// Private networking always uses Premium.
@description('Standard charges each operation; Premium has capacity of its own.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('The number of messaging units of a Premium namespace.')
@allowed([1, 2, 4, 8, 16])
param serviceBusMessagingUnits int = 1

@description('The object ids of the merchants\' identities that may post to the queue merchant-events.')
param merchantSenders string[] = []

@description('Whether instances and copies are spread over the availability zones of the region.')
param zoneRedundant bool = false

// The API stays public.
@description('Whether data, messages, files and keys can be reached only by private endpoints.')
param privateNetworking bool = false

@description('The address range of the private network, a /16 to a /23.')
@minLength(9)
@maxLength(18)
param networkAddressPrefix string = '10.20.0.0/22'

@description('Whether resources that hold data are locked against deletion.')
param locks bool = false

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('The maximum GB of logs that are stored a day; 0 for no limit. Alerts do not see logs above the limit.')
@minValue(0)
param logDailyQuotaGB int = 0

// Deploy once without it, then with it.
@description('Whether ids of members and codes of vouchers are removed from stored request records of the host.')
param redactRequests bool = false

@description('How many days files in the archive can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param archiveImmutabilityDays int = 1

// Nobody can then shorten or end it, and the lock cannot be undone. Deploy once without it, then with it.
@description('Whether this period is locked.')
param lockArchiveImmutability bool = false

@description('The email addresses that receive alerts; none by default.')
param alertEmails string[] = []

@description('The locations of the availability test, by the names that Azure uses; none by default.')
param availabilityTestLocations string[] = []

// The recipients of alerts are notified at 80 and 100 percent.
@description('The monthly cost budget, in the currency of the subscription; 0 for none.')
@minValue(0)
param monthlyCostLimit int = 0

// A cost budget needs it, and it cannot be changed later.
@description('The first day of the month of the first deployment, such as 2027-01-01.')
@maxLength(10)
param costBudgetStartDate string = ''

@description('The object id of the person or group that may set keys in the key vault; empty for none.')
param operatorPrincipalId string = ''

@description('The type of the operator principal.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

var suffix = uniqueString(resourceGroup().id, environmentName)
var allTags = union({ workload: 'points', environment: environmentName, 'azd-env-name': environmentName }, tags)

// The abbreviations are those of the Cloud Adoption Framework. All names are known before the deployment, so a what-if
// shows all changes that the modules make.
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

// These zones resolve the public names of the services to their private endpoints.
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
  // The host reads its package through the private endpoints.
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
    authQueueAudience: authQueueAudience
    authTokenMinutesMax: authTokenMinutesMax
    authRolesClaim: authRolesClaim
    authRoleNames: authRoleNames
    smsGatewayUrl: smsGatewayUrl
    pushGatewayUrl: pushGatewayUrl
    restoreDays: cosmosBackupTier == 'Continuous7Days' ? 7 : 30
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
    // Answers 503 if a dependency of the app does not answer.
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

@description('The name of the key vault for the keys of the app and of the gateways.')
output keyVaultName string = keyVault.outputs.name

@description('The endpoint of Cosmos DB.')
output cosmosEndpoint string = cosmos.outputs.endpoint

@description('The host name of the Service Bus namespace that merchants post to.')
output serviceBusNamespace string = serviceBus.outputs.fullyQualifiedNamespace

@description('The blob endpoint of the archive.')
output archiveBlobEndpoint string = archive.outputs.primaryBlobEndpoint

@description('The client id of the app\'s identity.')
output identityClientId string = identity.outputs.clientId

@description('The name of the Log Analytics workspace.')
output logAnalyticsWorkspaceName string = monitoring.outputs.name

@description('The resource group, under the name that azd expects.')
output AZURE_RESOURCE_GROUP string = resourceGroup().name

@description('The region, under the name that azd expects.')
output AZURE_LOCATION string = location

@description('The name of the function app, under the name that azd expects.')
output SERVICE_API_NAME string = functions.outputs.name

@description('The URL of the API, under the name that azd expects.')
output SERVICE_API_ENDPOINT string = functions.outputs.apiUrl
