// The network in which the app reaches its services when they are closed to the internet.

@description('The name of the virtual network.')
@minLength(2)
@maxLength(64)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of all resources in this module.')
param tags object = {}

@description('The address range of the network, a /16 to a /23. The app and the endpoints use a /24 each.')
@minLength(9)
@maxLength(18)
param addressPrefix string = '10.20.0.0/22'

@description('The Log Analytics workspace that receives logs and metrics.')
param workspaceResourceId string

// The default rules of every group allow traffic within the network and block traffic from the internet.
resource appSecurity 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-app'
  location: location
  tags: tags
  properties: {
    securityRules: []
  }
}

resource endpointsSecurity 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-${name}-endpoints'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'app-only'
        properties: {
          description: 'Only the app may reach the endpoints.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: cidrSubnet(addressPrefix, 24, 0)
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'nobody-else'
        properties: {
          description: 'To allow others, add a rule before this one.'
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    // The subnets are listed in the network: as separate resources, their creations would conflict.
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 0)
          networkSecurityGroup: {
            id: appSecurity.id
          }
          // Flex Consumption requires this delegation.
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 1)
          networkSecurityGroup: {
            id: endpointsSecurity.id
          }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource appSubnet 'subnets' existing = {
    name: 'app'
  }

  resource endpointsSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource networkDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-diagnostics'
  scope: network
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

resource appSecurityDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${appSecurity.name}-diagnostics'
  scope: appSecurity
  properties: {
    workspaceId: workspaceResourceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource endpointsSecurityDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${endpointsSecurity.name}-diagnostics'
  scope: endpointsSecurity
  properties: {
    workspaceId: workspaceResourceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

@description('The name of the network.')
output name string = network.name

@description('The resource id of the network.')
output resourceId string = network.id

@description('The resource id of the subnet for the app\'s outbound traffic.')
output appSubnetResourceId string = network::appSubnet.id

@description('The resource id of the subnet for private endpoints.')
output endpointsSubnetResourceId string = network::endpointsSubnet.id
