using System.Text.RegularExpressions;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>
/// An alert that queries an unknown metric, or compares it with an impossible value, would never fire.
/// </summary>
internal static partial class AlertRules
{
    private const string BudgetUsed = "points.budget.used";

    /// <summary>Metrics of libraries that alerts may query, and what they measure.</summary>
    private static readonly ImmutableDictionary<string, string> OfLibraries = new Dictionary<string, string>
    {
        ["http.server.request.duration"] =
            "ASP.NET Core's Microsoft.AspNetCore.Hosting: how long requests take, and with which status they end",
        ["http.server.active_requests"] = "ASP.NET Core's Microsoft.AspNetCore.Hosting: how many requests are running",
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> All =>
        [
            new(
                "Alerts_query_existing_metrics_and_jobs",
                folder =>
                    [
                        .. Asked(folder, Measures(), CodeNames.Measures, "metric"),
                        .. Asked(folder, Jobs(), Triggers.Jobs, "job"),
                        .. NamesAsked(folder),
                    ]
            ),
            new("Alerts_cover_every_server_error_code", Faulty),
            new("Alerts_cover_80_and_100_percent_of_a_budget", Budgets),
            new("An_alert_covers_the_dead_letters_of_every_queue", DeadLetters),
        ];

    private static IEnumerable<Finding> Asked(
        TemplateFolder folder,
        Regex pattern,
        ImmutableSortedSet<string> known,
        string kind
    ) =>
        from text in Texts(folder)
        from match in pattern.Matches(text.Text)
        let name = match.Groups["name"].Value
        where !known.Contains(name)
        select new Finding(
            $"infra/{text.Source.File}",
            LineOf(text, match),
            $"an alert queries '{name}', but the code has no such {kind}"
        );

    /// <summary>Alerts compare <c>Name</c> only with names of instruments, not of tags.</summary>
    private static IEnumerable<Finding> NamesAsked(TemplateFolder folder) =>
        from text in Texts(folder)
        from match in Compared().Matches(text.Text)
        from name in match.Groups["name"].Captures
        where !CodeNames.Instruments.Contains(name.Value) && !OfLibraries.ContainsKey(name.Value)
        select new Finding(
            $"infra/{text.Source.File}",
            LineOf(text, match),
            $"an alert compares Name with '{name.Value}', but no metric has that name"
        );

    /// <summary>The app counts its problems by code. Every code of a server error needs an alert.</summary>
    private static IEnumerable<Finding> Faulty(TemplateFolder folder)
    {
        var asked = (
            from text in Texts(folder)
            from match in Codes().Matches(text.Text)
            from name in match.Groups["name"].Captures
            select (Text: text, Match: match, Name: name.Value)
        ).ToList();
        foreach (var (text, match, name) in asked.Where(each => !CodeNames.ServerFaultCodes.Contains(each.Name)))
            yield return new(
                $"infra/{text.Source.File}",
                LineOf(text, match),
                $"an alert queries '{name}', but no server error has that code"
            );
        foreach (var name in CodeNames.ServerFaultCodes.Except(asked.Select(each => each.Name)))
            yield return new("infra/main.bicep", 1, $"no alert queries the error code '{name}'");
    }

    /// <summary>The code measures a fraction from 0 to 1. The thresholds are in percent.</summary>
    private static IEnumerable<Finding> Budgets(TemplateFolder folder)
    {
        var asked = (
            from alert in folder.ResourcesOf("Microsoft.Insights/scheduledQueryRules")
            from criterion in Criteria(alert)
            let query = criterion.At("query")?.Value.AsText
            where query?.Contains($"'{BudgetUsed}'", StringComparison.Ordinal) == true
            select (Alert: alert, Criterion: criterion, Query: query)
        ).ToList();
        foreach (var each in asked)
        {
            var (column, sign) = (TextAt(each.Criterion, "metricMeasureColumn"), TextAt(each.Criterion, "operator"));
            if (
                column == ""
                || !Regex.IsMatch(
                    each.Query,
                    $@"\b{Regex.Escape(column)}\s*=\s*(100(\.0)?\s*\*|[^|\n]*\*\s*100\b)",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            )
                yield return Finding.At(
                    each.Alert.Part.Node,
                    $"'{column}' of {BudgetUsed} is not in percent: the query does not multiply it by 100"
                );
            if (sign != "GreaterThanOrEqual")
                yield return Finding.At(
                    each.Alert.Part.Node,
                    $"{BudgetUsed} is compared by '{sign}' instead of 'GreaterThanOrEqual'"
                );
            if (TextAt(each.Criterion, "threshold") is not ("80" or "100") and var other)
                yield return Finding.At(
                    each.Alert.Part.Node,
                    $"{BudgetUsed} is compared with {other} instead of 80 or 100"
                );
        }
        foreach (
            var threshold in new[] { "80", "100" }.Except(asked.Select(each => TextAt(each.Criterion, "threshold")))
        )
            yield return new("infra/main.bicep", 1, $"no alert compares {BudgetUsed} with {threshold} percent");
    }

    private static IEnumerable<Finding> DeadLetters(TemplateFolder folder)
    {
        var faults = folder
            .ResourcesOf("Microsoft.Insights/metricAlerts")
            .SelectMany(alert =>
                Criteria(alert)
                    .Where(criterion => TextAt(criterion, "metricName") == "DeadletteredMessages")
                    .Select(criterion => (Alert: alert, Faults: Faults(folder, alert, criterion).ToList()))
            )
            .ToList();
        return faults.Exists(each => each.Faults.Count == 0) ? []
            : faults.Count == 0 ? [new("infra/main.bicep", 1, "no alert watches DeadletteredMessages")]
            : faults.SelectMany(each =>
                each.Faults.Select(fault => Finding.At(each.Alert.Part.Node, $"{each.Alert.Part.Symbol}: {fault}"))
            );
    }

    /// <summary>Without the dimension, old dead letters of one queue would hide a new one of another.</summary>
    private static IEnumerable<string> Faults(TemplateFolder folder, Resource alert, Value criterion)
    {
        if (
            (TextAt(criterion, "operator"), TextAt(criterion, "threshold"))
            is not
                ("GreaterThan", "0")
                and var (sign, threshold)
        )
            yield return $"DeadletteredMessages is compared by {sign} {threshold} instead of GreaterThan 0";
        var aggregation = TextAt(criterion, "timeAggregation");
        if (aggregation != "Maximum")
            yield return $"DeadletteredMessages is aggregated by {aggregation} instead of Maximum";
        var queues = ItemsAt(criterion, "dimensions")
            .Where(each => TextAt(each, "name") == "EntityName" && TextAt(each, "operator") == "Include")
            .SelectMany(each => ItemsAt(each, "values"))
            .Select(each => each.AsText)
            .ToList();
        foreach (
            var name in folder
                .ResourcesOf("Microsoft.ServiceBus/namespaces/queues")
                .Select(each => each.Name?.AsText)
                .Where(name => !queues.Contains(name) && !queues.Contains("*"))
        )
            yield return $"EntityName does not include '{name}'";
        // Another rule reports a missing parameter.
        if (
            !ItemsAt(alert.Body, "properties.scopes")
                .Any(each =>
                    each.ToString().StartsWith("param ", StringComparison.Ordinal)
                    || folder.FindResource(each)?.Is("Microsoft.ServiceBus/namespaces") == true
                )
        )
            yield return "its scope is not the namespace";
    }

    private static ImmutableArray<Value> Criteria(Resource alert) => ItemsAt(alert.Body, "properties.criteria.allOf");

    private static ImmutableArray<Value> ItemsAt(Value value, string path) =>
        (value.At(path)?.Value as Value.List)?.Items ?? [];

    private static string TextAt(Value value, string path) =>
        value.At(path)?.Value is Value.Literal literal ? literal.Text : "";

    private static IEnumerable<SyntaxNode> Texts(TemplateFolder folder) =>
        folder.AllNodes().Where(node => node.Kind == "string_content");

    private static int LineOf(SyntaxNode text, Match match) =>
        text.Line + text.Text[..match.Index].Count(sign => sign == '\n');

    [GeneratedRegex("'(?<name>points\\.[a-z.]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Measures();

    [GeneratedRegex(
        @"\bName\s*(=[=~]\s*['""](?<name>[^'""]*)['""]|in~?\s*\((\s*['""](?<name>[^'""]*)['""]\s*,?)+\))",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Compared();

    [GeneratedRegex(
        @"'points\.refusal\.code'\]\)\s*(==\s*'(?<name>[^']*)'|in\s*\((\s*'(?<name>[^']*)'\s*,?)+\))",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Codes();

    [GeneratedRegex(
        "'points\\.job'\\]\\) == '(?<name>\\w+)'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Jobs();
}
