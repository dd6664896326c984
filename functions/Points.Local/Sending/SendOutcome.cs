namespace Points.Local.Sending;

/// <summary>What came of an event that was sent.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <param name="WasEarlier">Whether that had come of it already when it was sent.</param>
    public sealed record Accepted(bool WasEarlier) : SendOutcome;

    public sealed record Refused(int StatusCode, string Code, string Reason, bool WasEarlier) : SendOutcome;

    /// <summary>The host cannot make anything of it.</summary>
    public sealed record DeadLettered(string Reason, string Description) : SendOutcome;

    /// <summary>Nothing yet, for longer than anyone waits.</summary>
    public sealed record Unknown : SendOutcome;

    public T Match<T>(
        Func<Accepted, T> accepted,
        Func<Refused, T> refused,
        Func<DeadLettered, T> deadLettered,
        Func<Unknown, T> unknown
    ) =>
        this switch
        {
            Accepted it => accepted(it),
            Refused it => refused(it),
            DeadLettered it => deadLettered(it),
            Unknown it => unknown(it),
            _ => throw new InvalidOperationException($"{GetType()} comes of no event"),
        };

    /// <summary>In a line, for people; null where there is nothing to tell.</summary>
    public string? Describe() =>
        Match<string?>(
            accepted: _ => null,
            refused: it => FormattableString.Invariant($"refused, {it.StatusCode} {it.Code}: {it.Reason}"),
            deadLettered: it => $"dead-lettered, {it.Reason}: {it.Description}",
            unknown: _ => "no outcome yet"
        );
}
