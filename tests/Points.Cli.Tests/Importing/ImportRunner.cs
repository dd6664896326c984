namespace Points.Cli.Tests.Importing;

/// <summary>Runs the <c>import</c> command on the supermarket's invoices.</summary>
internal sealed class ImportRunner(TempFolder folder)
{
    public string RefusedFile => folder.PathOf("refused.csv");

    /// <summary>The mapping for the data set whose habits the invoices of these tests have.</summary>
    public const string Mapping = "online-retail-ii";

    private const int Incomplete = 3;

    /// <summary>Imports invoices into the host of the folder <c>data</c> and reads the report, which adds up.</summary>
    public Task<Dictionary<string, long>> Import(string invoices) => Run(Arguments(folder.Write("in.csv", invoices)));

    private async Task<Dictionary<string, long>> Run(string[] arguments)
    {
        var (exitCode, output, errors) = await PointsCommand.Run(arguments);
        Assert.Equal("", errors);
        var report = ImportReport.Read(output);
        Assert.Equal(
            report["rows"],
            report["sent"] + report["already there"] + report["set aside"] + report["refused"]
        );
        var isComplete = report["set aside"] + report["refused"] == 0;
        Assert.Equal((isComplete ? 0 : Incomplete, !isComplete), (exitCode, File.Exists(RefusedFile)));
        return report;
    }

    /// <summary>Imports a file without a mapping.</summary>
    public Task<Dictionary<string, long>> ImportWithoutMapping(string csv, params string[] options) =>
        Run([.. WithoutMapping(folder.Write("in.csv", csv)), .. options]);

    /// <summary>The arguments to import a file into the host of the folder <c>data</c>.</summary>
    public string[] Arguments(
        string file,
        string programmeId = "supermarket",
        string merchantId = "supermarket",
        string? refusedFile = null
    ) =>
        [
            .. ArgumentsWithoutHost(file, programmeId, merchantId, refusedFile),
            "--mapping",
            Mapping,
            "--data",
            folder.PathOf("data"),
        ];

    public string[] WithoutMapping(string file) => [.. ArgumentsWithoutHost(file), "--data", folder.PathOf("data")];

    /// <summary>The arguments to import a file into a host at a URL.</summary>
    public string[] ArgumentsFor(Uri url, string file, params string[] more) =>
        [.. ArgumentsWithoutHost(file), "--mapping", Mapping, "--url", url.ToString(), .. more];

    public string[] ArgumentsWithoutHost(
        string file,
        string programmeId = "supermarket",
        string merchantId = "supermarket",
        string? refusedFile = null
    ) =>
        ["import", file, "--programme", programmeId, "--merchant", merchantId, "--refused", refusedFile ?? RefusedFile];
}
