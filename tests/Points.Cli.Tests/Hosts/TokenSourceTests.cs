using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Points.Cli.Tests.Importing;

namespace Points.Cli.Tests.Hosts;

/// <summary>Which tokens a command sends to a host, and what it does when the host refuses them.</summary>
public sealed class TokenSourceTests : IAsyncLifetime
{
    private const string First = "first-token",
        Second = "second-token";

    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, byte> _valid = new(StringComparer.Ordinal) { [First] = 0 };
    private readonly ConcurrentBag<string> _accepted = [];
    private Action _onAccrual = () => { };
    private StubServer _server = null!;

    private string TokenFile => _folder.PathOf("token");

    public async ValueTask InitializeAsync() => _server = await StubServer.Start(Answer);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("option")]
    [InlineData("file")]
    [InlineData("variable")]
    public async Task The_token_goes_with_every_request(string source)
    {
        _folder.Write("token", $"{First}\n");
        var (exitCode, output, errors) =
            source == "variable"
                ? await PointsCommand.RunWithToken(First, Import())
                : await PointsCommand.Run(
                    source == "file" ? Import("--token-file", TokenFile) : Import("--token", First)
                );

        Assert.Equal((0, "", 3), (exitCode, errors, ImportReport.Read(output)["sent"]));
        Assert.Equal(5, _accepted.Count(token => token == First));
    }

    [Fact]
    public async Task A_token_of_the_options_is_used_before_that_of_the_variable()
    {
        var (exitCode, _, errors) = await PointsCommand.RunWithToken("other", Import("--token", First));
        Assert.Equal((0, ""), (exitCode, errors));
    }

    [Theory]
    [InlineData("--token")]
    [InlineData("POINTS_TOKEN")]
    public async Task A_refused_token_ends_the_command(string origin)
    {
        _valid.Clear();
        var (exitCode, _, errors) = await PointsCommand.RunWithToken(
            origin == "POINTS_TOKEN" ? First : "",
            origin == "POINTS_TOKEN" ? Import() : Import("--token", First)
        );

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"The host refuses the token from {origin}, which may have expired: "
                + "get another token and run the same command again.",
            errors.TrimEnd()
        );
    }

    [Fact]
    public async Task A_token_file_that_is_renewed_lets_the_import_continue()
    {
        _folder.Write("token", First);
        _onAccrual = () =>
        {
            if (!_valid.TryRemove(First, out _))
                return;
            _valid[Second] = 0;
            File.WriteAllText(TokenFile, Second);
        };

        var (exitCode, output, errors) = await PointsCommand.Run(Import("--token-file", TokenFile));

        Assert.Equal((0, "", 3), (exitCode, errors, ImportReport.Read(output)["sent"]));
        Assert.Contains(Second, _accepted);
    }

    [Fact]
    public async Task A_token_file_that_is_not_renewed_ends_the_import()
    {
        _folder.Write("token", First);
        _onAccrual = _valid.Clear;

        var (exitCode, _, errors) = await PointsCommand.Run(Import("--token-file", TokenFile));

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"The host refuses the token in {TokenFile}", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(First, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("", "must hold one token")]
    [InlineData("first-token\nfirst-token\n", "must hold one token")]
    [InlineData("Bearer first-token", "must hold one token")]
    public async Task A_file_without_one_token_is_refused(string? text, string reason)
    {
        if (text is not null)
            _folder.Write("token", text);

        var (exitCode, error) = await PointsCommand.RunFailing([.. Import("--token-file", TokenFile)]);

        Assert.Equal((1, 0), (exitCode, _accepted.Count));
        Assert.StartsWith($"The token file {TokenFile} {reason}", error, StringComparison.Ordinal);
        Assert.DoesNotContain(First, error, StringComparison.Ordinal);
    }

    /// <summary>The arguments to import three purchases, one after the other.</summary>
    private string[] Import(params string[] token)
    {
        var file = _folder.Write(
            "in.csv",
            """
            invoice_id,invoice_date,customer_id,total_price
            1,12/1/09 7:45,m,5
            2,12/1/09 7:46,m,5
            3,12/1/09 7:47,m,5
            """
        );
        return new ImportRunner(_folder).ArgumentsFor(_server.Address, file, token);
    }

    /// <summary>Answers like a host outside this machine: it has no paths of the one-machine host.</summary>
    private async Task Answer(HttpContext http)
    {
        var token = http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        var path = http.Request.Path.Value!;
        if (!path.StartsWith("/api/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!_valid.ContainsKey(token))
        {
            await http.WriteProblem(StatusCodes.Status401Unauthorized, "unauthenticated");
            return;
        }
        _accepted.Add(token);
        if (path.EndsWith("/quote", StringComparison.Ordinal))
        {
            await http.WriteQuote(points: 5);
            return;
        }
        if (path == "/api/imports")
        {
            // As for a merchant, whose imports need no approval.
            await http.WriteProblem(StatusCodes.Status403Forbidden, "forbidden");
            return;
        }
        _onAccrual();
        await http.WriteAccrual(points: 5);
    }
}
