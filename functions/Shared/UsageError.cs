using System.CommandLine;

namespace Points.Shared;

/// <summary>
/// Describes the first error of a command line in one sentence. It repeats no value, because a value may be a token.
/// </summary>
internal static class UsageError
{
    public static string Describe(ParseResult parsed) =>
        parsed.UnmatchedTokens switch
        {
            [] => parsed.Errors[0].Message,
            [['-', ..] option, ..] => $"{option.Split('=', ':')[0]} is not an option.",
            [var word, ..] when parsed.CommandResult.Command.Subcommands is { Count: > 0 } commands =>
                $"{word} is not a command; the commands are {Names(commands)}.",
            _ => "The command takes fewer arguments.",
        };

    private static string Names(IEnumerable<Command> commands) =>
        string.Join(", ", commands.Select(command => command.Name));
}
