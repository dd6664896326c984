using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="AlertRules"/>.</summary>
internal static class AlertMutations
{
    private const string Logs = "infra/modules/log-alerts.bicep";
    private const string Metrics = "infra/modules/metric-alerts.bicep";
    private const string Metric = "Alerts_query_existing_metrics_and_jobs";
    private const string ErrorCodes = "Alerts_cover_every_server_error_code";
    private const string Budget = "Alerts_cover_80_and_100_percent_of_a_budget";
    private const string DeadLetters = "An_alert_covers_the_dead_letters_of_every_queue";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "an alert queries an unknown metric",
                Metric,
                Logs,
                "'points.relay.lag'",
                "'points.relay.lateness'",
                "an alert queries 'points.relay.lateness'"
            ),
            new(
                "an alert queries a tag as a metric",
                Metric,
                Logs,
                "Name == 'points.announcements.late'",
                "Name == 'points.programme'",
                "compares Name with 'points.programme'"
            ),
            new(
                "an alert queries an unknown metric of a library",
                Metric,
                Logs,
                "Name in ('points.accruals', 'points.relay.lag')",
                "Name in ('points.accruals', 'http.server.requests')",
                "compares Name with 'http.server.requests'"
            ),
            new(
                "an alert queries an unknown job",
                Metric,
                Logs,
                "== 'ExpirySweep'",
                "== 'ExpirySweeps'",
                "an alert queries 'ExpirySweeps'"
            ),
            new(
                "an alert queries an unknown error code",
                ErrorCodes,
                Logs,
                "'internal-error'",
                "'internal-fault'",
                "an alert queries 'internal-fault'"
            ),
            new(
                "no alert covers unavailable services",
                ErrorCodes,
                Logs,
                "in ('internal-error', 'record-altered', 'unavailable', 'budget-busy', 'order-busy')",
                "in ('internal-error', 'record-altered', 'budget-busy', 'order-busy')",
                "no alert queries the error code 'unavailable'"
            ),
            new(
                "a budget alert compares a fraction with percent",
                Budget,
                Logs,
                "PercentUsed = 100.0 * max(",
                "PercentUsed = max(",
                "is not in percent"
            ),
            new(
                "a budget alert uses another column",
                Budget,
                Logs,
                "column: 'PercentUsed'",
                "column: 'Programme'",
                "'Programme' of points.budget.used is not in percent"
            ),
            new(
                "a budget threshold is a fraction",
                Budget,
                Logs,
                "threshold: 80\n",
                "threshold: json('0.8')\n",
                "no alert compares points.budget.used with 80 percent"
            ),
            new(
                "no alert fires when a budget is used up",
                Budget,
                Logs,
                "threshold: 100\n",
                "threshold: 80\n",
                "with 100 percent"
            ),
            new(
                "an alert ignores a budget that is exactly used up",
                Budget,
                Logs,
                "operator: 'GreaterThanOrEqual'",
                "operator: 'GreaterThan'",
                "compared by 'GreaterThan'"
            ),
            new(
                "an alert counts active messages",
                DeadLetters,
                Metrics,
                "'DeadletteredMessages'",
                "'ActiveMessages'",
                "no alert watches DeadletteredMessages"
            ),
            new(
                "an alert allows one dead letter",
                DeadLetters,
                Metrics,
                "threshold: 0\n",
                "threshold: 1\n",
                "GreaterThan 1 instead of GreaterThan 0"
            ),
            new(
                "an alert fires below zero dead letters",
                DeadLetters,
                Metrics,
                "operator: 'GreaterThan'",
                "operator: 'LessThan'",
                "LessThan 0 instead of GreaterThan 0"
            ),
            new(
                "an alert uses the minimum of dead letters",
                DeadLetters,
                Metrics,
                "timeAggregation: 'Maximum'",
                "timeAggregation: 'Minimum'",
                "aggregated by Minimum"
            ),
            new(
                "an alert does not separate the queues",
                DeadLetters,
                Metrics,
                "'EntityName'",
                "'OperationResult'",
                "EntityName does not include 'settlement'"
            ),
            new(
                "an alert leaves out one queue",
                DeadLetters,
                "infra/modules/service-bus.bicep",
                "string[] = [for queue in entities.queues: queue.name]",
                "string[] = ['merchant-events', 'settlement', 'wallet-expiry']",
                "EntityName does not include 'notices'"
            ),
            new(
                "an alert watches Cosmos DB for dead letters",
                DeadLetters,
                Metrics,
                "scopes: [serviceBusResourceId]",
                "scopes: [cosmosResourceId]",
                "its scope is not the namespace"
            ),
        ];
}
