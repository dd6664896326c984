using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Deciding;
using Points.Domain.Maintaining;

namespace Points.Cosmos.Wallets;

/// <summary>
/// The one batch of an accepted decision. The request's entry comes first: it fails as a duplicate if the request was
/// seen before. The wallet's replacement comes last, on the version that was decided on.
/// </summary>
internal sealed class WalletCommit
{
    private const int OwnEntryAt = 0;
    private readonly AtomicBatch _batch;
    private readonly Dictionary<int, Record> _created = [];
    private readonly int _spendCodeAt = -1;

    /// <param name="trace">Where in a trace that is kept this happens.</param>
    public WalletCommit(Container container, LoadedWallet loaded, Decision.Accepted accepted, string? trace)
    {
        var wallet = accepted.Posting.Wallet;
        var records = new WalletRecords(container, wallet.Id.MemberId);
        _batch = new(container, wallet.Id.MemberId);
        foreach (var entry in accepted.Posting.Entries.Reverse())
            _batch.Create(EntryDocument.From(wallet.Id, entry, trace), DocumentJson.Default.EntryDocument);
        foreach (var record in accepted.Creates)
        {
            _created[_batch.Count] = record;
            records.Create(_batch, record);
        }
        foreach (var record in accepted.Changes)
            records.Replace(_batch, record);
        if (accepted.SpendCode is { } use)
        {
            _spendCodeAt = _batch.Count;
            _batch.SetIf(SpendCodeDocument.OnlyId, SpendCodeDocument.Condition(use), "/code", SpendCodeDocument.Used);
        }
        loaded.Replace(
            _batch,
            wallet,
            WalletMaintenance.ScheduleOf(wallet, accepted.Posting.Terms, accepted.Posting.Now)
        );
    }

    public async Task<CommitResult> Send(CancellationToken ct)
    {
        var answer = await _batch.Send(ct);
        if (answer.IsDone)
            return new(CommitAnswer.Committed);
        if (answer.FailedAt == _spendCodeAt)
            return new(CommitAnswer.SpendCodeRefused);
        if (answer.Status != HttpStatusCode.Conflict)
            return new(CommitAnswer.WalletMoved);
        // First, as what books nothing has no entry of its own, and a record in its place.
        if (_created.TryGetValue(answer.FailedAt, out var seen))
            return new(CommitAnswer.RecordSeenBefore, seen);
        return answer.FailedAt == OwnEntryAt
            ? new(answer.Resent ? CommitAnswer.AnswerLost : CommitAnswer.RequestSeenBefore)
            : new(CommitAnswer.WalletMoved);
    }
}

/// <param name="Seen">What was there already, where that is the answer.</param>
internal readonly record struct CommitResult(CommitAnswer Answer, Record? Seen = null);

internal enum CommitAnswer
{
    Committed,

    /// <summary>Somebody else changed the wallet meanwhile: load and decide again.</summary>
    WalletMoved,
    RequestSeenBefore,

    /// <summary>The request's entry stands, most likely by this very commit, whose answer did not arrive.</summary>
    AnswerLost,

    /// <summary>What must be unique is there, by another request.</summary>
    RecordSeenBefore,

    /// <summary>The member's code is another one, used, over, or good for fewer points.</summary>
    SpendCodeRefused,
}
