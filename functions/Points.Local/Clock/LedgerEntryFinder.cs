using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;

namespace Points.Local.Clock;

/// <summary>
/// Looks for ledger entries by their time. No index serves that, and none should: every accrual would pay for it, and
/// the clock is set back rarely. So it reads until it finds one.
/// </summary>
internal static class LedgerEntryFinder
{
    /// <summary>As entries are written: in UTC and without trailing zeros, so that text sorts as time does.</summary>
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'";
    private const int PageItems = 10;

    public static async Task<DateTimeOffset?> FindAfter(
        CosmosClient client,
        DateTimeOffset instant,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.at > @instant").WithParameter(
            "@instant",
            instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture)
        );
        using var pages = client
            .GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .GetItemQueryStreamIterator(query, requestOptions: new() { MaxItemCount = PageItems });
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(ct);
            page.EnsureSuccessStatusCode();
            using var json = await JsonDocument.ParseAsync(page.Content, cancellationToken: ct);
            foreach (var document in json.RootElement.GetProperty("Documents").EnumerateArray())
                if (document.GetProperty("type").ValueEquals("entry"))
                    return document.GetProperty("at").GetDateTimeOffset();
        }
        return null;
    }
}
