// Types of parameters that several modules use.

@export()
@description('A lock on a resource.')
type lockType = {
  @description('What the lock forbids.')
  kind: 'CanNotDelete' | 'ReadOnly' | 'None'

  @description('The name of the lock; derived from the resource\'s name by default.')
  name: string?
}

@export()
@description('A private endpoint of a resource.')
type privateEndpointType = {
  @description('The name of the endpoint.')
  name: string

  @description('The id of the resource behind the endpoint.')
  serviceResourceId: string

  @description('The service of the resource, such as blob.')
  groupId: string

  @description('The private DNS zone that resolves the public name of the resource.')
  privateDnsZoneName: string
}
