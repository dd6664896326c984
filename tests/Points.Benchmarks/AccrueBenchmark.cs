using System.Globalization;
using Points.Benchmarks.Load;

namespace Points.Benchmarks;

/// <summary>Measures accruals, and the cost of an accrual to a wallet with a long history.</summary>
internal static class AccrueBenchmark
{
    private const string Programme = "supermarket";
    private const string MemberWithHistory = "member-with-history";
    private const long FirstHistoryOrder = 1_000_000_000; // Far above the order numbers of the comparison.
    private static readonly string[] Containers = ["wallets", "lookups"];

    public static async Task<int> Run()
    {
        await using var host = await BenchmarkHost.Start();
        var token = await host.CreateToken("till", "merchant", Programme);
        await host.Enrol(PostgresComparison.Members, Programme);
        using var postgres = Postgres.StartIfInstalled(Schema);
        var occurredAt = await host.ReadBusinessTime();
        await new PostgresComparison(
            "accruals",
            number => Request(token, occurredAt, PostgresComparison.MemberFor(number), number),
            Containers,
            Transaction
        ).Run(host, postgres);
        await MeasureWithHistory(host, token, occurredAt);
        return 0;
    }

    /// <summary>Measures one wallet with few and with many entries: an accrual must cost the same.</summary>
    private static async Task MeasureWithHistory(BenchmarkHost host, string token, string occurredAt)
    {
        var singleConnection = new ClosedLoop(host.Port, 1);
        var number = FirstHistoryOrder;
        using var connection = await HttpConnection.Open(host.Port);
        await host.EnrolOne(MemberWithHistory, Programme);
        foreach (var entries in (int[])[10, 10_000])
        {
            for (; number < FirstHistoryOrder + entries; number++)
                await connection.Send(Request(token, occurredAt, MemberWithHistory, number));
            var before = await host.CountRequests(Containers);
            var run = await singleConnection.Run(
                TimeSpan.FromSeconds(2),
                next => Request(token, occurredAt, MemberWithHistory, next),
                number
            );
            var requests = (double)(await host.CountRequests(Containers) - before) / run.Count;
            number += run.Count + 1; // The connection also took one number that it did not send.
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"one wallet with at least {entries, 6:N0} entries: {requests:0.000} requests per accrual, "
                        + $"p50 {run.Percentile(50):0.00} ms, p99 {run.Percentile(99):0.00} ms"
                )
            );
        }
    }

    private static byte[] Request(string token, string occurredAt, string member, long number) =>
        HttpConnection.Post(
            $"/api/members/{member}/accruals",
            token,
            $"k{number}",
            PurchaseJson.Write(Programme, number, occurredAt, sku: number % 100, amountFen: 100 + (number % 10_000))
        );

    private const string Schema = """
        CREATE TABLE wallet
          (member int PRIMARY KEY, balance bigint NOT NULL, sequence bigint NOT NULL, head text NOT NULL);
        CREATE TABLE lot
          (member int, issuer text, expires date, points bigint NOT NULL, PRIMARY KEY (member, issuer, expires));
        CREATE TABLE entry
          (member int, id text, sequence bigint NOT NULL, points bigint NOT NULL, body text NOT NULL,
           PRIMARY KEY (member, id));
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
        INSERT INTO lot VALUES (:member, 'supermarket', '2028-11-30', :points)
          ON CONFLICT (member, issuer, expires) DO UPDATE SET points = lot.points + excluded.points;
        UPDATE wallet
          SET balance = balance + :points, sequence = sequence + 1, head = md5(:order::text) WHERE member = :member;
        COMMIT;
        """;
}
