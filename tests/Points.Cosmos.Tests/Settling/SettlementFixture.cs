using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Points.Cosmos.Settling;
using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Settling;
using Points.Functions.Settling;
using Points.Local.Archive;

namespace Points.Cosmos.Tests.Settling;

/// <summary>
/// Merchants' accounts in the store, and their files in a folder, for a month that no other test uses.
/// </summary>
internal sealed class SettlementFixture : IDisposable
{
    private static int _created;
    private readonly TempFolder _folder = new();
    private readonly FolderFiles _files;
    private int _flowCount;

    public SettlementFixture(CosmosFixture cosmos)
    {
        // Three months apart, because flows that come after a month's end are booked in the next month.
        Period = SettlementPeriod.Containing(
            new DateTimeOffset(2030, 1, 15, 0, 0, 0, TimeSpan.Zero).AddMonths(3 * Interlocked.Increment(ref _created))
        );
        _files = FolderFiles.Open(_folder.Path);
        (Accounts, Periods) = (new(cosmos.Client), new(cosmos.Client));
        FlowBooking = new(Accounts);
        ClosePeriod = new(Accounts, Periods, new CsvLineFiles(_files), FlowBooking);
    }

    public static SettlementTerms Terms { get; } =
        new(FenPer100Points: new(95), PlatformFeeRate: 0.0175m, SettledWhen.Consumed);

    public SettlementPeriod Period { get; }

    public CosmosSettlementAccounts Accounts { get; }

    public CosmosSettlementPeriods Periods { get; }

    public FlowBooking FlowBooking { get; }

    public ClosePeriodHandler ClosePeriod { get; }

    public PointsFlow Flow(
        string issuer = "corner-store",
        string? other = "cinema",
        long points = 333,
        int day = 1,
        FlowKind kind = FlowKind.Consumed,
        string programme = "alliance"
    )
    {
        var number = Interlocked.Increment(ref _flowCount);
        return new(
            $"flow-{Period}-{number}",
            kind,
            "key-1",
            programme,
            $"e-{number}",
            issuer,
            other,
            new(points),
            Terms,
            Period.Start.AddDays(day - 1).AddSeconds(number),
            $"r-{number}"
        );
    }

    public PointsFlow[] Flows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Flow($"issuer-{i % 3}", $"shop-{i % 5}", 100 + i, 1 + (i % 28)))];

    public async Task Book(params PointsFlow[] flows) =>
        Assert.Empty(await FlowBooking.Book(flows, CancellationToken.None));

    public Task<Refusal?> Close() => ClosePeriod.Handle(new(Period), null, Period.End, CancellationToken.None);

    public async Task<ImmutableArray<PeriodBalance>> Balances() =>
        (await Periods.FindState(Period, CancellationToken.None))!.Balances;

    public Task<Statement?> Statement(string? merchantId) =>
        Periods.FindStatement(new AccountHolder(merchantId), Period, CancellationToken.None);

    /// <summary>All lines of all accounts of a period.</summary>
    public async Task<SettlementLine[]> Lines(SettlementPeriod? period = null)
    {
        var lines = new List<SettlementLine>();
        await foreach (var account in Accounts.List(period ?? Period, null, CancellationToken.None))
        await foreach (var line in Accounts.ListLines(account, CancellationToken.None))
            lines.Add(line);
        return [.. lines];
    }

    /// <summary>All statements of the month in one text, with the hashes of their files.</summary>
    public async Task<string> AllStatementText()
    {
        var all = new List<string>();
        await foreach (var it in Periods.ListStatements(Period, null, CancellationToken.None))
        {
            var file = await File.ReadAllBytesAsync(
                Path.Combine(_folder.Path, "statements", $"{Period}", $"{it.Holder.MerchantId ?? "~platform"}.csv")
            );
            Assert.Equal(it.Sha256, Convert.ToHexStringLower(SHA256.HashData(file)));
            all.Add(string.Create(CultureInfo.InvariantCulture, $"{it.Holder} {it.LineCount} {it.Net} {it.Sha256}"));
        }
        return string.Join('\n', all);
    }

    /// <summary>Writes another file in the place of a merchant's lines.</summary>
    public Task WriteForgedFile(string merchantId) =>
        _files.Write(
            $"statements/{Period}/{merchantId}.csv",
            "text/csv",
            new MemoryStream([1, 2, 3]),
            CancellationToken.None
        );

    public void Dispose() => _folder.Dispose();
}
