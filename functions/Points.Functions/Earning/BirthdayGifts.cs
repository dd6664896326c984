using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Functions.Jobs;

namespace Points.Functions.Earning;

/// <summary>
/// Gives members the gifts that the programme promises for their own and their pets' birthdays. The job can be
/// repeated, missed or interrupted: a gift is booked once, and the next run makes up for a missed one.
/// </summary>
public sealed class BirthdayGifts(OwnDayGiftRun run, JobRunner jobs)
{
    [Function("BirthdayGifts")]
    public Task Run([TimerTrigger("%BirthdayGiftsSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(BirthdayGifts), timer, async now => new(("members", await run.Run(now, ct))), ct);
}
