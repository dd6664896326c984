using Points.Domain.Jobs;

namespace Points.Domain.Erasing;

/// <summary>Continues the erasures that are under way.</summary>
public sealed class ErasureRun(IErasures erasures, EraseMemberHandler handler)
{
    /// <summary>Members ask for it rarely. What one run does not reach, the next one does.</summary>
    public const int ErasuresPerRunMax = 1_000;

    /// <returns>How many members were erased to the end.</returns>
    /// <exception cref="AggregateException">Some failed. The others were continued.</exception>
    public async Task<long> Run(DateTimeOffset now, CancellationToken ct)
    {
        var (steps, done) = (new IndependentSteps(), 0L);
        foreach (var erasure in await erasures.ListUnderWay(ErasuresPerRunMax, ct))
            await steps.Run(async () =>
            {
                if (await handler.Continue(erasure, now, ct) is null)
                    done++;
            });
        steps.ThrowIfAnyFailed($"{done} members were erased");
        return done;
    }
}
