using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Domain.Granting;
using Points.Domain.Jobs;
using Points.Functions.Jobs;

namespace Points.Functions.Earning;

/// <summary>
/// Gives members what they get without asking: the gifts that the programme promises for their own and their pets'
/// birthdays, and what its grants give to whoever qualifies. The job can be repeated, missed or interrupted: a gift is
/// booked once, and the next run makes up for a missed one.
/// </summary>
public sealed class BirthdayGifts(OwnDayGiftRun gifts, GrantRun grants, JobRunner jobs)
{
    [Function("BirthdayGifts")]
    public Task Run([TimerTrigger("%BirthdayGiftsSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(nameof(BirthdayGifts), timer, share => Run(share, ct), ct);

    private async Task<JobReport> Run(RunShare share, CancellationToken ct)
    {
        var (steps, members) = (new IndependentSteps(), 0L);
        var (given, notGiven) = (0L, 0L);
        await steps.Run(async () => members = await gifts.Run(share, ct));
        await steps.Run(async () => (given, notGiven) = await grants.Run(share, ct));
        steps.ThrowIfAnyFailed($"{members} members got gifts and {given} grants were given");
        return new(("members", members), ("grants", given), ("grantsNotGiven", notGiven));
    }
}
