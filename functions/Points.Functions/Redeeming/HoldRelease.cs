using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Redeeming;

namespace Points.Functions.Redeeming;

/// <summary>
/// Ends holds whose time is over, carries transfers on, and gives back stock that nobody has. Safe to run twice, to miss,
/// and to be killed half-way.
/// </summary>
public sealed partial class HoldRelease(HoldReleases releases, TimeProvider clock, ILogger<HoldRelease> log)
{
    [Function("HoldRelease")]
    public async Task Run([TimerTrigger("%HoldReleaseSchedule%")] TimerInfo timer, CancellationToken ct)
    {
        var (wallets, reservations) = await releases.Run(clock.GetUtcNow(), ct);
        Released(wallets, reservations);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Wallets} wallets and {Reservations} reservations were seen to")]
    private partial void Released(long wallets, long reservations);
}
