// Alerts on metrics of the services: dead letters, and requests that Cosmos DB refuses.

@description('The prefix of every alert\'s name.')
@minLength(1)
@maxLength(60)
param name string

@description('Tags of all resources in this module.')
param tags object = {}

@description('The Service Bus namespace.')
param serviceBusResourceId string

@description('The queues whose dead letters are counted.')
@minLength(1)
param queueNames string[]

@description('The Cosmos DB account.')
param cosmosResourceId string

@description('The number of requests in five minutes that Cosmos DB may throttle without an alert. Single ones are normal; the SDK retries them.')
@minValue(0)
param throttledRequestsMax int = 500

@description('The resource id of the action group that is notified.')
param actionGroupResourceId string

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A queue has dead letters. An operator must look at each.'
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
          // Each queue raises a separate alert.
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
    description: 'Cosmos DB throttles requests: a container needs more throughput, or one partition gets too many requests.'
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
