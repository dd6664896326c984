// The monthly cost budget of the resource group. It sends notifications and stops nothing.

@description('The name of the budget.')
@minLength(1)
@maxLength(63)
param name string

@description('The monthly budget, in the currency of the subscription.')
@minValue(1)
param monthlyLimit int

@description('The first day of the month in which the budget began.')
@minLength(10)
@maxLength(10)
param startDate string

@description('The resource id of the action group that is notified.')
param actionGroupResourceId string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: monthlyLimit
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: startDate
    }
    notifications: {
      most: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: []
        contactGroups: [actionGroupResourceId]
      }
      all: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: []
        contactGroups: [actionGroupResourceId]
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: []
        contactGroups: [actionGroupResourceId]
      }
    }
  }
}

@description('The name of the budget.')
output name string = budget.name

@description('The resource id of the budget.')
output resourceId string = budget.id
