using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>What became of a row that was to be posted.</summary>
internal abstract record Posted
{
    private Posted() { }

    /// <summary>The host took a purchase.</summary>
    /// <param name="Before">Whether it had been taken by an earlier posting.</param>
    public sealed record Earned(long Points, bool Before) : Posted;

    /// <summary>The host took a cancellation as a refund.</summary>
    /// <param name="Before">Whether it had been taken by an earlier posting.</param>
    public sealed record TakenBack(long Points, bool Before) : Posted;

    /// <summary>A cancellation was not posted: of no order that is known.</summary>
    public sealed record Unmatched(string Why) : Posted;

    /// <summary>The host did not take it.</summary>
    public sealed record Refused(string Code, string Why) : Posted
    {
        public static Refused By(HostAnswer answer)
        {
            var (code, why) = answer.Problem();
            return new(code, why);
        }
    }

    public T Match<T>(
        Func<Earned, T> earned,
        Func<TakenBack, T> takenBack,
        Func<Unmatched, T> unmatched,
        Func<Refused, T> refused
    ) =>
        this switch
        {
            Earned it => earned(it),
            TakenBack it => takenBack(it),
            Unmatched it => unmatched(it),
            Refused it => refused(it),
            _ => throw new InvalidOperationException($"{GetType()} becomes of no row"),
        };
}
