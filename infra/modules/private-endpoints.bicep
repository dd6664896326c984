// Private ways into the services, and the names by which they are found from within the network.

import { privateEndpointType } from '../types.bicep'

@description('The endpoints to make.')
@minLength(1)
param endpoints privateEndpointType[]

@description('The private DNS zones of the endpoints, each once.')
@minLength(1)
param privateDnsZoneNames string[]

@description('The region.')
param location string = resourceGroup().location

@description('Tags of everything here.')
param tags object = {}

@description('The network from which the services are found.')
param virtualNetworkResourceId string

@description('The subnet in which the endpoints get their addresses.')
param subnetResourceId string

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zoneName in privateDnsZoneNames: {
    name: zoneName
    location: 'global'
    tags: tags
  }
]

resource zoneLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zoneName, index) in privateDnsZoneNames: {
    parent: zones[index]
    name: 'app-network'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: virtualNetworkResourceId
      }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2025-01-01' = [
  for endpoint in endpoints: {
    name: endpoint.name
    location: location
    tags: tags
    properties: {
      subnet: {
        id: subnetResourceId
      }
      customNetworkInterfaceName: 'nic-${endpoint.name}'
      privateLinkServiceConnections: [
        {
          name: endpoint.name
          properties: {
            privateLinkServiceId: endpoint.serviceResourceId
            groupIds: [endpoint.groupId]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = [
  for (endpoint, index) in endpoints: {
    parent: privateEndpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: replace(endpoint.privateDnsZoneName, '.', '-')
          properties: {
            privateDnsZoneId: zones[indexOf(privateDnsZoneNames, endpoint.privateDnsZoneName)].id
          }
        }
      ]
    }
    dependsOn: [zoneLinks]
  }
]

@description('The resource ids of the endpoints.')
output resourceIds string[] = [for (endpoint, index) in endpoints: privateEndpoints[index].id]
