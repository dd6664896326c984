using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Functions.Expiring;

/// <summary>
/// Finds the wallets in which points have expired, and no others, and hands them out in chunks. Safe to run twice, to miss,
/// and to be killed half-way: what is not booked stays due.
/// </summary>
public sealed partial class ExpirySweep(IWalletStore wallets, IMessageSender sender, TimeProvider clock, ILogger<ExpirySweep> log)
{
    [Function("ExpirySweep")]
    public async Task Run([TimerTrigger("%ExpirySweepSchedule%")] TimerInfo timer, CancellationToken ct)
    {
        var (now, found) = (clock.GetUtcNow(), 0L);
        await foreach (var chunk in wallets.Due(Due.Expiry, now, ct).Chunk(WalletChunk.WalletsMax).WithCancellation(ct))
        {
            await sender.Send(Queues.WalletExpiry, [Message(chunk, now)], ct);
            found += chunk.Length;
        }
        Found(found);
    }

    private static OutgoingMessage Message(WalletId[] chunk, DateTimeOffset now) =>
        new(Digest.Of("wallet-expiry", FormattableString.Invariant($"{now:O}"), chunk[0].MemberId, chunk[0].ProgrammeId), new WalletChunk(chunk).ToJson());

    [LoggerMessage(Level = LogLevel.Information, Message = "points have expired in {Wallets} wallets")]
    private partial void Found(long wallets);
}
