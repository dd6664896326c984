using Points.Cli.Importing.Reading;

namespace Points.Cli.Importing.Posting;

/// <summary>The outcome of a transaction that was to be posted.</summary>
internal abstract record PostResult
{
    private PostResult() { }

    /// <summary>The host accepted all of it.</summary>
    /// <param name="IsReplay">Whether the host had accepted all of it before.</param>
    /// <param name="Issued">The points that it issued now.</param>
    /// <param name="TakenBack">The points that it took back now.</param>
    /// <param name="IsWaiting">Whether a refund waits for its order, which the host does not know yet.</param>
    public sealed record Accepted(bool IsReplay, long Issued, long TakenBack, bool IsWaiting) : PostResult;

    /// <summary>A refund was not posted, because it matches no order.</summary>
    public sealed record Unmatched(string Reason) : PostResult;

    /// <summary>The host refused it.</summary>
    public sealed record Refused(RowFault Fault) : PostResult;

    public T Match<T>(Func<Accepted, T> accepted, Func<Unmatched, T> unmatched, Func<Refused, T> refused) =>
        this switch
        {
            Accepted it => accepted(it),
            Unmatched it => unmatched(it),
            Refused it => refused(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known result."),
        };
}
