using System.Collections.Immutable;

namespace Points.Domain;

/// <summary>
/// What must be true of the stored version for a write to replace it (RFC 9110, If-Match and If-None-Match). The write
/// checks it on the version that its own commit replaces, so no other write can come between.
/// </summary>
public sealed record WriteCondition
{
    public static readonly WriteCondition None = new();

    /// <summary>The versions that may be replaced; null for any.</summary>
    public ImmutableArray<string>? Versions { get; init; }

    /// <summary>Whether there must be a stored version, whichever it is.</summary>
    public bool MustExist { get; init; }

    /// <summary>Whether nothing may be stored yet.</summary>
    public bool MustBeNew { get; init; }

    /// <param name="version">The version to replace; null if nothing is stored.</param>
    /// <returns>Null if the write may replace this version.</returns>
    public Refusal? FindRefusal(string? version) =>
        version is null
            ? MustExist || Versions is not null
                ? new Refusal.VersionMismatch()
                : null
            : MustBeNew
                ? new Refusal.AlreadyExists()
                : Versions is { } allowed && !allowed.Contains(version)
                    ? new Refusal.VersionMismatch()
                    : null;
}
