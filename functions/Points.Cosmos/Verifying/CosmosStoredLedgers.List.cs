using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Verifying;

namespace Points.Cosmos.Verifying;

public sealed partial class CosmosStoredLedgers
{
    /// <summary>Begins a position in the ledgers of erased members, which are listed after the others.</summary>
    private const string ErasedPosition = "erased:";

    public async Task<LedgerList?> List(string? position, int limit, CancellationToken ct)
    {
        var ledgers = new List<(WalletId, LedgerKey)>();
        if (position?.StartsWith(ErasedPosition, StringComparison.Ordinal) != true)
        {
            if (await ListInto(ledgers, WalletDocument.TypeName, position, limit, ct) is not var (_, next))
                return null;
            if (next is not null || ledgers.Count >= limit)
                return new(ledgers, next ?? ErasedPosition);
            position = ErasedPosition;
        }
        var start = position[ErasedPosition.Length..];
        var type = ErasedType.Of(WalletDocument.TypeName);
        return await ListInto(ledgers, type, start is "" ? null : start, limit - ledgers.Count, ct) is var (_, last)
            ? new(ledgers, last is null ? null : ErasedPosition + last)
            : null;
    }

    /// <returns>How many were found, and the next position; null if the position is not valid.</returns>
    private async Task<(int Found, string? Next)?> ListInto(
        List<(WalletId, LedgerKey)> ledgers,
        string type,
        string? position,
        int limit,
        CancellationToken ct
    )
    {
        if (
            await ReadPage(
                QueryOf(type),
                partition: null,
                position,
                limit,
                DocumentJson.Default.QueryPageLedgerReference,
                ct
            )
            is not var (found, next)
        )
            return null;
        foreach (var it in found)
            if (it.LedgerKey is { } key)
                ledgers.Add((new(it.MemberId, it.ProgrammeId), new(key, it.PlainIds == true)));
            // The first read of a profile from before there were keys adds one.
            else if (await keys.Find(it.MemberId, ct) is { } added)
                ledgers.Add((new(it.MemberId, it.ProgrammeId), added));
        return (found.Count, next);
    }
}
