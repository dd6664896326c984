// The app's only identity. The module of each resource assigns the roles that this identity needs on it.

@description('The name of the identity.')
@minLength(3)
@maxLength(128)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('Tags of the identity.')
param tags object = {}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('The name of the identity.')
output name string = identity.name

@description('The resource id of the identity.')
output resourceId string = identity.id

@description('The object id of the identity, to which roles are assigned.')
output principalId string = identity.properties.principalId

@description('The client id of the identity, by which the app asks for tokens.')
output clientId string = identity.properties.clientId
