using Points.Domain.Ledger;

namespace Points.Domain.Notifying;

/// <summary>Records what a gateway reports about a notice that it accepted.</summary>
public sealed record RecordDeliveryReceipt(NoticeKey NoticeKey, DeliveryReceipt Receipt);

/// <summary>Records delivery receipts. Gateways may send the same one several times: it counts once.</summary>
public sealed class RecordDeliveryReceiptHandler(INotices notices)
{
    private const int WriteAttemptsMax = 10;

    /// <returns>
    /// The notice with the receipt; unchanged if it has one of that channel and status. The notice is not written if
    /// the channel is not one of its channels. Null if the notice does not exist.
    /// </returns>
    /// <exception cref="StoreBusyException">The store is throttled or contended; nothing was written.</exception>
    public async Task<Notice?> Handle(RecordDeliveryReceipt command, CancellationToken ct)
    {
        for (var attempt = 0; attempt < WriteAttemptsMax; attempt++)
        {
            if (await notices.Find(command.NoticeKey, ct) is not var (notice, version))
                return null;
            var updated = notice.WithReceipt(command.Receipt);
            if (
                ReferenceEquals(updated, notice)
                || !notice.Channels.Contains(command.Receipt.Channel)
                || await notices.TryReplace(updated, version, ct)
            )
                return updated;
        }
        throw new StoreBusyException($"notice {command.NoticeKey.NoticeId} was changed by others at every attempt");
    }
}
