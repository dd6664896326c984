using Points.Domain.Ledger;

namespace Points.Domain.Notifying;

/// <summary>Keeps what gateways say of notices that they have taken.</summary>
public sealed class DeliveryReceiptHandler(INotices notices)
{
    private const int WriteAttemptsMax = 10;

    /// <returns>The notice as it is then; null if there is none.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    public async Task<Notice?> Handle(NoticeKey name, DeliveryReceipt receipt, CancellationToken ct)
    {
        for (var put = 0; put < WriteAttemptsMax; put++)
        {
            if (await notices.Find(name, ct) is not var (notice, version))
                return null;
            var with = notice.WithReceipt(receipt);
            if (
                ReferenceEquals(with, notice)
                || !notice.Channels.Contains(receipt.Channel)
                || await notices.TryReplace(with, version, ct)
            )
                return with;
        }
        throw new StoreBusyException($"the notice {name.NoticeId} changes all the time");
    }
}
