namespace Points.Domain.Ports;

/// <summary>What of the ledger's feed could not be passed on, whatever was tried: it is kept for somebody to see, while the rest goes on.</summary>
public interface IPoison
{
    /// <summary>Keeps it; once, however often it comes.</summary>
    Task Record(Poisoned poisoned, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Poisoned>> List(int limit, CancellationToken ct);
}

/// <param name="MemberId">The partition of the document; null where even that could not be read.</param>
/// <param name="DocumentId">Of the document that is at fault.</param>
public sealed record Poisoned(string? MemberId, string DocumentId, string Why, DateTimeOffset At);
