namespace Points.Cli.Tests.Importing;

/// <summary>
/// Imports two years of a real shop ("Online Retail II", Daqing Chen, UCI Machine Learning Repository, CC BY 4.0) with
/// the command, and compares the result with sums that other code computes from the same file. Not part of the suite:
/// <c>.ci/proofs/import</c> runs it with the file, which is not part of the project.
/// </summary>
public sealed class RealPurchaseImportProof
{
    [Fact(Explicit = true)]
    public async Task A_real_history_gives_each_member_the_points_of_an_independent_sum()
    {
        var file =
            Environment.GetEnvironmentVariable("POINTS_PROOF_PURCHASES")
            ?? throw new InvalidOperationException("POINTS_PROOF_PURCHASES does not name the file");
        using var folder = new TempFolder();
        await using var host = await RunningHost.Start(folder.PathOf("data"));

        var (exitCode, output, errors) = await PointsCommand.Run([
            "import",
            file,
            "--programme",
            "supermarket",
            "--merchant",
            "supermarket",
            "--mapping",
            ImportRunner.Mapping,
            "--data",
            host.DataFolder,
            "--refused",
            folder.PathOf("refused.csv"),
        ]);

        Assert.Equal((3, ""), (exitCode, errors));
        var (report, sums) = (ImportReport.Read(output), ExpectedImportTotals.Compute(file));
        Assert.Equal(
            (sums.Purchases + sums.Matched, sums.RepeatedPurchases + sums.RepeatedMatched),
            (report["sent"] + report["already there"], report["already there"])
        );
        Assert.Equal(
            (sums.Unmatched, sums.CancellationsWithoutCustomer),
            (report["set aside, unmatched-cancellation"], report["set aside, cancellation-of-nobody"])
        );
        Assert.Equal(
            (sums.Adjustments, sums.PurchasesWithoutCustomer),
            (report["set aside, adjustment"], report["refused"])
        );
        Assert.Equal((sums.Issued, sums.TakenBack), (report["points issued"], report["points taken back"]));
        var refused = await File.ReadAllLinesAsync(folder.PathOf("refused.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(
            sums.Unmatched,
            refused.Count(line => line.Contains(",unmatched-cancellation,", StringComparison.Ordinal))
        );
        // Every row is either imported or refused with a reason.
        Assert.Equal(File.ReadLines(file).Count() - sums.Purchases - sums.Matched, refused.Length);
        await CheckWallets(host, sums.Balances);
    }

    private static async Task CheckWallets(RunningHost host, IReadOnlyDictionary<string, long> expected)
    {
        var api = host.Api;
        await Parallel.ForEachAsync(
            expected,
            async (member, ct) =>
            {
                var wallet = (await api.Auditor.WalletAsync(member.Key, "supermarket", ct)).Result;
                Assert.Equal((member.Value, 0), (wallet.Available, wallet.Debt));
            }
        );
    }
}
