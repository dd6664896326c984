using System.Buffers.Text;
using System.Text;
using Points.Local.Hosting;

namespace Points.Local.Clock;

/// <summary>
/// Business time: the machine's clock plus an offset. The offset can be set and survives a restart. Timers and measured
/// durations follow the machine's clock.
/// </summary>
internal sealed class LocalClock : TimeProvider
{
    private const string FileName = "clock";

    /// <summary>Outside these bounds, dates that are computed from the clock could leave the calendar.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DataFolder _folder;
    private long _aheadTicks;
    private TaskCompletionSource _nextSet = NewSignal();

    private LocalClock(DataFolder folder, long aheadTicks) => (_folder, _aheadTicks) = (folder, aheadTicks);

    public static LocalClock Restore(DataFolder folder)
    {
        if (folder.Read(FileName) is not { } bytes)
            return new(folder, 0);
        var isWhole = Utf8Parser.TryParse(bytes, out long ticks, out var length) && length == bytes.Length;
        var now = System.GetUtcNow().Ticks;
        return isWhole && ticks >= Earliest.Ticks - now && ticks <= Latest.Ticks - now
            ? new(folder, ticks)
            : throw new CannotStartException(
                $"{Path.Combine(folder.Path, FileName)} is damaged: it must hold one whole number, the "
                    + $"offset of business time in ticks, for a time from {Earliest:yyyy} to {Latest:yyyy}."
            );
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    /// <summary>
    /// Completes when the clock is next set. Take it before you read the time, so that no change is missed.
    /// </summary>
    public Task NextSet => Volatile.Read(ref _nextSet).Task;

    /// <summary>Sets business time. It runs on from there.</summary>
    public void Set(DateTimeOffset now)
    {
        var ahead = (now - System.GetUtcNow()).Ticks;
        _folder.Write(FileName, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{ahead}")));
        Volatile.Write(ref _aheadTicks, ahead);
        Interlocked.Exchange(ref _nextSet, NewSignal()).SetResult();
    }

    /// <summary>
    /// Waiters continue on their own threads, so that they do not delay the caller that sets the clock.
    /// </summary>
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
