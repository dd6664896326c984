// Checks from other places whether the API is ready, and raises an alert when it is not.

@description('The name of the test and of its alert.')
@minLength(1)
@maxLength(64)
param name string

@description('The region of the Application Insights component.')
param location string = resourceGroup().location

@description('Tags of both resources.')
param tags object = {}

@description('The Application Insights component that the test belongs to.')
param applicationInsightsResourceId string

@description('The URL to check. Only status 200 passes.')
param url string

@description('The locations that the test runs from, by the names that Azure uses.')
@minLength(1)
param locations string[]

@description('The resource id of the action group that is notified.')
param actionGroupResourceId string

resource healthTest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  // The portal finds the component by this tag.
  tags: union(tags, { 'hidden-link:${applicationInsightsResourceId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: name
    Name: name
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      for place in locations: {
        Id: place
      }
    ]
    Request: {
      HttpVerb: 'GET'
      RequestUrl: url
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource unhealthy 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    description: 'The API, or something that it depends on, does not answer, seen from several places.'
    severity: 0
    enabled: true
    scopes: [healthTest.id, applicationInsightsResourceId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: healthTest.id
      componentId: applicationInsightsResourceId
      failedLocationCount: min(2, length(locations))
    }
    actions: [
      {
        actionGroupId: actionGroupResourceId
      }
    ]
  }
}

@description('The name of the test.')
output name string = healthTest.name

@description('The resource id of the test.')
output resourceId string = healthTest.id
