using Points.Domain.Ports;

namespace Points.Domain.Notifying;

/// <summary>Keeps what gateways say of notices that they have taken.</summary>
public sealed class Receiving(INotices notices)
{
    private const int PutsMax = 10;

    /// <returns>The notice as it is then; null if there is none.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    public async Task<Notice?> Handle(NoticeName name, Receipt receipt, CancellationToken ct)
    {
        for (var put = 0; put < PutsMax; put++)
        {
            if (await notices.Find(name, ct) is not var (notice, version))
                return null;
            var with = notice.With(receipt);
            if (
                ReferenceEquals(with, notice)
                || !notice.Channels.Contains(receipt.Channel)
                || await notices.Put(with, version, ct)
            )
                return with;
        }
        throw new StoreBusyException($"the notice {name.NoticeId} changes all the time");
    }
}
