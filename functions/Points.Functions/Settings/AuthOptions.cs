using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The identity provider whose tokens are valid.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>A longer life is refused as a setting: somebody who leaves keeps a token that long.</summary>
    private const int MinutesMax = 7 * 24 * 60;

    /// <summary>
    /// The address of the identity provider, for example <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.
    /// </summary>
    [Required, HttpsOnly]
    public Uri? Authority { get; init; }

    /// <summary>The audience of tokens for HTTP.</summary>
    [Required]
    public string? Audience { get; init; }

    /// <summary>The audience of tokens on messages of the queue <c>merchant-events</c>.</summary>
    [Required, DiffersFrom(nameof(Audience))]
    public string? QueueAudience { get; init; } = "merchant-events";

    /// <summary>The claim of a token that lists the caller's roles.</summary>
    [Required]
    public string RolesClaim { get; init; } = "roles";

    /// <summary>
    /// What the identity provider calls the roles, where it is not their own name: for example
    /// <c>support=Points.Helpdesk, operator=Points.Operator</c>.
    /// </summary>
    public string? RoleNames { get; init; }

    /// <summary>The longest life of a token, from its issue to its end, in minutes.</summary>
    [Range(1, MinutesMax, ErrorMessage = "must be a whole number of minutes, at most those of seven days")]
    public int TokenMinutesMax { get; init; } = 24 * 60;
}
