using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The identity provider whose tokens are valid.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>
    /// The address of the identity provider, for example <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.
    /// </summary>
    [Required, HttpsOnly]
    public Uri? Authority { get; init; }

    /// <summary>The audience that a token must be issued for.</summary>
    [Required]
    public string? Audience { get; init; }
}
