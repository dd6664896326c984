using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;

namespace Points.Cosmos.Wallets;

/// <summary>
/// The batch that commits an accepted decision. The request's entry comes first: it conflicts if the request was booked
/// before. The wallet comes last and fails if its version has changed since the decision.
/// </summary>
internal sealed class WalletCommit
{
    private const int RequestEntryIndex = 0;

    /// <summary>JSON numbers are exact up to here in every language.</summary>
    private const long AttemptsEnd = 1L << 53;

    private readonly AtomicBatch _batch;
    private readonly Dictionary<int, WalletRecord> _created = [];
    private readonly int _spendCodeIndex = -1;

    /// <param name="trace">The W3C trace parent to store in the entries; null if the trace is not recorded.</param>
    /// <param name="by">Who asked; null if a job commits.</param>
    public WalletCommit(
        Container container,
        LoadedWallet loaded,
        Decision.Accepted accepted,
        string? trace,
        Requester? by
    )
    {
        var wallet = accepted.PendingChange.Wallet;
        _batch = new(container, wallet.Id.MemberId);
        Attempt = Random.Shared.NextInt64(AttemptsEnd);
        // Newest first, which puts the request's entry at RequestEntryIndex.
        foreach (var entry in accepted.PendingChange.Entries.Reverse())
            _batch.Create(EntryDocument.From(wallet.Id, entry, trace, Attempt), DocumentJson.Default.EntryDocument);
        foreach (var entry in accepted.PendingChange.Entries)
            if (ActorDocument.For(wallet.Id, entry, by) is { } actor)
                _batch.Create(actor, DocumentJson.Default.ActorDocument);
        foreach (var record in accepted.NewRecords)
        {
            _created[_batch.Count] = record;
            loaded.Records.Create(_batch, record);
        }
        foreach (var record in accepted.ChangedRecords)
            loaded.Records.Replace(_batch, record);
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

    /// <summary>The random number in the entries of this commit.</summary>
    public long Attempt { get; }

    /// <summary>Whether the commit is more than the store takes at once.</summary>
    public bool IsTooLarge => _batch.IsTooLarge;

    public async Task<CommitResult> Send(CancellationToken ct)
    {
        var result = await _batch.Send(ct);
        if (result.IsSuccess)
            return new(CommitStatus.Committed);
        if (result.FailedIndex == _spendCodeIndex)
            return new(CommitStatus.SpendCodeRefused);
        if (result.Status != HttpStatusCode.Conflict)
            return new(CommitStatus.WalletChanged);
        // Check records first: a commit without entries has a record at RequestEntryIndex.
        if (_created.TryGetValue(result.FailedIndex, out var duplicate))
            return new(CommitStatus.DuplicateRecord, duplicate);
        return result.FailedIndex == RequestEntryIndex
            ? new(result.WasResent ? CommitStatus.ResponseLost : CommitStatus.DuplicateRequest)
            : new(CommitStatus.WalletChanged);
    }
}
