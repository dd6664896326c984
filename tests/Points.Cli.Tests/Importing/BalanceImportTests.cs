using System.Globalization;
using System.Text.RegularExpressions;

namespace Points.Cli.Tests.Importing;

/// <summary>Balances of another system are taken over once, with their last days.</summary>
public sealed partial class BalanceImportTests : IDisposable
{
    private const string Balances = """
        member,points,expiry,issuer,reference
        m-1,"1,000",2097-12-31,supermarket,move
        m-2,70,,,move
        m-1,25,2096-01-31,,move
        m-3,10,2020-01-31,supermarket,move
        m-4,10,2097-01-31,elsewhere,move
        m-5,1.5,2097-01-31,,move
        m-5,20,2097-01-31,,move
        m-6,-5,2097-01-31,,move
        m-7,5,never,,move
        ,5,2097-01-31,,move
        m-2,7,2097-01-31,,gift card
        """;

    private static readonly string[] AsBalances = ["--kind", "balances"];

    private readonly TempFolder _folder = new();

    private ImportRunner Command => new(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_import_of_the_same_file_changes_nothing()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));

        var first = await Command.ImportWithoutMapping(Balances, AsBalances);
        var second = await Command.ImportWithoutMapping(Balances, AsBalances);

        Assert.Equal((11, 4, 7, 1_102), (first["rows"], first["sent"], first["refused"], first["points issued"]));
        Assert.Equal((0, 4, 0), (second["sent"], second["already there"], second["points issued"]));
        var wallet = await host.Api.Wallet("m-1", "supermarket");
        Assert.Equal(1_025, wallet.Available);
        Assert.Equal(
            [(new DateOnly(2096, 1, 31), 25), (new DateOnly(2097, 12, 31), 1_000)],
            wallet.Lots.Select(lot => (lot.ExpiresOn!.Value, lot.Points))
        );
        Assert.Equal(77, (await host.Api.Wallet("m-2", "supermarket")).Available);
    }

    [Fact]
    public async Task Rows_that_are_refused_are_reported_with_their_lines()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));

        await Command.ImportWithoutMapping(Balances, AsBalances);

        var refused = await File.ReadAllLinesAsync(Command.RefusedFile, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                (5, "invalid-request"),
                (6, "merchant-not-in-programme"),
                (7, "invalid-row"),
                (8, "invalid-row"),
                (9, "invalid-row"),
                (10, "invalid-row"),
                (11, "no-customer"),
            ],
            refused[1..].Select(LineAndCode).Order()
        );
        AssertReason("\"expiry \"\"2020-01-31\"\" in line 5 must not be over\"");
        AssertReason("\"points \"\"1.5\"\" is not a whole number of points from 1 to 1,000,000,000\"");
        AssertReason("\"line 7 of the same balance: points \"\"1.5\"\" is not a whole number of points");

        void AssertReason(string reason) =>
            Assert.Contains(refused, row => row.Contains($",{reason}", StringComparison.Ordinal));
    }

    private static (int Line, string Code) LineAndCode(string row)
    {
        var added = AddedColumns().Match(row);
        return (int.Parse(added.Groups["line"].ValueSpan, CultureInfo.InvariantCulture), added.Groups["code"].Value);
    }

    [GeneratedRegex(",(?<line>[0-9]+),(?<code>[a-z]+(-[a-z]+)+),", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AddedColumns();

    [Fact]
    public async Task Given_changed_rows_of_a_balance_Then_it_is_refused()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Command.ImportWithoutMapping("reference,member,points,expiry\nold,m-1,10,", AsBalances);

        var changed = await Command.ImportWithoutMapping("reference,member,points,expiry\nold,m-1,11,", AsBalances);

        Assert.Equal(1, changed["refused, idempotency-key-reused"]);
        Assert.Equal(10, (await host.Api.Wallet("m-1", "supermarket")).Available);
    }
}
