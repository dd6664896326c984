// What the services measure and somebody must look at: dead letters, and requests that are turned away.

@description('The beginning of every alert\'s name.')
@minLength(1)
@maxLength(60)
param name string

@description('Tags of everything here.')
param tags object = {}

@description('The Service Bus namespace.')
param serviceBusResourceId string

@description('The queues whose dead letters are counted.')
@minLength(1)
param queueNames string[]

@description('The Cosmos DB account.')
param cosmosResourceId string

@description('Requests in five minutes that Cosmos DB may turn away. Single ones are normal, and the SDK sends them again.')
@minValue(0)
param throttledRequestsMax int = 500

@description('The resource id of the group that is told.')
param actionGroupResourceId string

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A queue has messages that could not be taken. Somebody must look at each.'
    severity: 1
    enabled: true
    scopes: [serviceBusResourceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          // Each queue is an alert of its own.
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: queueNames
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroupResourceId
      }
    ]
  }
}

resource throttledRequests 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-throttled-requests'
  location: 'global'
  tags: tags
  properties: {
    description: 'Cosmos DB turns requests away: a container needs more throughput, or one partition gets too many requests.'
    severity: 2
    enabled: true
    scopes: [cosmosResourceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'TotalRequests'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: throttledRequestsMax
          dimensions: [
            {
              name: 'StatusCode'
              operator: 'Include'
              values: ['429']
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroupResourceId
      }
    ]
  }
}

@description('The resource ids of the alerts.')
output resourceIds string[] = [deadLetters.id, throttledRequests.id]
