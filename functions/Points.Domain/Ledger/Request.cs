using Points.Domain.Actors;

namespace Points.Domain.Ledger;

/// <summary>
/// A caller's request to move points. The same caller, route and idempotency key identify the same request, however
/// often it arrives (decision 1).
/// </summary>
/// <param name="Identity">A digest of caller, route and key. The id of the ledger entry follows from it.</param>
/// <param name="Fingerprint">A digest of the command. A repeat must have the same.</param>
/// <param name="Now">The time at which the request is decided.</param>
public sealed record Request(string Identity, string Fingerprint, DateTimeOffset Now)
{
    public const int IdempotencyKeyLengthMax = 128;

    /// <summary>Who makes the request; null if a job does.</summary>
    public Requester? By { get; init; }

    /// <summary>Why, in the words of who asks; null if no reason is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a second person of the staff has approved it.</summary>
    public bool IsApproved { get; init; }

    /// <summary>Whether a text is a valid idempotency key: 1 to 128 visible ASCII characters.</summary>
    public static bool IsIdempotencyKey(string? text) =>
        text is { Length: > 0 and <= IdempotencyKeyLengthMax } && text.All(c => c is > ' ' and <= '~');

    /// <summary>Whether no caller made the request, so that it cannot be repeated.</summary>
    public bool HasNoCaller => Identity.Length == 0;

    /// <summary>A request for quotes and for scheduled changes.</summary>
    public static Request WithoutCaller(DateTimeOffset now) => new("", "", now);

    public static Request From(string caller, string route, string key, string fingerprint, DateTimeOffset now) =>
        new(EntryId.OfRequest(caller, route, key), fingerprint, now);

    /// <summary>The id of the request's entry in a ledger. It is unique, so the request counts once.</summary>
    public string EntryIdIn(LedgerKey key) => HasNoCaller ? "" : EntryId.InLedger(key, Identity);

    /// <summary>The fingerprint that the entry keeps.</summary>
    public string FingerprintIn(LedgerKey key) => HasNoCaller ? "" : key.Protect(Fingerprint);
}
