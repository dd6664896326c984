using System.Globalization;
using Points.Benchmarks.Load;

namespace Points.Benchmarks;

/// <summary>
/// Accruals over loopback HTTP into the one-machine host, and the same transaction on PostgreSQL, turn by turn in one run,
/// so that a machine that drifts drifts under both.
/// </summary>
internal static class AccrueBenchmark
{
    private const int Connections = 8, Members = 10_000, Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15), Round = TimeSpan.FromSeconds(10);

    public static async Task<int> Run()
    {
        await using var host = await HostProcess.Start();
        var token = await host.Token("till", "merchant", "supermarket");
        await host.Enrol(Members, "supermarket");
        using var postgres = Postgres.StartIfInstalled(Schema);
        var load = new ClosedLoop(host.Port, Connections);
        var occurredAt = DateTimeOffset.Parse((await host.Clock()), CultureInfo.InvariantCulture).ToString("O", CultureInfo.InvariantCulture);
        byte[] Accrual(long number) => Request(token, occurredAt, (int)(number * 7919 % Members), number);

        var sent = (long)(await load.Run(WarmUp, Accrual, 0)).Count + Connections;
        Console.WriteLine($"{Environment.ProcessorCount} processors, {Connections} connections, {Members:N0} members, after {WarmUp.TotalSeconds:0} s of warm-up");
        Console.WriteLine("round   accruals/s   p50 ms   p95 ms   p99 ms   requests each   pgbench/s   ratio   prepared/s   ratio");
        var (rates, ratios, prepared) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var before = await host.WalletRequests();
            var run = await load.Run(Round, Accrual, sent);
            var requests = (double)(await host.WalletRequests() - before) / run.Count;
            sent += run.Count + Connections;
            rates.Add(run.PerSecond);
            ratios.Add(run.PerSecond / postgres?.Bench(Transaction, Connections, Round, "simple") ?? double.NaN);
            prepared.Add(run.PerSecond / postgres?.Bench(Transaction, Connections, Round, "prepared") ?? double.NaN);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{round,5}   {run.PerSecond,10:0}   {run.Percentile(50),6:0.00}   {run.Percentile(95),6:0.00}   {run.Percentile(99),6:0.00}   {requests,13:0.000}   {run.PerSecond / ratios[^1],9:0}   {ratios[^1],5:0.00}   {run.PerSecond / prepared[^1],10:0}   {prepared[^1],5:0.00}"));
        }
        Report("accruals/s", rates, "0");
        Report("ratio to pgbench", ratios, "0.00");
        Report("ratio to pgbench with prepared statements", prepared, "0.00");
        Console.WriteLine($"server memory at most {host.PeakMemoryMegabytes} MB");
        await WithHistory(host, token, occurredAt);
        return 0;
    }

    /// <summary>PostgreSQL's figures are not numbers where it is not installed.</summary>
    private static void Report(string what, List<double> figures, string format) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: median {figures.Order().ElementAt(figures.Count / 2).ToString(format, CultureInfo.InvariantCulture)}, from {figures.Min().ToString(format, CultureInfo.InvariantCulture)} to {figures.Max().ToString(format, CultureInfo.InvariantCulture)}"));

    /// <summary>What one accrual costs must not grow with the wallet's history.</summary>
    private static async Task WithHistory(HostProcess host, string token, string occurredAt)
    {
        var (one, number) = (new ClosedLoop(host.Port, 1), 1_000_000_000L);
        using var connection = await HttpConnection.Open(host.Port);
        await host.EnrolOne("historian", "supermarket");
        foreach (var entries in (int[])[10, 10_000])
        {
            for (; number < 1_000_000_000L + entries; number++) await connection.Send(Request(token, occurredAt, "historian", number));
            var before = await host.WalletRequests();
            var run = await one.Run(TimeSpan.FromSeconds(2), next => Request(token, occurredAt, "historian", next), number);
            var requests = (double)(await host.WalletRequests() - before) / run.Count;
            number += run.Count + 1;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"one wallet with {entries,6:N0} entries and more: {requests:0.000} requests each, p50 {run.Percentile(50):0.00} ms, p99 {run.Percentile(99):0.00} ms"));
        }
    }

    private static byte[] Request(string token, string occurredAt, int member, long number) => Request(token, occurredAt, $"m{member}", number);

    private static byte[] Request(string token, string occurredAt, string member, long number) => HttpConnection.Post(
        $"/api/members/{member}/accruals", token, $"k{number}",
        $$"""{"programmeId":"supermarket","merchantId":"supermarket","orderId":"o{{number}}","occurredAt":"{{occurredAt}}","lines":[{"sku":"sku-{{number % 100}}","category":"general","amountFen":{{100 + (number % 10_000)}}}]}""");

    private const string Schema = """
        CREATE TABLE wallet (member int PRIMARY KEY, balance bigint NOT NULL, sequence bigint NOT NULL, head text NOT NULL);
        CREATE TABLE lot (member int, issuer text, expires date, points bigint NOT NULL, PRIMARY KEY (member, issuer, expires));
        CREATE TABLE entry (member int, id text, sequence bigint NOT NULL, points bigint NOT NULL, body text NOT NULL, PRIMARY KEY (member, id));
        INSERT INTO wallet SELECT i, 0, 0, 'genesis' FROM generate_series(1, 10000) i;
        ANALYZE wallet;
        """;

    private const string Transaction = """
        \set member random(1, 10000)
        \set order random(1, 9000000000000000)
        \set points random(1, 100)
        BEGIN;
        SELECT balance, sequence, head FROM wallet WHERE member = :member FOR UPDATE;
        INSERT INTO entry VALUES (:member, 'e-' || md5(:order::text), 1, :points, repeat('x', 600));
        INSERT INTO lot VALUES (:member, 'supermarket', '2028-11-30', :points) ON CONFLICT (member, issuer, expires) DO UPDATE SET points = lot.points + excluded.points;
        UPDATE wallet SET balance = balance + :points, sequence = sequence + 1, head = md5(:order::text) WHERE member = :member;
        COMMIT;
        """;
}
