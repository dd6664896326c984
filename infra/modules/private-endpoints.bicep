// The private endpoints of the services, and the DNS zones that resolve their names within the network.

import { privateEndpointType } from '../types.bicep'

@description('The endpoints to create.')
@minLength(1)
param endpoints privateEndpointType[]

@description('The private DNS zones of the endpoints, without duplicates.')
@minLength(1)
param privateDnsZoneNames string[]

@description('The region.')
param location string = resourceGroup().location

@description('Tags of all resources in this module.')
param tags object = {}

@description('The network in which the names are resolved.')
param virtualNetworkResourceId string

@description('The subnet that gives the endpoints their addresses.')
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
