namespace Points.Cli.Sending;

/// <summary>The outcome of an event.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <param name="WasEarlier">Whether an earlier message of this id already had the outcome.</param>
    public sealed record Accepted(bool WasEarlier) : SendOutcome;

    public sealed record Refused(int StatusCode, string Code, string Reason, bool WasEarlier) : SendOutcome;

    /// <summary>The host could not process the message.</summary>
    public sealed record DeadLettered(string Reason, string Description) : SendOutcome;

    /// <summary>The host reported no outcome in time.</summary>
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
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome."),
        };

    /// <summary>One line for the report; null for an accepted event, which needs none.</summary>
    public string? Describe() =>
        Match<string?>(
            accepted: _ => null,
            refused: it => FormattableString.Invariant($"refused, {it.StatusCode} {it.Code}: {it.Reason}"),
            deadLettered: it => $"dead-lettered, {it.Reason}: {it.Description}",
            unknown: _ => "no outcome yet"
        );
}
