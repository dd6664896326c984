using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>Comparisons of values of different types, with and without an index.</summary>
public sealed class ComparisonTests
{
    private static readonly PartitionKey Key = new("k");

    private static readonly (string Id, object? Value)[] ValuesOfEveryType =
    [
        ("ten int", 10),
        ("ten real", 10.0),
        ("nine", 9),
        ("minus", -0.5),
        ("ten text", "10"),
        ("word", "word"),
        ("empty", ""),
        ("true", true),
        ("null", null),
        ("object", new { a = 1 }),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("c[\"value\"] = 10", "ten int,ten real")]
    [InlineData("c[\"value\"] < 10", "nine,minus")]
    [InlineData("c[\"value\"] >= 9.5", "ten int,ten real")]
    [InlineData("c[\"value\"] = '10'", "ten text")]
    [InlineData("c[\"value\"] > '1'", "ten text,word")]
    [InlineData("c[\"value\"] < 'z'", "ten text,word,empty")]
    [InlineData("c[\"value\"] = true", "true")]
    [InlineData("c[\"value\"] = null", "null")]
    [InlineData("c[\"value\"] != 10", "nine,minus,ten text,word,empty,true,null,object")]
    [InlineData("c[\"value\"] <= 9 AND c[\"value\"] > 0", "nine")]
    public async Task Given_values_of_every_type_When_comparing_Then_types_do_not_mix_and_undefined_never_matches(
        string condition,
        string expected
    )
    {
        await using var store = await StoreFixture.Open();
        foreach (var indexed in new[] { "/value", "/other" })
        {
            var container = await store.CreateContainer("typed" + indexed[1..], "/key", null, indexed);
            await Fill(container);
            var found = await container.QueryAll<Dictionary<string, object>>(
                new QueryDefinition($"SELECT * FROM c WHERE {condition}"),
                new QueryRequestOptions()
            );
            Assert.Equal(expected.Split(',').Order(), found.Select(item => item["id"].ToString()).Order());
        }
    }

    /// <summary>One document for each value, and one without a value.</summary>
    private static async Task Fill(Container container)
    {
        foreach (var (id, value) in ValuesOfEveryType)
        {
            await container.CreateItemAsync(
                new
                {
                    id,
                    key = "k",
                    value,
                },
                Key,
                cancellationToken: Cancellation
            );
        }
        await container.CreateItemAsync(new { id = "undefined", key = "k" }, Key, cancellationToken: Cancellation);
    }
}
