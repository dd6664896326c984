using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Deciding;

namespace Points.Cosmos.Wallets;

/// <summary>
/// The one batch of an accepted decision. The request's entry comes first: it fails as a duplicate if the request was
/// seen before. The wallet's replacement comes last, on the version that was decided on.
/// </summary>
internal sealed class WalletCommit
{
    private const int OwnEntryAt = 0;
    private readonly AtomicBatch _batch;
    private readonly int _orderAt = -1, _deedAt = -1;

    public WalletCommit(Container container, LoadedWallet loaded, Decision.Accepted accepted)
    {
        var wallet = accepted.Posting.Wallet;
        _batch = new(container, wallet.Id.MemberId);
        foreach (var entry in accepted.Posting.Entries.Reverse())
            _batch.Create(EntryDocument.From(wallet.Id, entry), DocumentJson.Default.EntryDocument);
        if (accepted.Order is { } order)
        {
            _orderAt = _batch.Count;
            _batch.Create(OrderDocument.From(wallet.Id.MemberId, order), DocumentJson.Default.OrderDocument);
        }
        if (accepted.Deed is { } deed)
        {
            _deedAt = _batch.Count;
            _batch.Create(DeedDocument.From(wallet.Id.MemberId, deed), DocumentJson.Default.DeedDocument);
        }
        if (accepted.Redemption is { } redemption)
            _batch.Create(RedemptionDocument.From(wallet.Id.MemberId, redemption), DocumentJson.Default.RedemptionDocument);
        loaded.Replace(_batch, wallet);
    }

    public async Task<CommitAnswer> Send(CancellationToken ct)
    {
        var answer = await _batch.Send(ct);
        if (answer.IsDone) return CommitAnswer.Committed;
        if (answer.Status != HttpStatusCode.Conflict) return CommitAnswer.WalletMoved;
        if (answer.FailedAt == OwnEntryAt) return answer.Resent ? CommitAnswer.AnswerLost : CommitAnswer.RequestSeenBefore;
        if (answer.FailedAt == _deedAt) return CommitAnswer.DeedSeenBefore;
        return answer.FailedAt == _orderAt ? CommitAnswer.OrderSeenBefore : CommitAnswer.WalletMoved;
    }
}

internal enum CommitAnswer
{
    Committed,

    /// <summary>Somebody else changed the wallet meanwhile: load and decide again.</summary>
    WalletMoved,
    RequestSeenBefore,

    /// <summary>The request's entry stands, most likely by this very commit, whose answer did not arrive.</summary>
    AnswerLost,
    OrderSeenBefore,
    DeedSeenBefore,
}
