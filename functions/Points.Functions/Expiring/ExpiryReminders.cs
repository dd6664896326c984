using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Expiring;

namespace Points.Functions.Expiring;

/// <summary>
/// Reminds members of points that expire in thirty, seven and one days (law L3). Safe to run twice, to miss, and to be killed
/// half-way: a reminder and the note that it was given are one commit.
/// </summary>
public sealed partial class ExpiryReminders(ReminderRound round, TimeProvider clock, ILogger<ExpiryReminders> log)
{
    [Function("ExpiryReminders")]
    public async Task Run([TimerTrigger("%ExpiryRemindersSchedule%")] TimerInfo timer, CancellationToken ct) => Reminded(await round.Run(clock.GetUtcNow(), ct));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Members} members were reminded")]
    private partial void Reminded(long members);
}
