namespace Points.Domain.Ledger;

/// <summary>One attempt of a caller to move points. The same caller, route and key mean the same attempt, however often it arrives.</summary>
/// <param name="EntryId">The id its ledger entry will have: unique, so the attempt counts once.</param>
/// <param name="Fingerprint">Of the command: a repeat must ask for the same thing.</param>
/// <param name="Now">When it is decided.</param>
public sealed record Request(string EntryId, string Fingerprint, DateTimeOffset Now)
{
    public const int IdempotencyKeyLengthMax = 128;

    /// <summary>Whether a caller may mark a request with it: 1 to 128 visible ASCII characters.</summary>
    public static bool IsIdempotencyKey(string? text) =>
        text is { Length: > 0 and <= IdempotencyKeyLengthMax } && text.All(c => c is > ' ' and <= '~');

    /// <summary>Whether nobody asked, so that nobody can ask again.</summary>
    public bool HasNoCaller => EntryId.Length == 0;

    /// <summary>For asking what would be, and for booking what time has done.</summary>
    public static Request WithoutCaller(DateTimeOffset now) => new("", "", now);

    public static Request From(string caller, string route, string key, string fingerprint, DateTimeOffset now) =>
        new(Ledger.EntryId.OfRequest(caller, route, key), fingerprint, now);
}
