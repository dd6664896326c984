namespace Points.Infra.Tests.Mutations;

internal static class AlertMutations
{
    private const string Logs = "infra/modules/log-alerts.bicep";
    private const string Metrics = "infra/modules/metric-alerts.bicep";
    private const string Measured = "Alerts_ask_for_what_the_code_measures";
    private const string Faults = "Somebody_is_told_of_every_answer_that_is_the_apps_own_fault";
    private const string Budget = "Somebody_is_told_of_80_and_of_100_percent_of_a_programmes_budget";
    private const string Dead = "Somebody_is_told_of_each_dead_letter_of_every_queue";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "an alert asks for what nobody measures",
                Measured,
                Logs,
                "'points.relay.lag'",
                "'points.relay.lateness'",
                "'points.relay.lateness' is asked for"
            ),
            new(
                "an alert asks for a tag as if it were a measure",
                Measured,
                Logs,
                "Name == 'points.announcements.late'",
                "Name == 'points.programme'",
                "Name is compared with 'points.programme'"
            ),
            new(
                "an alert asks for a library's measure that there is none of",
                Measured,
                Logs,
                "Name in ('points.accruals', 'points.relay.lag')",
                "Name in ('points.accruals', 'http.server.requests')",
                "Name is compared with 'http.server.requests'"
            ),
            new(
                "an alert asks for a job that there is none of",
                Measured,
                Logs,
                "== 'ExpirySweep'",
                "== 'ExpirySweeps'",
                "'ExpirySweeps' is asked for"
            ),
            new(
                "an alert asks for a fault that is called otherwise",
                Faults,
                Logs,
                "'internal-error'",
                "'internal-fault'",
                "'internal-fault' is asked for"
            ),
            new(
                "nobody is told that something does not answer",
                Faults,
                Logs,
                "in ('internal-error', 'unavailable')",
                "== 'internal-error'",
                "no alert asks for the refusals with 'unavailable'"
            ),
            new(
                "a budget's share is taken for percent",
                Budget,
                Logs,
                "PercentUsed = 100.0 * max(",
                "PercentUsed = max(",
                "is not in percent"
            ),
            new(
                "a budget's alert looks at another column",
                Budget,
                Logs,
                "column: 'PercentUsed'",
                "column: 'Programme'",
                "'Programme' of points.budget.used is not in percent"
            ),
            new(
                "a budget's threshold is a share",
                Budget,
                Logs,
                "threshold: 80\n",
                "threshold: json('0.8')\n",
                "no alert compares points.budget.used with 80 percent"
            ),
            new(
                "nobody is told when a budget is used up",
                Budget,
                Logs,
                "threshold: 100\n",
                "threshold: 80\n",
                "with 100 percent"
            ),
            new(
                "a budget that is just used up is passed over",
                Budget,
                Logs,
                "operator: 'GreaterThanOrEqual'",
                "operator: 'GreaterThan'",
                "compared by 'GreaterThan'"
            ),
            new(
                "messages are counted that are not dead",
                Dead,
                Metrics,
                "'DeadletteredMessages'",
                "'ActiveMessages'",
                "no alert asks for DeadletteredMessages"
            ),
            new(
                "one dead letter is put up with",
                Dead,
                Metrics,
                "threshold: 0\n",
                "threshold: 1\n",
                "GreaterThan 1 and not GreaterThan 0"
            ),
            new(
                "dead letters are asked whether they are fewer than none",
                Dead,
                Metrics,
                "operator: 'GreaterThan'",
                "operator: 'LessThan'",
                "LessThan 0 and not GreaterThan 0"
            ),
            new(
                "the least of dead letters counts",
                Dead,
                Metrics,
                "timeAggregation: 'Maximum'",
                "timeAggregation: 'Minimum'",
                "the Minimum counts"
            ),
            new(
                "all queues are one",
                Dead,
                Metrics,
                "'EntityName'",
                "'OperationResult'",
                "EntityName does not include 'settlement'"
            ),
            new(
                "one queue's dead letters are not looked at",
                Dead,
                "infra/modules/service-bus.bicep",
                "string[] = [for queue in entities.queues: queue.name]",
                "string[] = ['merchant-events', 'settlement', 'wallet-expiry']",
                "EntityName does not include 'notices'"
            ),
            new(
                "dead letters are asked of Cosmos DB",
                Dead,
                Metrics,
                "scopes: [serviceBusResourceId]",
                "scopes: [cosmosResourceId]",
                "not asked of the namespace"
            ),
        ];
}
