// Alerts on metrics of the app (their names begin with points) and on writes to the archive.

@description('The prefix of every alert\'s name.')
@minLength(1)
@maxLength(60)
param name string

@description('The region of the log alerts.')
param location string = resourceGroup().location

@description('Tags of all resources in this module.')
param tags object = {}

@description('The workspace that holds the app\'s metrics.')
param workspaceResourceId string

@description('The number of wallets with expired points that may wait for two hours without an alert.')
@minValue(1)
param expiryBacklogMax int = 10000

@description('The maximum seconds between the booking of a ledger entry and its relay.')
@minValue(1)
param relayLagSecondsMax int = 300

@description('The maximum seconds from the booking of an entry to its count in the reports.')
@minValue(1)
param reportsLagSecondsMax int = 3600

@description('The maximum seconds from what staff do to its record in the auditors\' journal.')
@minValue(1)
param journalLagSecondsMax int = 900

@description('The number of failed requests in five minutes without an alert.')
@minValue(0)
param failedRequestsMax int = 5

@description('The resource id of the action group that is notified.')
param actionGroupResourceId string

// The workspace stores a gauge as the sum of the measurements in one row. Budgets are measured every ten minutes.
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

// Each hourly run of the job counts, at its end, the wallets that were due an hour before. The first and the last of
// three runs are two hours apart.
var expiryBacklog = '''
AppMetrics
| where Name == 'points.job.backlog' and tostring(Properties['points.job']) == 'ExpirySweep'
| summarize Runs = count(), Wallets = min(Sum / iff(ItemCount > 0, ItemCount, 1))
| where Runs >= 3
'''

// The backlog did not shrink, or was not measured for three hours although the app sent other metrics.
var expiryStuck = '''
let Awake = toscalar(AppMetrics | where TimeGenerated < ago(150m) | count);
AppMetrics
| where Name == 'points.job.backlog' and tostring(Properties['points.job']) == 'ExpirySweep'
| extend Wallets = Sum / iff(ItemCount > 0, ItemCount, 1)
| summarize Runs = count(), Least = min(Wallets),
    (FirstAt, First) = arg_min(TimeGenerated, Wallets), (LastAt, Last) = arg_max(TimeGenerated, Wallets)
| where (Runs == 0 and Awake > 0) or (LastAt - FirstAt > 110m and Least > 0 and Last >= First)
| summarize Stuck = count()
'''

var relayLag = '''
AppMetrics
| where Name == 'points.relay.lag'
| summarize Seconds = max(Max)
'''

// Different instances measure purchases and the relay, and each sends once a minute. So the newest purchases are left
// out.
var relaySilent = '''
AppMetrics
| where Name in ('points.accruals', 'points.relay.lag')
| summarize Accruals = sumif(Sum, Name == 'points.accruals' and TimeGenerated < ago(10m)),
    Relayed = countif(Name == 'points.relay.lag')
| where Accruals > 0 and Relayed == 0
| summarize Silent = count()
'''

// Attempts that fail are measured too, so this fires also while nothing is counted.
var reportsLag = '''
AppMetrics
| where Name == 'points.reports.lag'
| summarize Seconds = max(Max)
'''

// Attempts that fail are measured too, so this fires also while nothing is recorded.
var journalLag = '''
AppMetrics
| where Name == 'points.journal.lag'
| summarize Seconds = max(Max)
'''

// The app counts its own 5xx answers, each once, without health checks. Request metrics do not work here: the host and
// the worker both measure http.server.request.duration, and only samples of requests are sent.
var failedRequests = '''
AppMetrics
| where Name == 'points.refusals'
| where tostring(Properties['points.refusal.code']) in ('internal-error', 'record-altered', 'unavailable', 'budget-busy', 'order-busy')
| summarize Failed = sum(Sum)
'''

var tillsLocked = '''
AppMetrics
| where Name == 'points.tills.locked'
| summarize Locked = sum(Sum)
'''

// Each complaint counts once in this, three days before the last day for its answer ends.
var complaintsDue = '''
AppMetrics
| where Name == 'points.complaints.reminders' and tostring(Properties['points.complaint.due']) == 'soon'
| summarize Complaints = sum(Sum)
'''

var complaintsOverdue = '''
AppMetrics
| where Name == 'points.complaints.overdue'
| summarize Complaints = max(Sum / iff(ItemCount > 0, ItemCount, 1))
'''

var ledgersDiffering = '''
AppMetrics
| where Name == 'points.ledgers.differing'
| summarize Findings = sum(Sum)
'''

// Only the archive sends these logs. The app writes only with a condition, and deletes nothing.
var archiveTouched = '''
StorageBlobLogs
| where StatusText == 'Success'
| where Category == 'StorageDelete'
    or (OperationName in ('PutBlob', 'PutBlockList', 'CopyBlob') and isempty(ConditionsUsed))
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
    description: 'A programme has used its budget for the period, and issues no more points.'
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
    description: 'A change of terms did not take effect on its day, because some members are not notified yet.'
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
    description: 'Too many wallets have had expired points for two hours.'
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
    description: 'Wallets with expired points did not become fewer for two hours, or were not counted for three.'
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
    description: 'The relay of ledger entries is late: settlement and notices wait.'
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
    description: 'Points are issued, but no entry is relayed: the reader of the change feed has stopped.'
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
    key: 'journal-lag'
    description: 'What staff did is late in the auditors\' journal, or cannot be recorded.'
    severity: 2
    query: journalLag
    column: 'Seconds'
    splitBy: []
    operator: 'GreaterThan'
    threshold: journalLagSecondsMax
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    key: 'reports-lag'
    description: 'Entries are late in the reports, or cannot be counted.'
    severity: 3
    query: reportsLag
    column: 'Seconds'
    splitBy: []
    operator: 'GreaterThan'
    threshold: reportsLagSecondsMax
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    key: 'failed-requests'
    description: 'Requests fail because of a fault of the app or of a service it uses.'
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
    key: 'tills-locked'
    description: 'A till named too many wrong codes, or people who are not enrolled. Somebody may be guessing.'
    severity: 2
    query: tillsLocked
    column: 'Locked'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    key: 'complaints-due'
    description: 'Complaints of members must be answered within three days.'
    severity: 3
    query: complaintsDue
    column: 'Complaints'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    frequency: 'PT15M'
  }
  {
    key: 'complaints-overdue'
    description: 'Complaints of members were not answered by the day that the terms promise.'
    severity: 2
    query: complaintsOverdue
    column: 'Complaints'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT3H'
    frequency: 'PT30M'
  }
  {
    key: 'ledgers-differing'
    description: 'Ledgers, or what is stored beside them, do not verify. Somebody may have changed the store.'
    severity: 0
    query: ledgersDiffering
    column: 'Findings'
    splitBy: []
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    frequency: 'PT15M'
  }
  {
    key: 'archive-touched'
    description: 'Somebody deleted or overwrote files of the archive. The earlier content is kept as a version.'
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
      // The tables do not exist before the first telemetry arrives.
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
