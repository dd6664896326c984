using Points.Domain.Actors;
using Points.Domain.Files;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Domain.Erasing;

/// <summary>
/// Erases again whoever was erased before the store was restored to an earlier time. The archive is not restored: it
/// has a file of each erasure. Without a restore, their keys lead to nobody.
/// </summary>
/// <param name="restorable">For how long the store can be restored to an earlier time.</param>
public sealed class RepeatErasures(
    IWriteOnceFiles files,
    ILedgerKeys ledgers,
    IErasures erasures,
    EraseMemberHandler handler,
    TimeSpan restorable
)
{
    private static readonly Requester System = new(ActorRole.System, Client: null, "");

    /// <returns>How many members were erased again.</returns>
    /// <exception cref="AggregateException">Some failed. The others were erased.</exception>
    public async Task<long> Run(DateTimeOffset now, CancellationToken ct)
    {
        var (steps, repeated) = (new IndependentSteps(), 0L);
        var (first, last) = (DayOf(now - restorable), DayOf(now).AddDays(1));
        for (var day = first; day <= last; day = day.AddDays(1))
            await foreach (var name in files.List(ErasureFile.FolderOf(day), after: null, ct))
                await steps.Run(async () => repeated += await Repeat(name, now, ct) ? 1 : 0);
        steps.ThrowIfAnyFailed($"{repeated} members were erased again");
        return repeated;
    }

    private async Task<bool> Repeat(string fileName, DateTimeOffset now, CancellationToken ct)
    {
        if (
            ErasureFile.KeyIn(fileName) is not { } key
            || await ledgers.FindMember(key, ct) is not { } memberId
            || (await ledgers.Find(memberId, ct))?.Value != key
            || await erasures.Find(key, ct) is not null
        )
            return false;
        await handler.Handle(new(memberId), System, now, ct);
        return true;
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
