using Points.Functions.Settings;

namespace Points.Functions.Access;

/// <summary>What roles are called: here, and in the tokens of an identity provider.</summary>
public sealed class RoleNames
{
    private static readonly Roles[] All = [.. Enum.GetValues<Roles>().Where(role => role != Roles.None)];

    private readonly Dictionary<string, Roles> _byClaim;

    /// <exception cref="InvalidOperationException">
    /// The settings name a role that does not exist, or give two roles one name.
    /// </exception>
    public RoleNames(AuthOptions options)
    {
        const StringSplitOptions clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var names = All.ToDictionary(Of, Of, StringComparer.Ordinal);
        foreach (var given in (options.RoleNames ?? "").Split(',', clean))
            if (given.Split('=', clean) is [var role, var claim] && names.ContainsKey(role))
                names[role] = claim;
            else
                throw Invalid($"\"{given}\" is not a role and its name; the roles are {string.Join(", ", names.Keys)}");
        if (names.GroupBy(it => it.Value, StringComparer.Ordinal).FirstOrDefault(it => it.Count() > 1) is { } shared)
            throw Invalid($"{string.Join(" and ", shared.Select(it => it.Key))} have the same name {shared.Key}");
        _byClaim = All.ToDictionary(role => names[Of(role)], StringComparer.Ordinal);
    }

    /// <summary>The name of a role, such as <c>operator</c>.</summary>
    public static string Of(Roles role) => role.ToString().ToLowerInvariant();

    /// <summary>The role that a token's claim means; none if it means nothing here.</summary>
    public Roles Find(string claim) => _byClaim.GetValueOrDefault(claim);

    private static InvalidOperationException Invalid(string reason) =>
        new($"the app setting {AuthOptions.Section}__{nameof(AuthOptions.RoleNames)} is not valid: {reason}");
}
