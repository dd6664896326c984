using System.Globalization;
using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Two years of a real shop ("Online Retail II", Daqing Chen, UCI Machine Learning Repository, CC BY 4.0), imported as people
/// do it, against sums made here from the same file. The file is not part of the project: it is looked for beside it.
/// </summary>
public sealed class RealPurchasesTests
{
    private const string Invoices = "shared/data/online-retail-ii-invoices.csv";

    [Fact]
    public async Task A_real_history_earns_what_an_independent_sum_says_member_by_member()
    {
        var file = Found();
        Assert.SkipWhen(file is null, $"{Invoices} is not here");
        using var folder = new TempFolder();
        await using var host = await RunningHost.Start(folder.At("data"));

        var (exitCode, output, errors) = await HostProcess.Run(
            ["import", file!, "--programme", "supermarket", "--merchant", "supermarket", "--url", host.Address.ToString(), "--refused", folder.At("refused.csv")]);

        Assert.Equal((0, ""), (exitCode, errors));
        var (expected, purchases, strangers) = Sums(file!);
        Assert.Contains($"{purchases:N0}", output, StringComparison.Ordinal);
        Assert.Contains($"{expected.Values.Sum():N0}", output, StringComparison.Ordinal);
        var refused = await File.ReadAllLinesAsync(folder.At("refused.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(strangers, refused.Count(line => line.Contains(",no-customer,", StringComparison.Ordinal)));
        Assert.Equal(File.ReadLines(file!).Count() - purchases, refused.Length); // No row is unexplained.
        await CheckWallets(host, expected);
    }

    private static async Task CheckWallets(RunningHost host, Dictionary<string, long> expected)
    {
        var api = host.Api;
        var token = await api.Auditor();
        await Parallel.ForEachAsync(expected, async (member, _) =>
        {
            var wallet = await api.Send(HttpMethod.Get, $"/api/members/{member.Key}/wallets/supermarket", token);
            Assert.Equal(member.Value, wallet.Expect(HttpStatusCode.OK).Available);
        });
    }

    /// <summary>Points of each customer, rows that are purchases of one, and purchases of nobody, read without any of our code.</summary>
    private static (Dictionary<string, long> Points, int Purchases, int Strangers) Sums(string file)
    {
        var (points, seen, purchases, strangers) = (new Dictionary<string, long>(), new HashSet<(string, string)>(), 0, 0);
        foreach (var row in File.ReadLines(file).Skip(1).Select(line => line.Split(',')))
        {
            var (invoice, customer, total) = (row[0], row[2].Replace(".0", "", StringComparison.Ordinal), decimal.Parse(row[6], NumberStyles.Float, CultureInfo.InvariantCulture));
            if (total < 0 || (total == 0 && invoice[0] is ('C' or 'A'))) continue;
            if (customer.Length == 0) strangers++;
            else purchases++;
            if (customer.Length == 0 || !seen.Add((customer, invoice))) continue;
            points[customer] = points.GetValueOrDefault(customer) + (long)decimal.Floor(Math.Round(total, 2));
        }
        return (points, purchases, strangers);
    }

    private static string? Found()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Invoices))) return Path.Combine(folder.FullName, Invoices);
        return null;
    }
}
