namespace Points.Cli.Tests.Importing;

/// <summary>Runs the <c>import</c> command on the supermarket's invoices.</summary>
internal sealed class ImportRunner(TempFolder folder)
{
    public string RefusedFile => folder.PathOf("refused.csv");

    /// <summary>Imports invoices into the host of the folder <c>data</c> and reads the report.</summary>
    public async Task<Dictionary<string, long>> Import(string invoices)
    {
        var (exitCode, output, errors) = await PointsCommand.Run(Arguments(folder.Write("in.csv", invoices)));
        Assert.Equal((0, ""), (exitCode, errors));
        return ImportReport.Read(output);
    }

    /// <summary>The arguments to import a file into the host of the folder <c>data</c>.</summary>
    public string[] Arguments(
        string file,
        string programmeId = "supermarket",
        string merchantId = "supermarket",
        string? refusedFile = null
    ) => [.. ArgumentsWithoutHost(file, programmeId, merchantId, refusedFile), "--data", folder.PathOf("data")];

    /// <summary>The arguments to import a file into a host at a URL.</summary>
    public string[] ArgumentsFor(Uri url, string file, params string[] more) =>
        [.. ArgumentsWithoutHost(file), "--url", url.ToString(), .. more];

    public string[] ArgumentsWithoutHost(
        string file,
        string programmeId = "supermarket",
        string merchantId = "supermarket",
        string? refusedFile = null
    ) =>
        ["import", file, "--programme", programmeId, "--merchant", merchantId, "--refused", refusedFile ?? RefusedFile];
}
