using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Relaying;

/// <summary>
/// Reads the ledgers of all wallets from the change feed of their container, and orders across members.
/// </summary>
public sealed class CosmosLedger(CosmosClient client) : ILedger
{
    private const int DocumentsPerPage = 1_000;
    private const int OrdersPerPage = 200;
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<LedgerPage> ReadPage(string? continuationToken, DateTimeOffset? since, CancellationToken ct)
    {
        var from =
            continuationToken is not null ? ChangeFeedStartFrom.ContinuationToken(continuationToken)
            : since is { } instant ? ChangeFeedStartFrom.Time(instant.UtcDateTime)
            : ChangeFeedStartFrom.Beginning();
        using var feed = _wallets.GetChangeFeedStreamIterator(
            from,
            ChangeFeedMode.Incremental,
            new() { PageSizeHint = DocumentsPerPage }
        );
        // The feed spans several partition ranges. The SDK skips ranges without changes, and answers 304 only if no
        // range has any.
        using var page = await ContainerDocuments.TranslateErrors(() => feed.ReadNextAsync(ct), ct);
        if (page.StatusCode == HttpStatusCode.NotModified)
            return new([], [], page.ContinuationToken, IsLast: true);
        CosmosErrors.ThrowUnlessSuccess(page.StatusCode, page.ErrorMessage);
        var (entries, unreadable) = (new List<(WalletId, LedgerEntry)>(), new List<string>());
        foreach (
            var document in JsonSerializer
                .Deserialize(page.Content, DocumentJson.Default.QueryPageJsonElement)!
                .Documents
        )
        {
            try
            {
                if (LedgerFeed.ReadAnyEntry(document, DocumentSeals.Of(_wallets)) is { } read)
                    entries.Add(read);
            }
            catch (InvalidDataException)
            {
                unreadable.Add(LedgerFeed.ReadIds(document).DocumentId);
            }
        }
        return new(entries, unreadable, page.ContinuationToken, IsLast: false);
    }

    public async Task<(WalletId Wallet, LedgerEntry Entry)?> Find(
        string memberId,
        string entryId,
        CancellationToken ct
    ) =>
        await _wallets.Read(memberId, entryId, DocumentJson.Default.JsonElement, ct) is { } stored
            ? LedgerFeed.ReadAnyEntry(stored.Value, DocumentSeals.Of(_wallets))
            : null;

    public async Task<IReadOnlyList<(string MemberId, Order Order)>> SampleOrders(
        string programmeId,
        int ordersMax,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId")
            .WithParameter("@type", OrderDocument.TypeName)
            .WithParameter("@programmeId", programmeId);
        var orders = new List<(string, Order)>();
        await foreach (
            var order in _wallets.ReadAll(query, OrdersPerPage, DocumentJson.Default.QueryPageOrderDocument, ct)
        )
        {
            orders.Add((order.MemberId, order.ToOrder()));
            if (orders.Count == ordersMax)
                break;
        }
        return orders;
    }
}
