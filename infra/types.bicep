// Shapes of parameters that several modules take.

@export()
@description('A lock on a resource.')
type lockType = {
  @description('What the lock forbids.')
  kind: 'CanNotDelete' | 'ReadOnly' | 'None'

  @description('The name of the lock; made from the resource\'s name by default.')
  name: string?
}

@export()
@description('A private way into a resource.')
type privateEndpointType = {
  @description('The name of the endpoint.')
  name: string

  @description('The resource that it leads to.')
  serviceResourceId: string

  @description('Which of the resource\'s services it leads to, such as blob.')
  groupId: string

  @description('The private DNS zone in which the resource is found by its public name.')
  privateDnsZoneName: string
}
