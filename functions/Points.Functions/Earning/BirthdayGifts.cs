using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Functions.Jobs;

namespace Points.Functions.Earning;

/// <summary>
/// Gives members and their pets what the programme promises for their birthdays. Safe to run twice, to miss a day, and to be
/// killed half-way: a gift is booked once, and a missed one is made good.
/// </summary>
public sealed class BirthdayGifts(OwnDayGiftRun run, JobRunner jobs)
{
    [Function("BirthdayGifts")]
    public Task Run([TimerTrigger("%BirthdayGiftsSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(BirthdayGifts), timer, async now => new(("members", await run.Run(now, ct))), ct);
}
