using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Budgets;
using Points.Cosmos.Documents;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Verifying;

namespace Points.Cosmos.Verifying;

/// <summary>Reads ledgers from the container of wallets, to verify them.</summary>
public sealed partial class CosmosStoredLedgers(CosmosClient client, ILedgerKeys keys) : IStoredLedgers
{
    /// <summary>How many short pages of the store make one page of a list, at most.</summary>
    private const int StorePagesMax = 10;

    private const int DocumentsPerPage = 1_000;

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly Container _budgets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Budgets);

    public async Task<IReadOnlyList<WalletId>> FindWallets(string ledgerKey, CancellationToken ct)
    {
        // The ledgers of an erased member are in the partition that their key names.
        var owner = await keys.FindMember(ledgerKey, ct);
        var query = QueryOf(owner is null ? ErasedType.Of(WalletDocument.TypeName) : WalletDocument.TypeName);
        var found = new List<WalletId>();
        await foreach (
            var it in _wallets.ReadAll(
                query,
                DocumentsPerPage,
                DocumentJson.Default.QueryPageLedgerReference,
                ct,
                owner ?? ledgerKey
            )
        )
            if (it.LedgerKey is null || it.LedgerKey == ledgerKey)
                found.Add(new(it.MemberId, it.ProgrammeId));
        return [.. found.OrderBy(it => it.ProgrammeId, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<LedgerEntry>> ReadEntries(
        WalletId wallet,
        long after,
        long upTo,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId AND c.sequence > @after "
                + "AND c.sequence <= @upTo ORDER BY c.sequence"
        )
            .WithParameter("@type", await TypeIn(wallet, EntryDocument.TypeName, ct))
            .WithParameter("@programmeId", wallet.ProgrammeId)
            .WithParameter("@after", after)
            .WithParameter("@upTo", upTo);
        var read = await _wallets.ReadUpTo(
            limit,
            query,
            wallet.MemberId,
            DocumentJson.Default.QueryPageJsonElement,
            ct
        );
        return [.. read.Select(StoredRecords.ReadEntry)];
    }

    public async Task<RecordList?> ReadRecords(WalletId wallet, string? position, int limit, CancellationToken ct)
    {
        var (kind, token) = RecordPosition.Parse(position) ?? (-1, null);
        if (kind < 0)
            return null;
        var records = new List<WalletRecord>();
        for (; kind < StoredRecords.Types.Length; (kind, token) = (kind + 1, null))
        {
            if (
                await ReadPage(
                    QueryOf(await TypeIn(wallet, StoredRecords.Types[kind], ct), wallet.ProgrammeId),
                    wallet.MemberId,
                    token,
                    limit - records.Count,
                    DocumentJson.Default.QueryPageJsonElement,
                    ct
                )
                is not var (documents, next)
            )
                return null;
            records.AddRange(documents.Select(StoredRecords.ReadRecord).OfType<WalletRecord>());
            if (next is not null)
                return new(records, RecordPosition.Format(kind, next));
            if (records.Count >= limit && kind + 1 < StoredRecords.Types.Length)
                return new(records, RecordPosition.Format(kind + 1, null));
        }
        return new(records, Next: null);
    }

    public async Task<MemberLedgers> ReadMember(string memberId, CancellationToken ct)
    {
        var documents = new MemberDocuments(memberId);
        await foreach (
            var document in _wallets.ReadAll(
                new QueryDefinition("SELECT * FROM c"),
                DocumentsPerPage,
                DocumentJson.Default.QueryPageJsonElement,
                ct,
                memberId
            )
        )
            documents.Add(document);
        return documents.ToLedgers();
    }

    /// <summary>
    /// Reads the ledgers of all members in one pass, for a store that reads one partition after the other, as the
    /// one-machine store does. A member whose documents do not come together would be reported as differing.
    /// </summary>
    /// <returns>For each member what reads the ledgers from the documents, which may be called by any thread.</returns>
    public async IAsyncEnumerable<Func<MemberLedgers>> ReadInOnePass([EnumeratorCancellation] CancellationToken ct)
    {
        var (memberId, documents) = ("", new List<JsonElement>());
        await foreach (
            var document in _wallets.ReadAll(
                new QueryDefinition("SELECT * FROM c"),
                DocumentsPerPage,
                DocumentJson.Default.QueryPageJsonElement,
                ct
            )
        )
        {
            if (StoredRecords.Text(document, "memberId") is { } owner && owner != memberId)
            {
                if (documents.Count > 0)
                    yield return MemberDocuments.ReaderOf(memberId, documents);
                (memberId, documents) = (owner, []);
            }
            documents.Add(document);
        }
        if (documents.Count > 0)
            yield return MemberDocuments.ReaderOf(memberId, documents);
    }

    public async IAsyncEnumerable<(string Name, BudgetShard Shard)> ReadBudgets(
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter(
            "@type",
            BudgetShardDocument.TypeName
        );
        await foreach (
            var it in _budgets.ReadAll(query, DocumentsPerPage, DocumentJson.Default.QueryPageBudgetShardDocument, ct)
        )
            yield return (CosmosBudgets.LeasePrefixOf(it.Id), it.ToShard());
    }

    /// <summary>The type of documents of a wallet, whose member may be erased.</summary>
    private async Task<string> TypeIn(WalletId wallet, string type, CancellationToken ct) =>
        await _wallets.Read(
            wallet.MemberId,
            WalletDocument.IdOf(wallet.ProgrammeId),
            DocumentJson.Default.JsonElement,
            ct
        )
            is { Value: var stored }
        && StoredRecords.Text(stored, "type") == ErasedType.Of(WalletDocument.TypeName)
            ? ErasedType.Of(type)
            : type;

    private static QueryDefinition QueryOf(string type) =>
        new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", type);

    /// <summary>A refund does not say of which programme it is.</summary>
    private static QueryDefinition QueryOf(string type, string programmeId) =>
        ErasedType.Before(type) == RefundDocument.TypeName
            ? QueryOf(type)
            : new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId")
                .WithParameter("@type", type)
                .WithParameter("@programmeId", programmeId);

    /// <param name="position">The store's continuation; it came back from a caller, who may have changed it.</param>
    /// <returns>Null if the position is not valid.</returns>
    private async Task<(IReadOnlyList<T> Documents, string? Next)?> ReadPage<T>(
        QueryDefinition query,
        string? partition,
        string? position,
        int limit,
        JsonTypeInfo<QueryPage<T>> type,
        CancellationToken ct
    )
    {
        var documents = new List<T>();
        for (var page = 0; page < StorePagesMax && documents.Count < limit; page++)
        {
            var options = new QueryRequestOptions
            {
                PartitionKey = partition is null ? null : new(partition),
                MaxItemCount = limit - documents.Count,
            };
            try
            {
                using var pages = _wallets.GetItemQueryStreamIterator(query, position, options);
                using var read = await ContainerDocuments.TranslateErrors(() => pages.ReadNextAsync(ct), ct);
                if (position is not null && read.StatusCode == HttpStatusCode.BadRequest)
                    return null;
                CosmosErrors.ThrowUnlessSuccess(read.StatusCode, read.ErrorMessage);
                documents.AddRange(StoredJson.Read(read.Content, type).Documents);
                position = pages.HasMoreResults ? read.ContinuationToken : null;
            }
            catch (Exception fault)
                when (position is not null
                    && fault
                        is ArgumentException
                            or FormatException
                            or CosmosException { StatusCode: HttpStatusCode.BadRequest }
                )
            {
                return null;
            }
            if (position is null)
                break;
        }
        return (documents, position);
    }
}
