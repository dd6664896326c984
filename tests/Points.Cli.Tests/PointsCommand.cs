namespace Points.Cli.Tests;

/// <summary>The command <c>points</c> in its own process, as people run it.</summary>
internal static class PointsCommand
{
    private const string Assembly = "points.dll",
        TokenVariable = "POINTS_TOKEN";

    /// <summary>Runs a command until it ends.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> Run(params string[] args) =>
        RunWithToken("", args);

    /// <summary>Runs a command with a token in its environment.</summary>
    /// <param name="token">Empty for none.</param>
    public static Task<(int ExitCode, string Output, string Errors)> RunWithToken(
        string token,
        IEnumerable<string> args
    ) => ProgramProcess.Run(Assembly, args, EnvironmentWith(token));

    /// <summary>Runs a command in a folder.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunIn(string folder, IEnumerable<string> args) =>
        ProgramProcess.Run(Assembly, args, EnvironmentWith(""), folder);

    /// <summary>Runs a command that fails before it prints anything.</summary>
    /// <returns>The exit code and the one line of the error.</returns>
    public static async Task<(int ExitCode, string Error)> RunFailing(params string[] args)
    {
        var (exitCode, output, errors) = await Run(args);
        Assert.Empty(output);
        return (exitCode, Assert.Single(errors.TrimEnd().Split('\n')));
    }

    private static Dictionary<string, string> EnvironmentWith(string token) =>
        new(StringComparer.Ordinal) { [TokenVariable] = token };
}
