using System.ComponentModel.DataAnnotations;
using Points.Domain.Keys;

namespace Points.Functions.Settings;

/// <summary>
/// The app's secret keys. In Azure the settings refer to secrets of the key vault; one machine has files of the same
/// names and with the same content. The app does not start without them.
/// </summary>
public sealed class KeysOptions
{
    public const string Section = "Keys";

    /// <summary>The name of the secret, and of the file, with the keys that sign receipts.</summary>
    public const string SigningSecret = "receipt-signing-keys";

    /// <summary>The name of the secret, and of the file, with the keys of the MACs in stored documents.</summary>
    public const string IntegritySecret = "integrity-keys";

    /// <summary>Seeds of Ed25519 keys: each of 32 bytes in base64, the one in use first.</summary>
    [Required, KeyList]
    public string? Signing { get; init; }

    /// <summary>Keys of MACs: each of 32 bytes in base64, the one in use first.</summary>
    [Required, KeyList]
    public string? Integrity { get; init; }

    /// <summary>
    /// Until when stored documents without a MAC are accepted, for a store that a version without MACs wrote. Empty for
    /// a new store.
    /// </summary>
    public DateTimeOffset? AcceptUnsealedUntil { get; init; }

    internal SecretKeys ToSecretKeys() =>
        new(KeyVersions.TryParse(Signing!)!, KeyVersions.TryParse(Integrity!)!)
        {
            AcceptUnsealedUntil = AcceptUnsealedUntil,
        };
}
