using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Azure.Functions.Worker;
using Points.Worker.Tests.Hosting;
using Points.Worker.Tests.Hosting.Messages;

namespace Points.Worker.Tests.Indexing;

/// <summary>What the worker tells its host about the functions is what their attributes declare.</summary>
public sealed class IndexingTests(WorkerFixture fixture)
{
    private IReadOnlyList<IndexedFunction> Indexed => fixture.Host.Functions;

    [Fact]
    public void The_worker_reports_each_function_once_and_nothing_else() =>
        Assert.Equal(
            DeclaredFunction.All.Select(it => (it.Name, it.EntryPoint)).Order(),
            Indexed.Select(it => (it.Name, it.Metadata.EntryPoint)).Order()
        );

    [Theory]
    [InlineData("httpTrigger")]
    [InlineData("timerTrigger")]
    [InlineData("serviceBusTrigger")]
    [InlineData("cosmosDBTrigger")]
    public void Every_trigger_is_reported_with_exactly_what_its_attribute_sets(string type)
    {
        var declared = DeclaredFunction.All.Where(it => it.TriggerType == type).ToArray();

        Assert.NotEmpty(declared);
        foreach (var function in declared)
            Assert.Equal(Text(function.Trigger), Text(Find(function).Trigger.Json));
    }

    [Fact]
    public void Every_trigger_has_one_of_these_types() =>
        Assert.Equal(
            ["cosmosDBTrigger", "httpTrigger", "serviceBusTrigger", "timerTrigger"],
            DeclaredFunction.All.Select(it => it.TriggerType).Distinct().Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Only_functions_with_an_HTTP_trigger_have_an_output()
    {
        foreach (var function in Indexed)
        {
            var outputs = function.Metadata.Bindings.Where(it => it.Value.Direction == BindingInfo.Types.Direction.Out);
            Assert.Equal(
                function.Trigger.Type == "httpTrigger" ? ["http"] : [],
                outputs.Select(output => output.Value.Type)
            );
        }
    }

    [Fact]
    public void Retries_are_those_of_the_attributes()
    {
        Assert.Contains(DeclaredFunction.All, function => function.Retry is not null);
        foreach (var function in DeclaredFunction.All)
            Assert.Equal(ToOptions(function.Retry), Find(function).Metadata.RetryOptions);
    }

    [Fact]
    public void Every_function_can_be_loaded() => Assert.Empty(fixture.Host.LoadFailures);

    private IndexedFunction Find(DeclaredFunction declared) => Indexed.Single(it => it.Name == declared.Name);

    /// <summary>Names in order, because an object of JSON has none.</summary>
    private static string Text(JsonObject json) =>
        string.Join(
            ", ",
            json.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}: {it.Value?.ToJsonString()}")
        );

    private static RetryOptions? ToOptions(RetryAttribute? retry) =>
        retry switch
        {
            null => null,
            ExponentialBackoffRetryAttribute it => new()
            {
                MaxRetryCount = it.MaxRetryCount,
                MinimumInterval = ToDuration(it.MinimumInterval),
                MaximumInterval = ToDuration(it.MaximumInterval),
                RetryStrategy = RetryOptions.Types.Strategy.ExponentialBackoff,
            },
            FixedDelayRetryAttribute it => new()
            {
                MaxRetryCount = it.MaxRetryCount,
                DelayInterval = ToDuration(it.DelayInterval),
                RetryStrategy = RetryOptions.Types.Strategy.FixedDelay,
            },
            _ => throw new InvalidOperationException($"no such retry is known: {retry.GetType()}"),
        };

    private static Duration ToDuration(string interval) =>
        Duration.FromTimeSpan(TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture));
}
