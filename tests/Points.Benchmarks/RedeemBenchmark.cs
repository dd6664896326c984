using System.Globalization;
using Points.Benchmarks.Load;
using Points.Benchmarks.Yardstick;

namespace Points.Benchmarks;

/// <summary>
/// Measures redemptions of a voucher and of a plain reward. A voucher costs more, because its code is stored in another
/// container. An operator redeems for the members, so one token serves many requests, as for a till or an app server.
/// </summary>
internal static class RedeemBenchmark
{
    /// <summary>Each member gets points for this many redemptions, more than any machine manages in a run.</summary>
    private const int RedemptionsPerMember = 100;

    /// <summary>Replaces the budgets of the sample programmes, which are too small for these points.</summary>
    private const long BudgetPoints = 1_000_000_000_000;

    /// <summary>The containers that a redemption reads and writes.</summary>
    private static readonly string[] Containers = ["wallets", "lookups"];

    private static readonly RedemptionScenario[] Scenarios =
    [
        new(
            "redemptions for a voucher",
            "supermarket",
            "voucher",
            1_000,
            ""","points":1000""",
            "INSERT INTO voucher_location VALUES "
                + "('v-' || md5(:number::text), :member, 'supermarket', 'r-' || md5(:number::text));"
        ),
        new("redemptions for a meal", "fast-food", "meal", 200, "", ""),
    ];

    /// <param name="withPgbench">Whether pgbench takes part in each round.</param>
    public static async Task<int> Run(bool withPgbench)
    {
        foreach (var scenario in Scenarios)
            await Run(scenario, withPgbench);
        return 0;
    }

    private static async Task Run(RedemptionScenario scenario, bool withPgbench)
    {
        await using var host = await BenchmarkHost.Start(BudgetPoints);
        var token = await host.CreateToken("desk", "operator");
        // An operator may post only small purchases alone.
        var till = await host.CreateToken("till", "merchant", scenario.Programme);
        await host.Enrol(RequestTemplate.Members, scenario.Programme);
        foreach (var member in RightnessCheck.Members)
            await host.EnrolOne(member, scenario.Programme);
        await using var peer = await PeerHost.StartIfInstalled(
            host,
            scenario.Programme,
            RightnessCheck.Members,
            BudgetPoints
        );
        var occurredAt = await host.ReadBusinessTime();
        var check = new RightnessCheck(scenario.Programme, token, occurredAt);
        foreach (var service in peer is null ? [host] : (IMeasuredService[])[host, peer])
        {
            await new ClosedLoop(service.Port, LoadGenerator.Connections).Run(
                RequestTemplate.Members,
                PurchaseRequest(scenario, till, occurredAt).Create
            );
            await check.Run(service, scenario.Body);
            await service.Rest();
        }
        using var postgres = withPgbench ? Postgres.StartIfInstalled(Schema) : null;
        var pgbench = postgres is null ? null : new Pgbench(postgres, Transaction(scenario));
        await new Comparison(scenario.Name, Request(scenario, token), Containers).Run(host, peer, pgbench);
        Console.WriteLine(await BalanceCheck.CheckPoints(host, scenario.Programme));
        if (peer is not null)
            Console.WriteLine(BalanceCheck.CheckPeer(peer));
    }

    /// <summary>A purchase that earns the points for all redemptions of a member, at one point per yuan.</summary>
    private static RequestTemplate PurchaseRequest(RedemptionScenario scenario, string token, string occurredAt) =>
        new(
            $"/api/members/{RequestTemplate.MemberField}/accruals",
            token,
            "a",
            PurchaseJson.Write(
                scenario.Programme,
                RequestTemplate.NumberField,
                occurredAt,
                sku: "1",
                $"{scenario.Points * RedemptionsPerMember * Fen.PerYuan}"
            )
        );

    private static RequestTemplate Request(RedemptionScenario scenario, string token) =>
        new($"/api/members/{RequestTemplate.MemberField}/redemptions", token, "k", scenario.Body);

    private const string Schema = """
        CREATE TABLE wallet
          (member int PRIMARY KEY, balance bigint NOT NULL, sequence bigint NOT NULL, head text NOT NULL);
        CREATE TABLE lot
          (member int, issuer text, expires date, points bigint NOT NULL, PRIMARY KEY (member, issuer, expires));
        CREATE TABLE entry
          (member int, id text, sequence bigint NOT NULL, points bigint NOT NULL, body text NOT NULL,
           PRIMARY KEY (member, id));
        CREATE TABLE redemption
          (member int, id text, status text NOT NULL, body text NOT NULL, PRIMARY KEY (member, id));
        CREATE TABLE voucher_location
          (code text PRIMARY KEY, member int NOT NULL, programme text NOT NULL, redemption text NOT NULL);
        INSERT INTO wallet SELECT i, 1000000000, 0, 'genesis' FROM generate_series(1, 10000) i;
        INSERT INTO lot SELECT i, 'issuer', '2028-11-30', 1000000000 FROM generate_series(1, 10000) i;
        ANALYZE wallet, lot;
        """;

    /// <summary>
    /// Gives PostgreSQL the least work: bodies as long as ours, and one statement to read and write the lot.
    /// </summary>
    private static string Transaction(RedemptionScenario scenario) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            \set member random(1, 10000)
            \set number random(1, 9000000000000000)
            BEGIN;
            SELECT balance, sequence, head FROM wallet WHERE member = :member FOR UPDATE;
            UPDATE lot SET points = points - {scenario.Points}
              WHERE member = :member AND issuer = 'issuer' AND expires = '2028-11-30' AND points >= {scenario.Points}
              RETURNING points;
            INSERT INTO entry VALUES (:member, 'e-' || md5(:number::text), 1, -{scenario.Points}, repeat('x', 650));
            INSERT INTO redemption VALUES (:member, 'r-' || md5(:number::text), 'Completed', repeat('x', 450));
            {scenario.VoucherStatement}
            UPDATE wallet
              SET balance = balance - {scenario.Points}, sequence = sequence + 1, head = md5(:number::text)
              WHERE member = :member;
            COMMIT;
            """
        );

    /// <summary>A kind of redemption to measure.</summary>
    /// <param name="ExtraFields">The JSON fields of a redemption after the programme and the reward.</param>
    /// <param name="VoucherStatement">
    /// The SQL statement that stores the code of a voucher; empty if there is none.
    /// </param>
    private sealed record RedemptionScenario(
        string Name,
        string Programme,
        string Reward,
        int Points,
        string ExtraFields,
        string VoucherStatement
    )
    {
        public string Body => $$"""{"programmeId":"{{Programme}}","rewardId":"{{Reward}}"{{ExtraFields}}}""";
    }
}
