using System.Globalization;
using Points.Benchmarks.Load;

namespace Points.Benchmarks;

/// <summary>
/// Redemptions: of a reward that gives a voucher, which is the dearest kind, as its code has a place of its own in the
/// store; and of a plain one. An operator redeems for the members: like a till's or an app server's, one token for many
/// requests, which is checked once a minute.
/// </summary>
internal static class RedeemBenchmark
{
    /// <summary>What each member is given points for: more than any machine gets through in a run.</summary>
    private const int RedemptionsEach = 100;

    /// <summary>The samples' own budgets are too small for that.</summary>
    private const long BudgetPoints = 1_000_000_000_000;

    /// <summary>Those that a redemption has to do with.</summary>
    private static readonly string[] Containers = ["wallets", "lookups"];

    private static readonly RedemptionScenario[] Kinds =
    [
        new(
            "redemptions for a voucher",
            "supermarket",
            "voucher",
            1_000,
            ""","points":1000""",
            "INSERT INTO place VALUES ('v-' || md5(:number::text), :member, 'supermarket', 'r-' || md5(:number::text));"
        ),
        new("redemptions for a meal", "fast-food", "meal", 200, "", ""),
    ];

    public static async Task<int> Run()
    {
        foreach (var kind in Kinds)
            await Run(kind);
        return 0;
    }

    private static async Task Run(RedemptionScenario kind)
    {
        await using var host = await BenchmarkHost.Start(BudgetPoints);
        var token = await host.CreateToken("desk", "operator");
        await host.Enrol(PostgresComparison.Members, kind.Programme);
        var occurredAt = await host.ReadClock();
        await new ClosedLoop(host.Port, PostgresComparison.Connections).Run(
            PostgresComparison.Members,
            number => PurchaseRequest(kind, token, occurredAt, number)
        );
        using var postgres = Postgres.StartIfInstalled(Schema);
        await new PostgresComparison(
            kind.Name,
            number => Request(kind, token, number),
            Containers,
            Transaction(kind)
        ).Run(host, postgres);
    }

    /// <summary>A point a yuan.</summary>
    private static byte[] PurchaseRequest(RedemptionScenario kind, string token, string occurredAt, long number) =>
        HttpConnection.Post(
            $"/api/members/{PostgresComparison.MemberFor(number)}/accruals",
            token,
            $"a{number}",
            $$"""{"programmeId":"{{kind.Programme}}","merchantId":"{{kind.Programme}}","orderId":"o{{number}}","occurredAt":"{{occurredAt}}","lines":[{"sku":"sku-1","category":"general","amountFen":{{kind.Points * RedemptionsEach * Fen.PerYuan}}}]}"""
        );

    private static byte[] Request(RedemptionScenario kind, string token, long number) =>
        HttpConnection.Post(
            $"/api/members/{PostgresComparison.MemberFor(number)}/redemptions",
            token,
            $"k{number}",
            $$"""{"programmeId":"{{kind.Programme}}","rewardId":"{{kind.Reward}}"{{kind.ExtraFields}}}"""
        );

    private const string Schema = """
        CREATE TABLE wallet (member int PRIMARY KEY, balance bigint NOT NULL, sequence bigint NOT NULL, head text NOT NULL);
        CREATE TABLE lot (member int, issuer text, expires date, points bigint NOT NULL, PRIMARY KEY (member, issuer, expires));
        CREATE TABLE entry (member int, id text, sequence bigint NOT NULL, points bigint NOT NULL, body text NOT NULL, PRIMARY KEY (member, id));
        CREATE TABLE redemption (member int, id text, status text NOT NULL, body text NOT NULL, PRIMARY KEY (member, id));
        CREATE TABLE place (code text PRIMARY KEY, member int NOT NULL, programme text NOT NULL, redemption text NOT NULL);
        INSERT INTO wallet SELECT i, 1000000000, 0, 'genesis' FROM generate_series(1, 10000) i;
        INSERT INTO lot SELECT i, 'issuer', '2028-11-30', 1000000000 FROM generate_series(1, 10000) i;
        ANALYZE wallet, lot;
        """;

    /// <summary>Bodies are as long as ours, and one statement reads and writes the lot: less cannot be asked of PostgreSQL.</summary>
    private static string Transaction(RedemptionScenario kind) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            \set member random(1, 10000)
            \set number random(1, 9000000000000000)
            BEGIN;
            SELECT balance, sequence, head FROM wallet WHERE member = :member FOR UPDATE;
            UPDATE lot SET points = points - {kind.Points} WHERE member = :member AND issuer = 'issuer' AND expires = '2028-11-30' AND points >= {kind.Points} RETURNING points;
            INSERT INTO entry VALUES (:member, 'e-' || md5(:number::text), 1, -{kind.Points}, repeat('x', 650));
            INSERT INTO redemption VALUES (:member, 'r-' || md5(:number::text), 'Completed', repeat('x', 450));
            {kind.VoucherColumns}
            UPDATE wallet SET balance = balance - {kind.Points}, sequence = sequence + 1, head = md5(:number::text) WHERE member = :member;
            COMMIT;
            """
        );

    /// <param name="ExtraFields">What a redemption says besides the programme and the reward.</param>
    /// <param name="VoucherColumns">What of the transaction says where a voucher's code leads.</param>
    private sealed record RedemptionScenario(
        string Name,
        string Programme,
        string Reward,
        int Points,
        string ExtraFields,
        string VoucherColumns
    );
}
