using Points.Cli.OpenApi;

namespace Points.Cli.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Required command was not provided. Try --help.")]
    [InlineData("imprt is not a command; the commands are import, send, verify, openapi. Try --help.", "imprt")]
    [InlineData("--prot is not an option. Try --help.", "openapi", "--prot=7071")]
    [InlineData("The command takes fewer arguments. Try --help.", "openapi", "to.json")]
    [InlineData(
        "--columns must be like order=invoice_id,date=invoice_date,customer=customer_id,amount=total_price; "
            + "refund-of, refunded, currency, sku and category may be added. Of balances, they are reference, member, "
            + "points, expiry and issuer. Try --help.",
        "import",
        "x.csv",
        "--programme",
        "p",
        "--merchant",
        "m",
        "--data",
        "d",
        "--columns",
        "what=ever"
    )]
    public async Task An_invalid_command_line_is_refused_in_one_sentence(string error, params string[] args) =>
        Assert.Equal((2, error), await PointsCommand.RunFailing(args));

    [Theory]
    [InlineData("import", "x.csv", "--programme", "p", "--merchant", "m", "--data", "")]
    [InlineData("import", "", "--programme", "p", "--merchant", "m", "--data", "d")]
    [InlineData("openapi", "--output", "/proc/points/openapi.json")]
    [InlineData("openapi", "--output", "")]
    public async Task A_folder_or_file_that_cannot_be_used_is_refused_in_one_sentence(params string[] args)
    {
        var (exitCode, error) = await PointsCommand.RunFailing(args);
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("POINTS_TRACE", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_openapi_command_writes_the_document()
    {
        Assert.Equal((0, ApiDocument.Write(), ""), await PointsCommand.Run("openapi"));
        Assert.Equal((0, "", ""), await PointsCommand.Run("openapi", "--output", _folder.PathOf("openapi.json")));
        Assert.Equal(
            ApiDocument.Write(),
            await File.ReadAllTextAsync(_folder.PathOf("openapi.json"), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task The_help_names_the_commands()
    {
        var (exitCode, output, _) = await PointsCommand.Run("--help");
        Assert.Equal(0, exitCode);
        Assert.All(
            (string[])["import", "send", "openapi"],
            command => Assert.Contains(command, output, StringComparison.Ordinal)
        );
    }
}
