namespace Points.Local.Importing;

/// <summary>What the host made of a purchase.</summary>
internal abstract record Posted
{
    private Posted() { }

    /// <param name="Before">Whether it had been accepted by an earlier posting.</param>
    public sealed record Accepted(long Points, bool Before) : Posted;

    public sealed record Refused(string Code, string Why) : Posted;

    public T Match<T>(Func<Accepted, T> accepted, Func<Refused, T> refused) => this switch
    {
        Accepted it => accepted(it),
        Refused it => refused(it),
        _ => throw new InvalidOperationException($"{GetType()} is no answer to a purchase"),
    };
}
