using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Gifting;

namespace Points.Functions.Gifting;

/// <summary>
/// Gives members and their pets what the programme promises for their birthdays. Safe to run twice, to miss a day, and to be
/// killed half-way: a gift is booked once, and a missed one is made good.
/// </summary>
public sealed partial class BirthdayGifts(GiftRound round, TimeProvider clock, ILogger<BirthdayGifts> log)
{
    [Function("BirthdayGifts")]
    public async Task Run([TimerTrigger("%BirthdayGiftsSchedule%")] TimerInfo timer, CancellationToken ct) => Given(await round.Run(clock.GetUtcNow(), ct));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Members} members had a day of their own")]
    private partial void Given(long members);
}
