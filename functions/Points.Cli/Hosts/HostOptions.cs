using System.CommandLine;
using System.CommandLine.Parsing;
using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>
/// The options that name the host and the caller's token, the same for every command that calls a host. No host is the
/// default, so that nothing is posted to a host that the caller did not name.
/// </summary>
internal static class HostOptions
{
    public static readonly Option<Uri?> Url = new("--url")
    {
        Description = "The URL of the host; https, unless the host is on this machine. Needs a token",
        CustomParser = HostUrl.Parse,
    };

    public static readonly Option<string?> Token = new("--token")
    {
        Description =
            "The token for --url. Others on this machine can read a command line: "
            + $"--token-file and the variable {TokenSources.Variable} hide the token from them",
        CustomParser = OptionParsers.Parsed(AccessToken.Parse, $"--token must be {AccessToken.Rule}."),
    };

    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = "A file with the token for --url. It is read again when the host refuses the token",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder of a one-machine host, which holds its URL; the host issues the tokens",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Print the plan and what would be sent, and send nothing. Needs no host",
    };

    /// <summary>Whether nothing is sent. A host that is named must be usable all the same.</summary>
    /// <exception cref="CommandException">No host uses the data folder.</exception>
    public static bool IsDryRun(ParseResult parsed)
    {
        var isDryRun = parsed.GetValue(DryRun);
        if (isDryRun && parsed.GetValue(Data) is { } data)
            HostAddress.Read(data);
        return isDryRun;
    }

    /// <summary>Whether the options name a host. Only a dry run needs none.</summary>
    public static bool NamesHost(ParseResult parsed) =>
        parsed.GetValue(Url) is not null || parsed.GetValue(Data) is not null;

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Url, Token, TokenFile, Data, DryRun])
            command.Options.Add(option);
        command.Validators.Add(Check);
    }

    /// <param name="parallel">How many requests may run at the same time.</param>
    /// <exception cref="CommandException">The data folder or the token cannot be used.</exception>
    public static HostClient Connect(ParseResult parsed, int parallel)
    {
        if (parsed.GetValue(Url) is { } url)
        {
            var tokens = TokenSources.Choose(parsed.GetValue(Token), parsed.GetValue(TokenFile));
            return new(HostConnection.Open(url, parallel), tokens, _ => tokens);
        }
        return OneMachine(HostConnection.Open(HostAddress.Read(parsed.GetValue(Data)!), parallel));
    }

    /// <summary>A client of a host that issues the tokens.</summary>
    public static HostClient OneMachine(HostConnection host)
    {
        var paths = new OneMachinePaths(host);
        return Create(HostTokens.ForOperator(paths), Create(HostTokens.ForSecondOperator(paths), null));

        HostClient Create(ITokenSource tokens, HostClient? second) =>
            new(host, tokens, merchantId => HostTokens.ForMerchant(paths, merchantId)) { SecondOperator = second };
    }

    private static void Check(CommandResult command)
    {
        var (hasUrl, hasData) = (IsGiven(Url), IsGiven(Data));
        var (hasToken, hasTokenFile) = (IsGiven(Token), IsGiven(TokenFile));
        var error = (hasUrl, hasData) switch
        {
            (false, false) when IsGiven(DryRun) => null,
            (false, false) => "Name the host with --url or --data: nothing was sent.",
            (true, true) => "Name the host with --url or --data, not with both.",
            (false, true) when hasToken || hasTokenFile =>
                "--data needs no --token or --token-file, because the host issues the tokens.",
            (true, false) when hasToken && hasTokenFile =>
                "Give the token with --token or --token-file, not with both.",
            (true, false) when !hasToken && !hasTokenFile && !TokenSources.IsVariableSet =>
                $"--url needs a token: give it with --token, --token-file or {TokenSources.Variable}, "
                    + "or name the data folder of a one-machine host with --data instead.",
            _ => null,
        };
        if (error is not null)
            command.AddError(error);

        bool IsGiven(Option option) => command.GetResult(option) is not null;
    }
}
