namespace Points.Local.Tests.Importing;

/// <summary>Runs the <c>import</c> command on the supermarket's invoices.</summary>
internal sealed class ImportRunner(TempFolder folder)
{
    public string RefusedFile => folder.PathOf("refused.csv");

    /// <summary>Imports invoices and reads the report.</summary>
    public async Task<Dictionary<string, long>> Import(RunningHost host, string invoices)
    {
        var (exitCode, output, errors) = await HostProcess.Run([
            .. Arguments(folder.Write("in.csv", invoices)),
            "--url",
            host.Address.ToString(),
        ]);
        Assert.Equal((0, ""), (exitCode, errors));
        return ImportReport.Read(output);
    }

    public string[] Arguments(
        string file,
        string programmeId = "supermarket",
        string merchantId = "supermarket",
        string? refusedFile = null
    ) =>
        [
            "import",
            file,
            "--programme",
            programmeId,
            "--merchant",
            merchantId,
            "--data",
            folder.PathOf("data"),
            "--refused",
            refusedFile ?? RefusedFile,
        ];
}
