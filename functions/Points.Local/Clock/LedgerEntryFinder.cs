using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;

namespace Points.Local.Clock;

/// <summary>
/// Finds a ledger entry by its time. It scans the container, because the clock is set back rarely and an index would
/// make every accrual more expensive.
/// </summary>
internal static class LedgerEntryFinder
{
    /// <summary>
    /// Entries store their time in this form: UTC without trailing zeros, so that text sorts like time.
    /// </summary>
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'";
    private const int PageItems = 10;

    /// <returns>The time of any entry after the instant; null if there is none.</returns>
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
