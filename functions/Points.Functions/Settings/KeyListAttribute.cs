using System.ComponentModel.DataAnnotations;
using Points.Domain.Keys;

namespace Points.Functions.Settings;

/// <summary>Refuses what is not a list of keys. The reason never quotes the value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyListAttribute : ValidationAttribute
{
    /// <summary>What the value must be.</summary>
    public static readonly string Rule =
        $"must be 1 to {KeyVersions.VersionsMax} different keys, each of {SecretKey.Length} bytes in base64";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string { Length: > 0 } text ? ValidationResult.Success
        : VaultReference.IsUnfollowed(text) ? new("must be a secret that Azure can read from the key vault")
        : KeyVersions.TryParse(text) is null ? new(Rule)
        : ValidationResult.Success;
}
