using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Points.Local.Hosting;

/// <summary>
/// The origins of web pages that may call the API, as the templates give them to the platform in Azure. Reads that need
/// no token are open to every origin.
/// </summary>
internal sealed class AllowedOrigins
{
    public const string Setting = "Cors__AllowedOrigins";

    /// <summary>The policies of endpoints.</summary>
    public const string Listed = "listed",
        Everyone = "everyone";

    public static readonly AllowedOrigins None = new([]);

    /// <summary>How long a browser remembers the answer to a preflight.</summary>
    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    private readonly HashSet<string> _origins;

    private AllowedOrigins(IEnumerable<string> origins) => _origins = new(origins, StringComparer.OrdinalIgnoreCase);

    /// <param name="text">Origins such as <c>https://app.example.com</c>, separated by commas; null for none.</param>
    /// <exception cref="CannotStartException">One of them is not an origin.</exception>
    public static AllowedOrigins Parse(string? text)
    {
        var origins = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(origins, it => !IsOrigin(it)) is { } invalid
            ? throw new CannotStartException(
                $"The app setting {Setting} must list origins such as https://app.example.com, separated by commas,"
                    + $" and {invalid} is none."
            )
            : new(origins);
    }

    public bool Contains(string origin) => _origins.Contains(origin);

    public void AddPoliciesTo(CorsOptions options)
    {
        options.AddPolicy(
            Listed,
            policy => Open(policy.SetIsOriginAllowed(Contains)).SetPreflightMaxAge(PreflightLifetime)
        );
        options.AddPolicy(Everyone, policy => Open(policy.AllowAnyOrigin()).SetPreflightMaxAge(PreflightLifetime));
    }

    /// <summary>As the platform does. Which headers a page may read, the app says in every answer.</summary>
    private static CorsPolicyBuilder Open(CorsPolicyBuilder policy) => policy.AllowAnyHeader().AllowAnyMethod();

    /// <summary>Scheme, host and port, as browsers send them: nothing behind, no default port, no wildcard.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && text.Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0;
}
