using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Functions.Jobs;

namespace Points.Functions.Expiring;

/// <summary>
/// Finds the wallets in which points have expired, and no others, and hands them out in chunks. Safe to run twice, to miss,
/// and to be killed half-way: what is not booked stays due.
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
                var found = 0L;
                await foreach (
                    var chunk in wallets
                        .ListDue(MaintenanceKind.Expiry, now, ct)
                        .Chunk(WalletChunk.WalletsMax)
                        .WithCancellation(ct)
                )
                {
                    await sender.Send(Queues.WalletExpiry, [ToMessage(chunk, now)], ct);
                    found += chunk.Length;
                }
                return new(("wallets", found));
            },
            ct
        );

    private static OutgoingMessage ToMessage(WalletId[] chunk, DateTimeOffset now) =>
        new(
            Digest.Compute(
                "wallet-expiry",
                FormattableString.Invariant($"{now:O}"),
                chunk[0].MemberId,
                chunk[0].ProgrammeId
            ),
            new WalletChunk(chunk).ToJson()
        );
}
