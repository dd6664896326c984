namespace Points.Domain.Keys;

/// <summary>The secrets of a deployment. They are in its key vault, or in the data folder of its one machine.</summary>
/// <param name="Signing">Seeds of Ed25519 keys, which sign what outsiders check.</param>
/// <param name="Integrity">Keys of MACs, by which the app recognises what it has stored itself.</param>
public sealed record SecretKeys(KeyVersions Signing, KeyVersions Integrity)
{
    /// <summary>
    /// Until when stored documents without a MAC are accepted, for a store that a version without MACs wrote; null if
    /// none are.
    /// </summary>
    public DateTimeOffset? AcceptUnsealedUntil { get; init; }
}
