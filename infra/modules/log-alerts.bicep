// What the app measures of itself, under names that begin with points, and somebody must look at.

@description('The beginning of every alert\'s name.')
@minLength(1)
@maxLength(60)
param name string

@description('The region of the log alerts.')
param location string = resourceGroup().location

@description('Tags of everything here.')
param tags object = {}

@description('The workspace that the app\'s metrics are in.')
param workspaceResourceId string

@description('Wallets with expired points that may wait for two hours before somebody is told.')
@minValue(1)
param expiryBacklogMax int = 10000

@description('Seconds after which an entry of the ledger must have been passed on.')
@minValue(1)
param relayLagSecondsMax int = 300

@description('Failed requests in five minutes that are put up with.')
@minValue(0)
param failedRequestsMax int = 5

@description('The resource id of the group that is told.')
param actionGroupResourceId string

// A gauge is in the workspace as a sum, over the measurements that were put into one row. Budgets are read every ten minutes.
var budgetUsed = '''
AppMetrics
| where Name == 'points.budget.used'
| extend Programme = tostring(Properties['points.programme'])
| summarize PercentUsed = 100.0 * max(Sum / iff(ItemCount > 0, ItemCount, 1)) by Programme
'''

var announcementsLate = '''
AppMetrics
| where Name == 'points.announcements.late'
| summarize Late = max(Sum / iff(ItemCount > 0, ItemCount, 1))
'''

// What was due an hour ago, counted at the end of each run of the job, which is every hour: from the first of three runs to the
// last are two hours.
var expiryBacklog = '''
AppMetrics
| where Name == 'points.job.backlog' and tostring(Properties['points.job']) == 'ExpirySweep'
| summarize Runs = count(), Wallets = min(Sum / iff(ItemCount > 0, ItemCount, 1))
| where Runs >= 3
'''

// Not fewer, or not counted for three hours though the app has measured other things.
var expiryStuck = '''
let Awake = toscalar(AppMetrics | where TimeGenerated < ago(150m) | count);
AppMetrics
| where Name == 'points.job.backlog' and tostring(Properties['points.job']) == 'ExpirySweep'
| extend Wallets = Sum / iff(ItemCount > 0, ItemCount, 1)
| summarize Runs = count(), Least = min(Wallets), (FirstAt, First) = arg_min(TimeGenerated, Wallets), (LastAt, Last) = arg_max(TimeGenerated, Wallets)
| where (Runs == 0 and Awake > 0) or (LastAt - FirstAt > 110m and Least > 0 and Last >= First)
| summarize Stuck = count()
'''

var relayLag = '''
AppMetrics
| where Name == 'points.relay.lag'
| summarize Seconds = max(Max)
'''

// Purchases and the relay are measured by different instances, each of which sends once a minute: the newest do not count.
var relaySilent = '''
AppMetrics
| where Name in ('points.accruals', 'points.relay.lag')
| summarize Accruals = sumif(Sum, Name == 'points.accruals' and TimeGenerated < ago(10m)), Relayed = countif(Name == 'points.relay.lag')
| where Accruals > 0 and Relayed == 0
| summarize Silent = count()
'''

// What the app answers with 5xx, counted by the app itself, once, and not when health is asked. The host and the worker both
// measure http.server.request.duration, and only samples of requests are sent.
var failedRequests = '''
AppMetrics
| where Name == 'points.refusals' and tostring(Properties['points.refusal.code']) in ('internal-error', 'unavailable')
| summarize Failed = sum(Sum)
'''

// Only the archive sends these logs. The app writes on condition that there is no such file, and deletes nothing.
var archiveTouched = '''
StorageBlobLogs
| where StatusText == 'Success'
| where Category == 'StorageDelete' or (OperationName in ('PutBlob', 'PutBlockList', 'CopyBlob') and isempty(ConditionsUsed))
| summarize Touched = count()
'''

var logAlerts = [
  {
    key: 'budget-mostly-used'
    description: 'A programme has used 80 percent of its budget for the period.'
    severity: 2
    query: budgetUsed
    column: 'PercentUsed'
    splitBy: ['Programme']
    operator: 'GreaterThanOrEqual'
    threshold: 80
    window: 'PT30M'
    frequency: 'PT10M'
  }
  {
    key: 'budget-used-up'
    description: 'A programme has used its budget for the period, and issues nothing more.'
    severity: 1
    query: budgetUsed
    column: 'PercentUsed'
    splitBy: ['Programme']
    operator: 'GreaterThanOrEqual'
    threshold: 100
    window: 'PT30M'
    frequency: 'PT10M'
  }
  {
    key: 'announcements-late'
    description: 'A change of terms could not count from its day, as members are not notified yet.'
    severity: 2
    query: announcementsLate
    column: 'Late'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    frequency: 'PT15M'
  }
  {
    key: 'expiry-backlog'
    description: 'Wallets with expired points have been too many for two hours.'
    severity: 2
    query: expiryBacklog
    column: 'Wallets'
    splitBy: []
    operator: 'GreaterThan'
    threshold: expiryBacklogMax
    window: 'PT3H'
    frequency: 'PT30M'
  }
  {
    key: 'expiry-stuck'
    description: 'Wallets with expired points have not become fewer for two hours, or nobody has counted them for three.'
    severity: 2
    query: expiryStuck
    column: 'Stuck'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT3H'
    frequency: 'PT30M'
  }
  {
    key: 'relay-lag'
    description: 'Entries of the ledger are passed on late: settlement and notices wait.'
    severity: 1
    query: relayLag
    column: 'Seconds'
    splitBy: []
    operator: 'GreaterThan'
    threshold: relayLagSecondsMax
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    key: 'relay-silent'
    description: 'Points are issued and no entry is passed on: the reader of the change feed stands still.'
    severity: 1
    query: relaySilent
    column: 'Silent'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    frequency: 'PT10M'
  }
  {
    key: 'failed-requests'
    description: 'Requests fail by a fault of the app or of what it uses.'
    severity: 1
    query: failedRequests
    column: 'Failed'
    splitBy: []
    operator: 'GreaterThan'
    threshold: failedRequestsMax
    window: 'PT5M'
    frequency: 'PT5M'
  }
  {
    key: 'archive-touched'
    description: 'Somebody has deleted or written over files of the archive. What was there is kept as a version.'
    severity: 1
    query: archiveTouched
    column: 'Touched'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    frequency: 'PT15M'
  }
]

resource logAlertRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${name}-${alert.key}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}-${alert.key}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceResourceId]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      // The tables are made when the first telemetry comes.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Maximum'
            metricMeasureColumn: alert.column
            dimensions: [
              for dimension in alert.splitBy: {
                name: dimension
                operator: 'Include'
                values: ['*']
              }
            ]
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [actionGroupResourceId]
      }
    }
  }
]

@description('The resource ids of the alerts.')
output resourceIds string[] = [for (alert, index) in logAlerts: logAlertRules[index].id]
