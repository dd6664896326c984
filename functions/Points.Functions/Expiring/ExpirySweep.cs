using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Functions.Jobs;

namespace Points.Functions.Expiring;

/// <summary>
/// Finds the wallets in which points have expired and queues them in chunks. The job can be repeated, missed or
/// interrupted: a wallet stays due until its expiry is booked.
/// </summary>
public sealed class ExpirySweep(IWalletStore wallets, IMessageSender sender, JobRunner jobs)
{
    [Function("ExpirySweep")]
    public Task Run([TimerTrigger("%ExpirySweepSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(ExpirySweep),
            timer,
            async now =>
            {
                var queued = 0L;
                await foreach (
                    var chunk in wallets
                        .ListDue(MaintenanceKind.Expiry, now, ct)
                        .Chunk(WalletChunk.WalletsMax)
                        .WithCancellation(ct)
                )
                {
                    await sender.Send(Queues.WalletExpiry, [ToMessage(new(chunk), now)], ct);
                    queued += chunk.Length;
                }
                return new(("wallets", queued));
            },
            ct
        );

    private static OutgoingMessage ToMessage(WalletChunk chunk, DateTimeOffset now) =>
        new(
            Digest.Compute(
                "wallet-expiry",
                FormattableString.Invariant($"{now:O}"),
                chunk.First.MemberId,
                chunk.First.ProgrammeId
            ),
            chunk.ToJson()
        );
}
