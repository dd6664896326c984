namespace Points.Functions.Settings;

/// <summary>
/// A setting that refers to a secret of a key vault. If Azure cannot read the secret, the app gets the reference in
/// place of it.
/// </summary>
internal static class VaultReference
{
    private const string Start = "@Microsoft.KeyVault(";

    public static bool IsUnfollowed(string value) => value.StartsWith(Start, StringComparison.OrdinalIgnoreCase);
}
