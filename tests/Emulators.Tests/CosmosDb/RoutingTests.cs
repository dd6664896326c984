using System.Reflection;
using Emulators.CosmosDb.Documents;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

public sealed class RoutingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_four_ranges_When_listing_them_Then_they_cover_the_ring_without_a_gap()
    {
        await using var store = await StoreFixture.Open(4);
        var ranges = await store.Members.GetFeedRangesAsync(Cancellation);
        var bounds = ranges
            .Select(range => System.Text.Json.JsonDocument.Parse(range.ToJsonString()).RootElement.GetProperty("Range"))
            .Select(range => (Min: range.GetProperty("min").GetString()!, Max: range.GetProperty("max").GetString()!))
            .OrderBy(bound => bound.Min, StringComparer.Ordinal)
            .ToList();
        Assert.Equal(4, bounds.Count);
        Assert.Equal(("", "FF"), (bounds[0].Min, bounds[^1].Max));
        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.Equal(pair.First.Max, pair.Second.Min));
    }

    [Fact]
    public async Task Given_keys_of_every_type_When_the_sdk_picks_the_range_by_its_own_hash_Then_the_store_agrees()
    {
        await using var store = await StoreFixture.Open(16);
        var container = await store.CreateContainer("keyed", "/key");
        object[] keys = ["", "a", "member-17", "ключ", new string('k', 700), 0, -1, 17, 3.25, 1e300, true, false];
        foreach (var key in keys)
            await container.CreateItemAsync(new { id = "d", key }, Key(key), cancellationToken: Cancellation);
        // The SDK computes the range of a partition itself, and sends the query to that range's number.
        foreach (var key in keys)
        {
            using var query = container.GetItemQueryIterator<object>(
                "SELECT * FROM c",
                requestOptions: new QueryRequestOptions { PartitionKey = Key(key) }
            );
            Assert.Single(await query.ReadNextAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("")]
    [InlineData("member-00000000000000000001")]
    public void Given_a_key_When_hashed_Then_it_is_the_sdks_effective_partition_key(string key)
    {
        Assert.Equal(
            SdkHash(new PartitionKey(key)),
            EffectivePartitionKey.Format(EffectivePartitionKey.Compute(Scalar.Of(key)))
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(42.5)]
    [InlineData(-7)]
    public void Given_a_number_When_hashed_Then_it_is_the_sdks_effective_partition_key(double key)
    {
        Assert.Equal(
            SdkHash(new PartitionKey(key)),
            EffectivePartitionKey.Format(EffectivePartitionKey.Compute(Scalar.Of(key)))
        );
    }

    /// <summary>The hash that the SDK computes. It is not public.</summary>
    private static string SdkHash(PartitionKey key)
    {
        const BindingFlags any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var inner = typeof(PartitionKey).GetProperty("InternalKey", any)!.GetValue(key)!;
        var hash = inner
            .GetType()
            .GetMethods(any)
            .Single(method =>
                method.Name == "GetEffectivePartitionKeyString"
                && method.GetParameters() is [{ ParameterType.Name: "PartitionKeyDefinition" }, ..]
            );
        var definitionType = hash.GetParameters()[0].ParameterType;
        var definition = Activator.CreateInstance(definitionType, nonPublic: true)!;
        definitionType
            .GetProperty("Paths", any)!
            .SetValue(definition, new System.Collections.ObjectModel.Collection<string> { "/key" });
        var version = definitionType.GetProperty("Version", any)!;
        version.SetValue(definition, Enum.Parse(Nullable.GetUnderlyingType(version.PropertyType)!, "V2"));
        object?[] arguments = [definition, .. hash.GetParameters().Skip(1).Select(parameter => parameter.DefaultValue)];
        return (string)hash.Invoke(inner, arguments)!;
    }

    private static PartitionKey Key(object value) =>
        value switch
        {
            string text => new PartitionKey(text),
            bool flag => new PartitionKey(flag),
            int whole => new PartitionKey(whole),
            double real => new PartitionKey(real),
            _ => throw new ArgumentException("A partition key cannot have this type.", nameof(value)),
        };
}
