using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>Whose tokens count.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>The identity provider, as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
    [Required, HttpsOnly]
    public Uri? Authority { get; init; }

    /// <summary>For whom its tokens must be.</summary>
    [Required]
    public string? Audience { get; init; }
}
