using System.Globalization;
using Points.Benchmarks.Load;
using Points.Benchmarks.Yardstick;

namespace Points.Benchmarks;

/// <summary>Measures accruals, and the cost of an accrual to a wallet with a long history.</summary>
internal static class AccrueBenchmark
{
    private const string Programme = "supermarket";
    private const string MemberWithHistory = "member-with-history";
    private const long BudgetPoints = 500_000_000; // As in the sample programme.
    private const long FirstHistoryOrder = 1_000_000_000; // Far above the order numbers of the comparison.
    private static readonly string[] Containers = ["wallets", "lookups"];

    /// <param name="withPgbench">Whether pgbench takes part in each round.</param>
    public static async Task<int> Run(bool withPgbench)
    {
        await using var host = await BenchmarkHost.Start();
        var token = await host.CreateToken("till", "merchant", Programme);
        await host.Enrol(RequestTemplate.Members, Programme);
        foreach (var member in RightnessCheck.Members)
            await host.EnrolOne(member, Programme);
        var occurredAt = await host.ReadBusinessTime();
        await using var peer = await PeerHost.StartIfInstalled(host, Programme, RightnessCheck.Members, BudgetPoints);
        var check = new RightnessCheck(Programme, await host.CreateToken("desk", "operator"), occurredAt);
        await check.Run(host);
        if (peer is not null)
            await check.Run(peer);
        using var postgres = withPgbench ? Postgres.StartIfInstalled(Schema) : null;
        var pgbench = postgres is null ? null : new Pgbench(postgres, Transaction);
        await new Comparison("accruals", Request(token, occurredAt, RequestTemplate.MemberField), Containers).Run(
            host,
            peer,
            pgbench
        );
        Console.WriteLine(await BalanceCheck.CheckPoints(host, Programme));
        if (peer is not null)
            Console.WriteLine(BalanceCheck.CheckPeer(peer));
        await MeasureWithHistory(host, token, occurredAt);
        return 0;
    }

    /// <summary>Measures one wallet with few and with many entries: an accrual must cost the same.</summary>
    private static async Task MeasureWithHistory(BenchmarkHost host, string token, string occurredAt)
    {
        var singleConnection = new ClosedLoop(host.Port, 1);
        var request = Request(token, occurredAt, MemberWithHistory);
        var number = FirstHistoryOrder;
        using var connection = await HttpConnection.Open(host.Port);
        await host.EnrolOne(MemberWithHistory, Programme);
        foreach (var entries in (int[])[10, 10_000])
        {
            for (; number < FirstHistoryOrder + entries; number++)
                await connection.Send(request.Create(number));
            var before = await host.CountRequests(Containers);
            var run = await singleConnection.Run(TimeSpan.FromSeconds(2), request.Create, number);
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

    private static RequestTemplate Request(string token, string occurredAt, string member) =>
        new($"/api/members/{member}/accruals", token, "k", PurchaseJson.Template(Programme, occurredAt));

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
