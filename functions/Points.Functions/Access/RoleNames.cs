using Points.Functions.Settings;

namespace Points.Functions.Access;

/// <summary>What roles are called: here, and in the tokens of an identity provider.</summary>
public sealed class RoleNames
{
    private static readonly Roles[] All = [.. Enum.GetValues<Roles>().Where(role => role != Roles.None)];

    private readonly Dictionary<string, Roles> _byClaim;

    /// <exception cref="ArgumentException">The settings name a role that does not exist.</exception>
    public RoleNames(AuthOptions options)
    {
        var given = new Dictionary<string, string>(options.RoleNames, StringComparer.OrdinalIgnoreCase);
        if (given.Keys.FirstOrDefault(name => All.All(role => !IsName(name, role))) is { } unknown)
            throw new ArgumentException(
                $"{AuthOptions.Section}__{nameof(options.RoleNames)}__{unknown}: there is no role {unknown}; the roles "
                    + $"are {string.Join(", ", All.Select(Of))}",
                nameof(options)
            );
        _byClaim = All.ToDictionary(role => given.GetValueOrDefault(Of(role), Of(role)), StringComparer.Ordinal);
    }

    /// <summary>The name of a role, such as <c>operator</c>.</summary>
    public static string Of(Roles role) => role.ToString().ToLowerInvariant();

    /// <summary>The role that a token's claim means; none if it means nothing here.</summary>
    public Roles Find(string claim) => _byClaim.GetValueOrDefault(claim);

    private static bool IsName(string name, Roles role) => name.Equals(Of(role), StringComparison.OrdinalIgnoreCase);
}
