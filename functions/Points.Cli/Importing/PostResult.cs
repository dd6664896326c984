using Points.Cli.Client;

namespace Points.Cli.Importing;

/// <summary>The outcome of a row that was to be posted.</summary>
internal abstract record PostResult
{
    private PostResult() { }

    /// <summary>The host accepted a purchase.</summary>
    /// <param name="IsReplay">Whether the host had accepted it before.</param>
    public sealed record Earned(long Points, bool IsReplay) : PostResult;

    /// <summary>The host accepted a cancellation as a refund.</summary>
    /// <param name="IsReplay">Whether the host had accepted it before.</param>
    public sealed record Refunded(long Points, bool IsReplay) : PostResult;

    /// <summary>A cancellation was not posted, because it matches no order.</summary>
    public sealed record Unmatched(string Reason) : PostResult;

    /// <summary>The host refused the row.</summary>
    public sealed record Refused(string Code, string Reason) : PostResult
    {
        public static Refused From(HostResponse answer)
        {
            var (code, reason) = answer.Problem();
            return new(code, reason);
        }
    }

    public T Match<T>(
        Func<Earned, T> earned,
        Func<Refunded, T> refunded,
        Func<Unmatched, T> unmatched,
        Func<Refused, T> refused
    ) =>
        this switch
        {
            Earned it => earned(it),
            Refunded it => refunded(it),
            Unmatched it => unmatched(it),
            Refused it => refused(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known result."),
        };
}
