// Asks the API from elsewhere whether it is ready, and tells when it is not.

@description('The name of the test and of its alert.')
@minLength(1)
@maxLength(64)
param name string

@description('The region of the Application Insights component.')
param location string = resourceGroup().location

@description('Tags of both.')
param tags object = {}

@description('The Application Insights component that the test belongs to.')
param applicationInsightsResourceId string

@description('What is asked; 200 is the answer that counts.')
param url string

@description('Where in the world it is asked from, as availability tests name places.')
@minLength(1)
param locations string[]

@description('Who is told.')
param actionGroupResourceId string

resource healthTest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  // By this tag the portal finds the component.
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
