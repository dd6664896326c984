using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Reviewing;

namespace Points.Functions.Reviewing;

/// <summary>
/// Reviews tiers with the beginning of each month: one step down, and the member is told. Safe to run twice, to miss, and to
/// be killed half-way.
/// </summary>
public sealed partial class TierReview(ReviewRound round, TimeProvider clock, ILogger<TierReview> log)
{
    [Function("TierReview")]
    public async Task Run([TimerTrigger("%TierReviewSchedule%")] TimerInfo timer, CancellationToken ct) => Reviewed(await round.Run(clock.GetUtcNow(), ct));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Wallets} tiers were reviewed")]
    private partial void Reviewed(long wallets);
}
