using System.Text.RegularExpressions;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>An alert that asks for what nobody measures, or compares it with what it never is, would be silent for ever.</summary>
internal static partial class AlertRules
{
    private const string BudgetUsed = "points.budget.used";

    /// <summary>What libraries measure that the app listens to, and why somebody may ask for it.</summary>
    private static readonly ImmutableDictionary<string, string> OfLibraries = new Dictionary<string, string>
    {
        ["http.server.request.duration"] =
            "ASP.NET Core's Microsoft.AspNetCore.Hosting: how long requests take, and with which status they end",
        ["http.server.active_requests"] = "ASP.NET Core's Microsoft.AspNetCore.Hosting: how many are under way",
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> All =>
        [
            new(
                "Alerts_ask_for_what_the_code_measures",
                folder =>
                    [
                        .. Asked(folder, Measures(), CodeNames.Measures, "measures"),
                        .. Asked(folder, Jobs(), Triggers.Jobs, "has a job of that name"),
                        .. NamesAsked(folder),
                    ]
            ),
            new("Somebody_is_told_of_every_answer_that_is_the_apps_own_fault", Faulty),
            new("Somebody_is_told_of_80_and_of_100_percent_of_a_programmes_budget", Budgets),
            new("Somebody_is_told_of_each_dead_letter_of_every_queue", DeadLetters),
        ];

    private static IEnumerable<Finding> Asked(
        TemplateFolder folder,
        Regex pattern,
        ImmutableSortedSet<string> known,
        string does
    ) =>
        from text in Texts(folder)
        from match in pattern.Matches(text.Text)
        let name = match.Groups["name"].Value
        where !known.Contains(name)
        select new Finding(
            $"infra/{text.Source.File}",
            LineOf(text, match),
            $"'{name}' is asked for, and nothing in the code {does}"
        );

    /// <summary>A measure's name, which is not the name of a tag.</summary>
    private static IEnumerable<Finding> NamesAsked(TemplateFolder folder) =>
        from text in Texts(folder)
        from match in Compared().Matches(text.Text)
        from name in match.Groups["name"].Captures
        where !CodeNames.Instruments.Contains(name.Value) && !OfLibraries.ContainsKey(name.Value)
        select new Finding(
            $"infra/{text.Source.File}",
            LineOf(text, match),
            $"Name is compared with '{name.Value}', and nothing measures under it"
        );

    /// <summary>The app counts its refusals by code, whatever the host measures.</summary>
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
                $"'{name}' is asked for, and no fault is answered with it"
            );
        foreach (var name in CodeNames.ServerFaultCodes.Except(asked.Select(each => each.Name)))
            yield return new("infra/main.bicep", 1, $"no alert asks for the refusals with '{name}'");
    }

    /// <summary>The code measures a share, from 0 to 1; thresholds are in percent.</summary>
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
                    $"'{column}' of {BudgetUsed} is not in percent: its query does not multiply it by 100"
                );
            if (sign != "GreaterThanOrEqual")
                yield return Finding.At(
                    each.Alert.Part.Node,
                    $"{BudgetUsed} is compared by '{sign}' and not by 'GreaterThanOrEqual'"
                );
            if (TextAt(each.Criterion, "threshold") is not ("80" or "100") and var other)
                yield return Finding.At(each.Alert.Part.Node, $"{BudgetUsed} is compared with {other}");
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
            : faults.Count == 0 ? [new("infra/main.bicep", 1, "no alert asks for DeadletteredMessages")]
            : faults.SelectMany(each =>
                each.Faults.Select(fault => Finding.At(each.Alert.Part.Node, $"{each.Alert.Part.Symbol}: {fault}"))
            );
    }

    /// <summary>Without the dimension a queue's new dead letter would be lost in another's old ones.</summary>
    private static IEnumerable<string> Faults(TemplateFolder folder, Resource alert, Value criterion)
    {
        if (
            (TextAt(criterion, "operator"), TextAt(criterion, "threshold"))
            is not
                ("GreaterThan", "0")
                and var (sign, threshold)
        )
            yield return $"DeadletteredMessages is asked whether it is {sign} {threshold} and not GreaterThan 0";
        if (TextAt(criterion, "timeAggregation") != "Maximum")
            yield return $"of DeadletteredMessages the {TextAt(criterion, "timeAggregation")} counts and not the Maximum";
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
        // A parameter that is not given another rule tells.
        if (
            !ItemsAt(alert.Body, "properties.scopes")
                .Any(each =>
                    each.ToString().StartsWith("param ", StringComparison.Ordinal)
                    || folder.FindResource(each)?.Is("Microsoft.ServiceBus/namespaces") == true
                )
        )
            yield return "it is not asked of the namespace";
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
