using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>Chooses where the token for a URL comes from.</summary>
internal static class TokenSources
{
    /// <summary>The environment variable that holds the token if no option gives it.</summary>
    public const string Variable = "POINTS_TOKEN";

    private static string? VariableValue => Environment.GetEnvironmentVariable(Variable);

    public static bool IsVariableSet => !string.IsNullOrEmpty(VariableValue);

    /// <exception cref="CommandException">The file or the variable does not hold a token.</exception>
    public static ITokenSource Choose(string? token, string? tokenFile) =>
        (token, tokenFile) switch
        {
            ({ } given, _) => new FixedToken(given, "--token"),
            (_, { } path) => TokenFile.Open(path),
            _ => new FixedToken(
                AccessToken.Parse(VariableValue ?? "")
                    ?? throw new CommandException($"{Variable} must hold {AccessToken.Rule}."),
                Variable
            ),
        };
}
