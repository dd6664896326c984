using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>What became of a row that was to be posted.</summary>
internal abstract record PostResult
{
    private PostResult() { }

    /// <summary>The host took a purchase.</summary>
    /// <param name="IsReplay">Whether it had been taken by an earlier posting.</param>
    public sealed record Earned(long Points, bool IsReplay) : PostResult;

    /// <summary>The host took a cancellation as a refund.</summary>
    /// <param name="IsReplay">Whether it had been taken by an earlier posting.</param>
    public sealed record Refunded(long Points, bool IsReplay) : PostResult;

    /// <summary>A cancellation was not posted: of no order that is known.</summary>
    public sealed record Unmatched(string Reason) : PostResult;

    /// <summary>The host did not take it.</summary>
    public sealed record Refused(string Code, string Reason) : PostResult
    {
        public static Refused From(HostResponse answer)
        {
            var (code, why) = answer.Problem();
            return new(code, why);
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
            _ => throw new InvalidOperationException($"{GetType()} becomes of no row"),
        };
}
