using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;

namespace Points.Cosmos.Wallets;

/// <summary>
/// The one batch of an accepted decision. The request's entry comes first: it fails as a duplicate if the request was
/// seen before. The wallet's replacement comes last, on the version that was decided on.
/// </summary>
internal sealed class WalletCommit
{
    private const int RequestEntryIndex = 0;
    private readonly AtomicBatch _batch;
    private readonly Dictionary<int, WalletRecord> _created = [];
    private readonly int _spendCodeIndex = -1;

    /// <param name="trace">Where in a trace that is kept this happens.</param>
    public WalletCommit(Container container, LoadedWallet loaded, Decision.Accepted accepted, string? trace)
    {
        var wallet = accepted.PendingChange.Wallet;
        var records = new WalletRecords(container, wallet.Id.MemberId);
        _batch = new(container, wallet.Id.MemberId);
        foreach (var entry in accepted.PendingChange.Entries.Reverse())
            _batch.Create(EntryDocument.From(wallet.Id, entry, trace), DocumentJson.Default.EntryDocument);
        foreach (var record in accepted.NewRecords)
        {
            _created[_batch.Count] = record;
            records.Create(_batch, record);
        }
        foreach (var record in accepted.ChangedRecords)
            records.Replace(_batch, record);
        if (accepted.UsedSpendCode is { } use)
        {
            _spendCodeIndex = _batch.Count;
            _batch.SetIf(
                SpendCodeDocument.SingletonId,
                SpendCodeDocument.UsableCondition(use),
                "/code",
                SpendCodeDocument.Used
            );
        }
        loaded.Replace(
            _batch,
            wallet,
            WalletMaintenance.ScheduleOf(wallet, accepted.PendingChange.Terms, accepted.PendingChange.Now)
        );
    }

    public async Task<CommitResult> Send(CancellationToken ct)
    {
        var answer = await _batch.Send(ct);
        if (answer.IsSuccess)
            return new(CommitStatus.Committed);
        if (answer.FailedIndex == _spendCodeIndex)
            return new(CommitStatus.SpendCodeRefused);
        if (answer.Status != HttpStatusCode.Conflict)
            return new(CommitStatus.WalletChanged);
        // First, as what books nothing has no entry of its own, and a record in its place.
        if (_created.TryGetValue(answer.FailedIndex, out var seen))
            return new(CommitStatus.DuplicateRecord, seen);
        return answer.FailedIndex == RequestEntryIndex
            ? new(answer.WasResent ? CommitStatus.ResponseLost : CommitStatus.DuplicateRequest)
            : new(CommitStatus.WalletChanged);
    }
}

/// <param name="Duplicate">What was there already, where that is the answer.</param>
internal readonly record struct CommitResult(CommitStatus Status, WalletRecord? Duplicate = null);

internal enum CommitStatus
{
    Committed,

    /// <summary>Somebody else changed the wallet meanwhile: load and decide again.</summary>
    WalletChanged,
    DuplicateRequest,

    /// <summary>The request's entry stands, most likely by this very commit, whose answer did not arrive.</summary>
    ResponseLost,

    /// <summary>What must be unique is there, by another request.</summary>
    DuplicateRecord,

    /// <summary>The member's code is another one, used, over, or good for fewer points.</summary>
    SpendCodeRefused,
}
