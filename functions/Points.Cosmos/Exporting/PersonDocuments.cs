using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Persons;

namespace Points.Cosmos.Exporting;

/// <summary>Reads the documents of one person, page by page.</summary>
internal sealed class PersonDocuments(Database database, string memberId, string ledgerKey)
{
    private const int DocumentsPerPage = 200;

    /// <summary>All documents of a kind that are found by the member's id or by the key of the ledgers.</summary>
    public async IAsyncEnumerable<JsonElement> Read(StoredKind kind, [EnumeratorCancellation] CancellationToken ct)
    {
        var documents = kind.Link.HasFlag(PersonLink.OwnPartition) ? ReadOwn(kind, null, ct) : ReadElsewhere(kind, ct);
        await foreach (var document in documents)
            yield return document;
    }

    /// <summary>The documents of a kind that are in the member's own partition, in the order in which they came.</summary>
    /// <param name="programmeId">Null for all programmes.</param>
    public IAsyncEnumerable<JsonElement> ReadOwn(StoredKind kind, string? programmeId, CancellationToken ct)
    {
        var isLedger = kind.Type == EntryDocument.TypeName;
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type"
                + (programmeId is null ? "" : " AND c.programmeId = @programmeId")
                + (isLedger ? " ORDER BY c.sequence" : "")
        ).WithParameter("@type", kind.Type);
        if (programmeId is not null)
            query = query.WithParameter("@programmeId", programmeId);
        return ReadPages(kind.Container, query, memberId, ct);
    }

    private async IAsyncEnumerable<JsonElement> ReadElsewhere(
        StoredKind kind,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        if (kind.Link.HasFlag(PersonLink.LedgerKey))
            await foreach (var document in ReadBy("ledgerKey", ledgerKey, kind, ct))
                yield return document;
        if (kind.Link.HasFlag(PersonLink.MemberId))
            await foreach (var document in ReadBy("memberId", memberId, kind, ct))
                if (!NamesTheLedger(document))
                    yield return document;
    }

    private IAsyncEnumerable<JsonElement> ReadBy(
        string property,
        string value,
        StoredKind kind,
        CancellationToken ct
    ) =>
        ReadPages(
            kind.Container,
            new QueryDefinition($"SELECT * FROM c WHERE c.{property} = @value AND c.type = @type")
                .WithParameter("@value", value)
                .WithParameter("@type", kind.Type),
            partition: null,
            ct
        );

    private bool NamesTheLedger(JsonElement document) =>
        document.TryGetProperty("ledgerKey", out var key) && key.ValueEquals(ledgerKey);

    private IAsyncEnumerable<JsonElement> ReadPages(
        string container,
        QueryDefinition query,
        string? partition,
        CancellationToken ct
    ) =>
        database
            .GetContainer(container)
            .ReadAll(query, DocumentsPerPage, DocumentJson.Default.QueryPageJsonElement, ct, partition);
}
