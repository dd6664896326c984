// The recipients of alerts.

@description('The name of the group.')
@minLength(1)
@maxLength(60)
param name string

@description('Tags of the group.')
param tags object = {}

@description('The email addresses that receive alerts. With none, alerts are only shown in the portal.')
param emails string[] = []

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'Global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'points'
    emailReceivers: [
      for (email, index) in emails: {
        name: 'email-${index}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('The resource id of the group.')
output resourceId string = actionGroup.id

@description('The name of the group.')
output name string = actionGroup.name
