using System.Buffers.Text;
using System.Text;
using Points.Local.Hosting;

namespace Points.Local.Clock;

/// <summary>
/// Business time: the machine's, moved by a distance that can be set and outlives the process. Only the time of day is
/// moved; timers and measured durations stay real.
/// </summary>
internal sealed class LocalClock : TimeProvider
{
    private const string FileName = "clock";

    /// <summary>Further away, dates that follow from the clock would leave the calendar.</summary>
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
                $"{Path.Combine(folder.Path, FileName)} is damaged: it must hold one whole number, of ticks to a time from {Earliest:yyyy} to {Latest:yyyy}."
            );
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    /// <summary>Completes when the clock is set next: take it, then read the time, and no setting is missed.</summary>
    public Task NextSet => Volatile.Read(ref _nextSet).Task;

    /// <summary>Sets the clock; it ticks on from there.</summary>
    public void Set(DateTimeOffset now)
    {
        var ahead = (now - System.GetUtcNow()).Ticks;
        _folder.Write(FileName, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{ahead}")));
        Volatile.Write(ref _aheadTicks, ahead);
        Interlocked.Exchange(ref _nextSet, NewSignal()).SetResult();
    }

    /// <summary>Whoever waits for it goes on by itself, and does not hold up whoever sets the clock.</summary>
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
