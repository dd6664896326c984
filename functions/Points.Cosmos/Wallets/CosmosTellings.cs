using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes.Revising;
using Points.Domain.Reading;
using Points.Domain.Wallets;

namespace Points.Cosmos.Wallets;

/// <summary>
/// What members were told, in their wallets in Cosmos DB: each wallet has the number of the newest announcement, with the
/// programme before it, so that one range of one index is all who are still to be told.
/// </summary>
public sealed class CosmosTellings(CosmosClient client) : ITellings
{
    private const int WalletsPerPage = 200;

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public IAsyncEnumerable<WalletId> Untold(string programmeId, Announcement announcement, CancellationToken ct) =>
        Wallets(Below("SELECT *", "told", programmeId, announcement.About, announcement.Number), ct);

    public IAsyncEnumerable<WalletId> NotUnder(string programmeId, int revision, CancellationToken ct) =>
        Wallets(Below("SELECT *", "under", programmeId, 0, revision), ct);

    /// <summary>One batch, and the wallet is not read: the notice is there already where the member was told before.</summary>
    public async Task<bool> Tell(Notice notice, int? revision, CancellationToken ct)
    {
        var (wallet, number) = (
            notice.Wallet,
            notice.Announcement ?? throw new ArgumentException("it is of no announcement", nameof(notice))
        );
        var told = NumberOf.Programme(wallet.ProgrammeId, number);
        var noted = new List<(string, ReadOnlyMemory<byte>)>
        {
            ("/told", ReadableJson.Of(told, DocumentJson.Default.String)),
        };
        if (revision is { } coming)
            noted.Add(
                (
                    $"/tellings/{TellingDocument.KeyOf(number)}",
                    ReadableJson.Of(
                        TellingDocument.From(new(number, coming, notice.At)),
                        DocumentJson.Default.TellingDocument
                    )
                )
            );

        var batch = new AtomicBatch(_wallets, wallet.MemberId);
        batch.Create(NoticeDocument.From(notice), DocumentJson.Default.NoticeDocument);
        // Who enrolled meanwhile has accepted it. Ids have no quotes in them.
        batch.SetIf(WalletDocument.IdOf(wallet.ProgrammeId), $"c.told < '{told}'", [.. noted]);
        return (await batch.Send(ct)).IsDone;
    }

    public async Task<bool> AnyUndelivered(string programmeId, Announcement announcement, CancellationToken ct)
    {
        await foreach (
            var _ in _wallets.ReadAll(
                Of("SELECT *", "undelivered", programmeId, announcement),
                1,
                DocumentJson.Default.PageNotifiedNotice,
                ct
            )
        )
            return true;
        return false;
    }

    public async Task<DateTimeOffset?> LastNotifiedAt(
        string programmeId,
        Announcement announcement,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.announcement = @announcement ORDER BY c.notifiedAt DESC"
        ).WithParameter("@announcement", NumberOf.Programme(programmeId, announcement.Number));
        await foreach (var last in _wallets.ReadAll(query, 1, DocumentJson.Default.PageNotifiedNotice, ct))
            return StoredTime.At(last.NotifiedAt);
        return null;
    }

    public async Task<TellingCounts> Count(string programmeId, Announcement announcement, CancellationToken ct)
    {
        const string Count = "SELECT VALUE COUNT(1)";
        return new(
            await _wallets.Count(Below(Count, "told", programmeId, announcement.About, announcement.Number), ct),
            await _wallets.Count(Of(Count, "announcement", programmeId, announcement), ct),
            await _wallets.Count(Of(Count, "undelivered", programmeId, announcement), ct)
        );
    }

    private async IAsyncEnumerable<WalletId> Wallets(
        QueryDefinition query,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var wallet in _wallets.ReadAll(query, WalletsPerPage, DocumentJson.Default.PageDueWallet, ct))
            yield return new(wallet.MemberId, wallet.ProgrammeId);
    }

    /// <summary>Wallets of a programme whose number is not there yet.</summary>
    private static QueryDefinition Below(string select, string field, string programmeId, int from, int below) =>
        new QueryDefinition($"{select} FROM c WHERE c.{field} >= @from AND c.{field} < @below")
            .WithParameter("@from", NumberOf.Programme(programmeId, from))
            .WithParameter("@below", NumberOf.Programme(programmeId, below));

    private static QueryDefinition Of(string select, string field, string programmeId, Announcement announcement) =>
        new QueryDefinition($"{select} FROM c WHERE c.{field} = @announcement").WithParameter(
            "@announcement",
            NumberOf.Programme(programmeId, announcement.Number)
        );
}
